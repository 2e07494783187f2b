import {findSelected, readRange} from './selectedText.ts'

function select(startSelector: string, endSelector: string, html: string) {
  document.body.innerHTML = html
  const [start, end] = [startSelector, endSelector].map((selector) => document.querySelector(selector)?.firstChild)
  const range = document.createRange()
  range.setStart(start!, 0)
  range.setEnd(end!, end!.textContent?.length ?? 0)
  const selection = document.getSelection()!
  selection.removeAllRanges()
  selection.addRange(range)
  return findSelected(selection)?.text
}

test('text of several blocks has a line for each', () => {
  const html =
    '<article><h2 id="a">Topics<a class="hash-link">\u200B</a></h2><p>A <em>topic</em> is</p><ul><li>named</li><li class="z">typed</li></ul></article>'
  expect(select('h2', '.z', html)).toBe('Topics\nA topic is\nnamed\ntyped')
})

test('what is selected outside an article is nobody’s', () => {
  expect(select('p', 'p', '<nav><p>A menu</p></nav><article>Text</article>')).toBeUndefined()
})

test.each([
  ['ends', '#in', '#after'],
  ['begins', '#before', '#in'],
])('a selection that %s outside its article is cut there', (_, start, end) => {
  const html = '<p id="before">Before</p><article><p id="in">Inside</p></article><p id="after">After</p>'
  expect(select(start, end, html)).toBe('Inside')
})

test('a caret and a single letter are no selection', () => {
  expect(select('p', 'p', '<article><p>A</p></article>')).toBeUndefined()
  document.getSelection()!.collapse(document.body, 0)
  expect(findSelected(document.getSelection())).toBeNull()
})

test('formulas are TeX, code keeps its lines and spaces, buttons say nothing', () => {
  document.body.innerHTML = `<article><p>So <span class="katex"><span class="katex-mathml"><math><semantics><mrow>F</mrow><annotation encoding="application/x-tex"> F = ma </annotation></semantics></math></span><span class="katex-html" aria-hidden="true">F=ma</span></span> holds.</p><pre><code><span class="token-line">def f():<br></span><span class="token-line">    pass<br></span></code></pre><button>Copy</button></article>`
  const range = document.createRange()
  range.selectNodeContents(document.querySelector('article')!)
  expect(readRange(range)).toMatch(/^So \$F = ma\$ holds\.\ndef f\(\):\n+ {4}pass$/)
})
