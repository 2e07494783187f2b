import {createContent} from '../__fixtures__/content.ts'
import {parseIndex} from './parse.ts'

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
