import type {ShownPassage} from '../agent/tool-output.ts'
import type {SectionLink} from '../search/types.ts'
import {ENGLISH} from '../texts/en.ts'
import {URDU} from '../texts/ur.ts'
import {readCited, writeSuggestions, type SuggestionSources} from './suggest.ts'

function passage(number: number, heading: string, url: string): ShownPassage {
  return {number, page: 'Topics', heading, url, text: 'Text.', code: []}
}

function section(heading: string, url: string): SectionLink {
  return {id: url, url, heading}
}

const QOS = passage(1, 'Quality of service', '/docs/topics#qos')
const PAGE = [
  section('Topics', '/docs/topics'),
  section('Naming', '/docs/topics#naming'),
  section('Remapping', '/docs/topics#remapping'),
  section('Quality of service', '/docs/topics#qos'),
  section('Why is it slow?', '/docs/topics#slow'),
  section('Exercises', '/docs/topics#exercises'),
]

/** The lines of the list. */
function suggest(sources: Partial<SuggestionSources> = {}): string[] {
  const more = writeSuggestions({cited: [QOS], passages: [QOS], page: PAGE, asked: [], texts: ENGLISH, ...sources})
  return more.split('\n').slice(2)
}

test('what follows on the page comes first, then what is before it', () => {
  expect(suggest()).toEqual([
    '- [Why is it slow?](</docs/topics?ask=Why%20is%20it%20slow%3F#slow>)',
    '- [Tell me about Remapping](</docs/topics?ask=Tell%20me%20about%20Remapping#remapping>)',
    '- [Tell me about Naming](</docs/topics?ask=Tell%20me%20about%20Naming#naming>)',
  ])
})

test('nothing that is cited, was asked, or only asks itself', () => {
  const slow = passage(2, 'Why is it slow?', '/docs/topics#slow')
  const lines = suggest({cited: [QOS, slow], asked: ['What is QoS?', 'tell me about remapping']})
  expect(lines).toEqual(['- [Tell me about Naming](</docs/topics?ask=Tell%20me%20about%20Naming#naming>)'])
})

test('what was found and not quoted fills up', () => {
  const services = passage(2, 'Services', '/docs/services')
  const same = passage(3, 'Services', '/docs/others#services')
  expect(suggest({page: [], passages: [QOS, services, same]})).toEqual([
    '- [Tell me about Services](</docs/services?ask=Tell%20me%20about%20Services>)',
  ])
})

test('beside an entry of a long list stands nothing that has to do with it', () => {
  const entries = Array.from({length: 40}, (_, at) => section(`Entry ${at}`, `/docs/topics#entry-${at}`))
  expect(suggest({page: [...PAGE, ...entries]})).toEqual([])
})

test('no heading that is too long or has nothing but small words', () => {
  const long = section(
    'A heading that goes on and on until nobody knows any more what it was about',
    '/docs/topics#long',
  )
  expect(suggest({page: [section('Quality of service', QOS.url), long, section('More', '/docs/topics#more')]})).toEqual(
    [],
  )
})

test('without anything to go on with nothing is said', () => {
  expect(writeSuggestions({cited: [QOS], passages: [QOS], page: [], asked: [], texts: ENGLISH})).toBe('')
})

test('headings cannot become markup, and an address keeps its own query', () => {
  const odd = section('A [b](c) *d*', '/docs/topics?v=2#odd')
  expect(suggest({page: [section('Quality of service', QOS.url), odd]})).toEqual([
    String.raw`- [Tell me about A \[b\](c) \*d\*](</docs/topics?v=2&ask=Tell%20me%20about%20A%20%5Bb%5D%28c%29%20*d*#odd>)`,
  ])
})

test('a heading with parentheses ends no link early', () => {
  const call = section('spin(node)', '/docs/topics#spin')
  expect(suggest({page: [section('Quality of service', QOS.url), call]})).toEqual([
    '- [Tell me about spin(node)](</docs/topics?ask=Tell%20me%20about%20spin%28node%29#spin>)',
  ])
})

test('in the reader’s language', () => {
  const more = writeSuggestions({cited: [QOS], passages: [QOS], page: PAGE, asked: [], texts: URDU})
  expect(more.split('\n')[0]).toBe(URDU.goOn)
  expect(more).toContain('[مجھے Remapping کے بارے میں بتائیں](')
})

test('cited is what has a marker in the answer, in its order', () => {
  const service = passage(2, 'Services', '/docs/services')
  const action = passage(3, 'Actions', '/docs/actions')
  const answer = 'One. [2] Two \\[3\\], `a[3]`. [1]'
  expect(readCited(answer, [QOS, service, action])).toEqual([service, QOS])
})
