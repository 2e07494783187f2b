import {correctSpelling, isOneSlip, type Spellings} from './near-word.ts'

function spellingsOf(text: string): Spellings {
  const all = text.split(' ')
  return {
    has: (word) => all.includes(word),
    like: (word) => all.filter((other) => other[0] === word[0]),
    count: (word) => all.filter((other) => other === word).length,
  }
}

const BOOK = spellingsOf(
  'quality of service calibration calibrated kinematics units topic topics topics moment costmap',
)

test.each([
  ['a letter left out', 'qualty of sevice', 'quality of service'],
  ['a letter put in', 'zero momment', 'zero moment'],
  ['two letters swapped', 'costmpa', 'costmap'],
  ['a letter exchanged in a long word', 'inverse kinamatics', 'inverse kinematics'],
  ['a slip at the start of a question', 'Calibraton?', 'calibration?'],
  ['of two that are as near, the more usual one', 'the topicx', 'the topics'],
])('%s is corrected', (_name, written, meant) => {
  expect(correctSpelling(written, BOOK)).toBe(meant)
})

test.each([
  ['a short word', 'a tope'],
  ['a name inside a sentence', 'how do I use Unity'],
  ['a word with digits', 'topic5'],
  ['a word two slips away', 'kinamatcs'],
  ['another script', 'ٹاپک کیا ہے'],
  ['a word that only says how something is asked', 'would topics'],
])('%s stays as it is', (_name, written) => {
  expect(correctSpelling(written, BOOK)).toBe(written)
})

test('one slip is seen from either side', () => {
  const pairs = ['kalman kalmann', 'costmap costmpa', 'cat cut', 'topic opic', 'ab ba']
  for (const [a = '', b = ''] of pairs.map((pair) => pair.split(' '))) {
    expect([a, b, isOneSlip(a, b), isOneSlip(b, a)]).toEqual([a, b, true, true])
  }
  for (const [a = '', b = ''] of ['same same', 'abc cba', 'topic tops', 'a abc'].map((pair) => pair.split(' '))) {
    expect([a, b, isOneSlip(a, b), isOneSlip(b, a)]).toEqual([a, b, false, false])
  }
})

test('a pasted log costs no more look-ups than a long question', () => {
  let asked = 0
  const counting = {
    ...BOOK,
    has: (word: string) => (asked++, BOOK.has(word)),
    like: (word: string) => (asked++, BOOK.like(word)),
  }
  const log = 'qualty mistook '.repeat(50_000)
  expect(correctSpelling(log, counting)).toHaveLength(log.length + 4)
  expect(asked).toBeLessThan(1_000)
})
