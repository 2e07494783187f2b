import {preloadParts} from './index.ts'
import {toHtml} from './__fixtures__/html.ts'

beforeAll(preloadParts)

describe('blocks', () => {
  test.each([
    ['paragraphs', 'one\ntwo\n\nthree', '<p>one\ntwo</p><p>three</p>'],
    ['headings, below those of the chat', '# A\n## B #\n###### C', '<h4>A</h4><h5>B</h5><h6>C</h6>'],
    ['underlined headings', 'A\n===\nB\n---', '<h4>A</h4><h5>B</h5>'],
    ['a number sign without a blank as text', '#1 thing', '<p>#1 thing</p>'],
    ['rules', 'a\n\n* * *\nb', '<p>a</p><hr><p>b</p>'],
    [
      'quotes, with a lazy line',
      '> a\nb\n> > c',
      '<blockquote><p>a\nb</p><blockquote><p>c</p></blockquote></blockquote>',
    ],
    ['tight lists', '- a\n- b\n  - c', '<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>'],
    ['loose lists', '- a\n\n- b', '<ul><li><p>a</p></li><li><p>b</p></li></ul>'],
    ['numbered lists from their first number', '3. a\n4. b', '<ol start="3"><li>a</li><li>b</li></ol>'],
    ["a year at a line's start as text", 'In\n1986. A year', '<p>In\n1986. A year</p>'],
    [
      'task lists',
      '- [x] a\n- [ ] b',
      '<ul><li class="task"><input type="checkbox" disabled="" aria-label="Task">a</li><li class="task"><input type="checkbox" disabled="" aria-label="Task">b</li></ul>',
    ],
    [
      'raw HTML as text',
      '<div onclick="x()">\n*a*\n</div>',
      '<p class="html">&lt;div onclick="x()"&gt;\n*a*\n&lt;/div&gt;</p>',
    ],
    ['carriage returns', 'a\r\n\r\nb', '<p>a</p><p>b</p>'],
    ['nothing for nothing', ' \n\n', ''],
  ])('%s', (_, text, html) => {
    expect(toHtml(text)).toBe(html)
  })

  test('tables with alignment, escaped pipes and missing cells', () => {
    const html = toHtml('| a | b |\n|:--|--:|\n| x \\| y | 1 |\n| z |')
    expect(html).toContain('<th scope="col" class="align-left">a</th><th scope="col" class="align-right">b</th>')
    expect(html).toContain('<tr><td class="align-left">x | y</td><td class="align-right">1</td></tr>')
    expect(html).toContain('<tr><td class="align-left">z</td><td class="align-right"></td></tr>')
  })

  test('a line with pipes and no line of dashes below is text', () => {
    expect(toHtml('a | b\nc | d')).toBe('<p>a | b\nc | d</p>')
  })

  test.each([
    ['```js\nlet a = "<b>"\n```', 'let a = "<b>"'],
    ['~~~\na\n\nb\n~~~', 'a\n\nb'],
    ['    indented\n      more', 'indented\n  more'],
    ['- ```\n  in a list\n  ```', 'in a list'],
    ['```\nnever closed', 'never closed'],
    ['```mermaid\ngraph TD; A-->B\n```', 'graph TD; A-->B'],
  ])('code %j keeps its text', (text, code) => {
    const host = document.createElement('div')
    // oxlint-disable-next-line no-unsanitized/property -- the markup is the component's own
    host.innerHTML = toHtml(text)
    expect(host.querySelector('pre code')?.textContent).toBe(code)
  })

  test('footnotes stand below the text, and each leads to the other', () => {
    const html = toHtml('A[^n] and [^other].\n\n[^n]: The *note*.\n\n    Its second paragraph.')
    expect(html).toContain('<a id="md-note-reference-1" href="#md-note-1" aria-label="Note 1">1</a>')
    expect(html).toContain('[^other]')
    expect(html).toMatch(
      /<section class="notes"[^>]*><ol><li id="md-note-1" tabindex="-1"><p>The <em>note<\/em>\.<\/p><p>Its second/,
    )
  })

  test('display formulas', () => {
    for (const text of ['$$\nx^2\n$$', '\\[\nx^2\n\\]', '$$x^2$$']) {
      expect(toHtml(text)).toContain('<code class="formula formula-display formula-source">x^2</code>')
    }
  })

  test('an opening mark of a formula that is never closed is text', () => {
    expect(toHtml('$$\na\n\nb')).toBe('<p>$$\na</p><p>b</p>')
  })
})
