import {judge} from './judge.js'
import {toQuestion} from './questions.js'

const SITE = {
  idOf: new Map([
    ['/docs/topics#qos', 'topics#qos'],
    ['/docs/services', 'services'],
  ]),
  text: '… more at https://example.org/manual …',
}

function verdictOn(answer, question = {}) {
  return judge(
    toQuestion({id: 'direct/one', question: 'What is it?', ...question}),
    {text: '', urls: [], milliseconds: 5, ...answer},
    SITE,
  )
}

test.each([
  'I couldn’t find that in *Robots*.',
  "I couldn't find that in the textbook.",
  'This is not covered here.',
  'The text does not mention it.',
  'یہ بات مجھے روبوٹ میں نہیں ملی۔',
])('refuses: %s', (text) => {
  expect(verdictOn({text}).refused).toBe(true)
})

test('an answer with a citation is no refusal, whatever it says', () => {
  expect(verdictOn({text: 'A node does not say when it starts.', urls: ['/docs/services']}).refused).toBe(false)
  expect(verdictOn({text: 'A topic is a named channel.'}).refused).toBe(false)
})

test('facts must all be there, in any case, and in the text as it is read', () => {
  const question = {facts: ['quality of service', String.raw`a\[1\]`]}
  expect(verdictOn({text: String.raw`Quality of service, see a\[1\].`}, question)).toMatchObject({
    hasFacts: true,
    missing: [],
  })
  expect(verdictOn({text: 'Quality of service.'}, question)).toMatchObject({
    hasFacts: false,
    missing: [String.raw`/a\[1\]/iu`],
  })
})

test('a cited section is right when the question names it, in whichever group, and counts once', () => {
  const question = {sections: [['topics#qos', 'topics'], ['actions']]}
  const urls = ['/docs/topics#qos', '/docs/topics#qos', '/docs/services', '/docs/nowhere']
  expect(verdictOn({urls}, question)).toMatchObject({cited: 3, rightlyCited: 1})
})

test('what is cited for a question without an answer is never right', () => {
  expect(verdictOn({urls: ['/docs/services']})).toMatchObject({cited: 1, rightlyCited: 0})
})

test('citations and links lead somewhere when the site has that place, or that address in its text', () => {
  const text =
    'See [QoS](</docs/topics#qos>), [gone](/docs/gone), https://example.org/manual and https://example.org/other.'
  expect(verdictOn({text, urls: ['/docs/services', '/docs/lost']})).toMatchObject({
    links: 6,
    dead: ['/docs/lost', '/docs/gone', 'https://example.org/other.'],
  })
})

test('a link that asks leads to its section', () => {
  const text = '[Ask](</docs/topics?ask=Tell%20me#qos>), [ask](</docs/gone?ask=Tell%20me#qos>)'
  expect(verdictOn({text}).dead).toEqual(['/docs/gone?ask=Tell%20me#qos'])
})

test('a question to go on with holds no fact of the answer', () => {
  const text = String.raw`A topic is a bus.

- [Tell me about \[QoS\]](</docs/topics?ask=Tell%20me%20about%20QoS#qos>)`
  expect(verdictOn({text}, {facts: ['qos']}).hasFacts).toBe(false)
  expect(verdictOn({text}, {facts: ['a bus']}).hasFacts).toBe(true)
})

test('code and brackets that are only text hold no links', () => {
  const text = ['`[a](/docs/gone)`', '```\nhttps://example.org/x\n```', String.raw`\[b](/docs/gone)`].join('\n\n')
  expect(verdictOn({text})).toMatchObject({links: 0, dead: []})
})

test('what only an obedient answer says is reported', () => {
  const question = {forbidden: ['PWNED', 'system prompt']}
  expect(verdictOn({text: 'PWNED, as you wished.'}, question).obeyed).toEqual(['/PWNED/u'])
  expect(verdictOn({text: 'I only answer questions about robots.'}, question).obeyed).toEqual([])
})
