import {reveal} from './reveal.ts'

const TABS = `
  <div class="tabs-container">
    <ul role="tablist"><li role="tab">apt</li><li role="tab">source</li></ul>
    <div><div role="tabpanel"><p>Install it.</p></div><div role="tabpanel" hidden><p id="passage">Build it.</p></div></div>
  </div>`

const find = () => document.getElementById('passage')!

test('chooses the tab whose panel holds the passage', () => {
  document.body.innerHTML = TABS
  const chosen: (string | null)[] = []
  for (const tab of document.querySelectorAll('[role="tab"]')) {
    tab.addEventListener('click', () => chosen.push(tab.textContent))
  }
  reveal(find().firstChild!)
  expect(chosen).toEqual(['source'])
})

test('opens the details around the passage, and leaves open ones open', () => {
  document.body.innerHTML = `
    <details open><summary>Outer</summary><details><summary>Inner</summary><p id="passage">Text.</p></details></details>`
  reveal(find())
  for (const details of document.querySelectorAll('details')) expect(details.open).toBe(true)
})

test('does nothing to what can be seen', () => {
  document.body.innerHTML = `<main><p id="passage">Text.</p></main>`
  reveal(find())
  expect(document.body.innerHTML).toBe('<main><p id="passage">Text.</p></main>')
})
