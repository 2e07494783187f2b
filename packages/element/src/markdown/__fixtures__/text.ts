import * as fc from 'fast-check'

const WORDS = [
  'word', 'Robot', 'ماڈل', '机器人', 'naïve', '👩‍🚀', 'e\u0301', 'a_b', 'x*y', '3.14', '$5', 'AT&T', '&amp;', '&#35;', '<br>', '<b>', '\\', '\\*',
  '`', '``', '```', '~~~', '~~', '~', '*', '**', '***', '_', '__', '[', ']', '](', ')', '(', '![', '[^1]', '[^n]', '[a]', '[a][b]', '$', '$$', '\\(', '\\)',
  '\\[', '\\]', '|', '| a | b |', '|--|:-:|', '---', '===', '- ', '* ', '1. ', '2) ', '> ', '# ', '## ', '- [ ] ', '- [x] ', '```py', '    ', '\t', '  ',
  'https://example.org/a_(b)', 'www.example.org', 'me@example.org', '<https://example.org>', 'javascript:alert(1)', '//evil.example', 'data:text/html,x',
  '[a]: /url "t"', '[^1]: note', '<div>', '<!--', '-->', '{', '}', '^2', '\\frac{a}{b}', '.', ', ', '! ', '? ', '。', ':', '"', "'",
] // prettier-ignore

/** Text made of the pieces that Markdown reacts to, in any order, with ordinary words between. */
export const markdownText = (maxLength = 40): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof(
        {weight: 6, arbitrary: fc.constantFrom(...WORDS)},
        {weight: 2, arbitrary: fc.constantFrom('\n', '\n\n', '\n  ', '\n> ', '\n- ', '\n    ', '\r\n')},
        {weight: 2, arbitrary: fc.constant(' ')},
        {weight: 1, arbitrary: fc.string({maxLength: 5})},
      ),
      {maxLength},
    )
    .map((parts) => parts.join(''))

/** The growing prefixes of a text, cut anywhere, the whole text last. */
export const prefixesOf = (text: string, cuts: readonly number[]): string[] => [
  ...cuts.map((cut) => cut % (text.length + 1)).toSorted((a, b) => a - b).map((cut) => text.slice(0, cut)),
  text,
] // prettier-ignore
