import {createContent} from '../__fixtures__/content.ts'
import {parseIndex} from './parse.ts'
import {contentIndex} from './schema.ts'

const good = createContent()

test('an index as the plugin writes it is taken', () => {
  const withMore = {
    ...good,
    sections: good.sections.map((section) => ({...section, source: 'docs/a.md', lastUpdatedAt: null})),
  }
  expect(parseIndex(JSON.stringify(withMore), 'index').sections).toHaveLength(7)
})

test.each<[string, unknown, RegExp]>([
  ['cut-off JSON', '{"schemaVersion": 1, "sections": [', /not valid JSON/],
  ['another schema version', {...good, schemaVersion: 2}, /schemaVersion/],
  ['no sections', {...good, sections: undefined}, /sections/],
  [
    'a script for a link',
    {...good, sections: [{...good.sections[0], url: 'javascript:alert(1)'}]},
    /sections\.0\.url: must be a path on the site/,
  ],
  [
    'a link to another host',
    {...good, sections: [{...good.sections[0], url: '//evil.example/a'}]},
    /must be a path on the site/,
  ],
  ['an id used twice', {...good, sections: [good.sections[0], good.sections[0]]}, /used twice/],
  ['a list', [], /not a content index/],
])('%s is refused with the place of the fault', (_name, value, message) => {
  expect(() => parseIndex(typeof value === 'string' ? value : JSON.stringify(value), 'index')).toThrow(message)
})

const block = {language: 'text', title: null, code: ''}
const ofOne = (change: object) => JSON.stringify({...good, sections: [{...good.sections[0], ...change}]})

test.each<[string, (more: number) => object, string]>([
  ['text', (more) => ({text: 'x'.repeat(1_000_000 + more)}), 'text'],
  ['code in a block', (more) => ({code: [{...block, code: 'x'.repeat(200_000 + more)}]}), 'code.0.code'],
  ['blocks of code', (more) => ({code: Array.from({length: 1_000 + more}, () => block)}), 'code'],
  [
    'headings one below the other',
    (more) => ({headingPath: Array.from({length: 12 + more}, () => 'A')}),
    'headingPath',
  ],
  ['letters in an address', (more) => ({url: '/'.padEnd(2_000 + more, 'x')}), 'url'],
])('a section has at most so much: %s', (_name, change, place) => {
  expect(parseIndex(ofOne(change(0)), 'index').sections).toHaveLength(1)
  expect(() => parseIndex(ofOne(change(1)), 'index')).toThrow(`sections.0.${place}: `)
})

test('an index has at most 500,000 sections', () => {
  const {sections} = contentIndex.shape
  const many = Array.from({length: 500_001}, () => good.sections[0])
  expect(sections.safeParse(many).error?.issues).toMatchObject([{code: 'too_big', maximum: 500_000}])
})
