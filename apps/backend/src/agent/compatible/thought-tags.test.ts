import {assert, nat, property} from 'fast-check'
import {ThoughtTags, type Told} from './thought-tags.ts'

/** The text, told apart as it comes in these pieces. */
function tell(pieces: readonly string[]): Told {
  const tags = new ThoughtTags()
  const told = [...pieces.map((piece) => tags.push(piece)), tags.end()]
  return {
    thought: told.map(({thought}) => thought).join(''),
    answer: told.map(({answer}) => answer).join(''),
  }
}

test.each([
  ['<think>\nHm.\n</think>\n\nA topic.', '\nHm.\n', 'A topic.'],
  ['\n<think>Hm.</think>A topic.', 'Hm.', 'A topic.'],
  ['<think></think>A topic.', '', 'A topic.'],
  ['<think>never closed', 'never closed', ''],
  ['<think>half closed </thi', 'half closed </thi', ''],
  ['<thin air> is HTML', '', '<thin air> is HTML'],
  ['<th', '', '<th'],
  ['A topic. <think>is a tag</think>', '', 'A topic. <think>is a tag</think>'],
  ['<think>a</think>b <think>c</think>', 'a', 'b <think>c</think>'],
  ['', '', ''],
])('in %j the thought is %j and the answer %j, however it is cut up', (text, thought, answer) => {
  expect(tell([text])).toEqual({thought, answer})
  expect(tell(Array.from(text))).toEqual({thought, answer})
  assert(
    property(nat(text.length), nat(text.length), (one, other) => {
      const [from, to] = [Math.min(one, other), Math.max(one, other)]
      expect(tell([text.slice(0, from), text.slice(from, to), text.slice(to)])).toEqual({thought, answer})
    }),
  )
})

test('what is no thought is shown at once', () => {
  const tags = new ThoughtTags()
  expect(tags.push('A')).toEqual({thought: '', answer: 'A'})
  expect(tags.push(' <')).toEqual({thought: '', answer: ' <'})
})
