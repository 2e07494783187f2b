import {findBlock, findPassage} from './passage.ts'

function render(html: string): Element {
  document.body.innerHTML = `<main>${html}</main>`
  return document.querySelector('main')!
}

const find = (excerpt: string, root: Element, id?: string) =>
  findPassage(excerpt, root, id === undefined ? null : document.getElementById(id))

const PAGE = `
  <h1>Forces</h1><p>A force pushes.</p>
  <h2 id="mass">Mass</h2><p>Mass <em>resists</em> being moved, and it is the <code>m</code> of the law. It is kept.</p>
  <ul><li>A force pushes.</li><li>It has a direction.</li></ul>
  <h3 id="units">Units</h3><p>A force pushes, in newtons.</p>`

test('is found across markup, and goes on to the end of its paragraph', () => {
  const passage = find('Mass resists being moved, and it is the `m`…', render(PAGE), 'mass')
  expect(passage?.toString()).toBe('Mass resists being moved, and it is the m of the law. It is kept.')
})

test('of several that read the same, the one below its heading is meant', () => {
  const root = render(PAGE)
  expect(findBlock(find('A force pushes', root, 'mass')!)?.tagName).toBe('LI')
  expect(find('A force pushes', root, 'units')?.toString()).toBe('A force pushes, in newtons.')
})

test('ends where the next heading begins', () => {
  expect(find('A force pushes', render(PAGE), 'mass')?.toString()).toBe('A force pushes.')
  expect(
    findPassage(
      'says newton',
      render('<h2 id="a">A</h2><p>Who?</p><h2 id="b">B</h2><p>So says Newton.</p>'),
      document.getElementById('a'),
    ),
  ).toBeNull()
})

test('may begin in the middle of a paragraph', () => {
  expect(find('It is kept.', render(PAGE), 'mass')?.toString()).toBe('It is kept.')
})

test('spans list items and cells, whose marks the page does not have', () => {
  const root = render(PAGE)
  expect(find('- A force pushes. - It has a direction.', root, 'mass')?.toString()).toContain('direction')
  const table = render('<h2 id="t">T</h2><table><tr><td>Topic</td><td>many to many</td></tr></table>')
  expect(find('Topic | many to many', table, 't')?.toString()).toBe('Topicmany to many')
})

test('is found by its TeX where the page draws a formula', () => {
  const root = render(
    '<h2 id="f">F</h2><p>It is <span class="katex"><math><semantics><mi>F</mi><annotation encoding="application/x-tex">F = ma</annotation></semantics></math><span class="katex-html" aria-hidden="true">F=ma</span></span>, says Newton, for every body at rest.</p>',
  )
  expect(find('It is $F = ma$, says Newton, for every body', root, 'f')).not.toBeNull()
})

test('is found by what is left of it when the page has changed a little', () => {
  const root = render('<h2 id="a">A</h2><p>New words. Nodes find each other through discovery, without a master.</p>')
  const passage = find('Old words here. Nodes find each other through discovery, without a master', root, 'a')
  expect(passage?.toString()).toMatch(/^Nodes find each other/)
})

test('is looked for in the whole page when its heading is gone', () => {
  expect(find('A force pushes, in newtons.', render(PAGE))?.toString()).toBe('A force pushes, in newtons.')
})

test.each([
  ['nothing to look for', '…', 'a'],
  ['another text', 'Nothing of the kind stands here.', 'a'],
  ['a word too short to be told apart in a whole page', 'Other', undefined],
])('%s is not found', (_, excerpt, id) => {
  expect(find(excerpt, render('<h2 id="a">A</h2><p>Other text.</p>'), id)).toBeNull()
})

test('reads right-to-left text and letters with marks', () => {
  const root = render('<h2 id="u">و</h2><p>روبوٹ کا <b>دماغ</b> کمپیوٹر ہے۔ وہ چلتا ہے۔</p>')
  expect(find('روبوٹ کا دماغ کمپیوٹر ہے', root, 'u')?.toString()).toBe('روبوٹ کا دماغ کمپیوٹر ہے۔ وہ چلتا ہے۔')
})

test('leaves out what nobody reads', () => {
  const root = render('<h2 id="a">A</h2><p>One<button>Copy</button> two three.</p>')
  expect(find('One two three', root, 'a')).not.toBeNull()
})
