import {chooseStarters, readHeadings} from './starters.ts'

const ask = (heading: string) => `What is “${heading}” about?`
const site = [
  {label: 'Topics', prompt: 'What is a topic?'},
  {label: 'Nodes', prompt: 'What is a node?'},
]
const choose = (own: unknown, headings: string[] = [], configured = site) =>
  chooseStarters({own, headings, configured, ask}).map(({label}) => label)

test('a page without any has the site’s', () => {
  expect(choose(undefined)).toEqual(['Topics', 'Nodes'])
})

test('headings are asked about where there is room beside the site’s', () => {
  expect(choose(undefined, ['Quality of service', 'Why ROS?', 'Actions'])).toEqual([
    'What is “\u2068Quality of service\u2069” about?',
    'Why ROS?',
    'Topics',
    'Nodes',
  ])
})

test('the marks that keep the direction of a heading from the rest of the line are not asked', () => {
  expect(chooseStarters({own: undefined, headings: ['ROS 2 کا graph'], configured: [], ask})).toEqual([
    {label: 'What is “\u2068ROS 2 کا graph\u2069” about?', prompt: 'What is “ROS 2 کا graph” about?'},
  ])
})

test('one heading is asked about, whatever the site has', () => {
  const four = ['A', 'B', 'C', 'D'].map((label) => ({label, prompt: label}))
  expect(choose(undefined, ['Actions', 'Services'], four)).toEqual([
    'What is “\u2068Actions\u2069” about?',
    'A',
    'B',
    'C',
  ])
})

test('the page’s own come first and all of them, instead of those about headings', () => {
  const own = ['One?', {label: 'Two', prompt: 'Two?'}, 'Three?', 'Four?', 'Five?']
  expect(choose(own, ['Actions'])).toEqual(['One?', 'Two', 'Three?', 'Four?', 'Five?'])
  expect(choose(['Nodes'], ['Actions'])).toEqual(['Nodes', 'Topics'])
})

test('an empty list in the front matter keeps the headings out', () => {
  expect(choose([], ['Actions'])).toEqual(['Topics', 'Nodes'])
})

test('what is no question in the front matter is left out', () => {
  expect(choose([7, '', ' ', null, {label: 'x'}, ['y'], 'Good?'])).toEqual(['Good?', 'Topics', 'Nodes'])
  expect(choose('Not a list', ['Actions'])).toEqual(['What is “\u2068Actions\u2069” about?', 'Topics', 'Nodes'])
})

test('headings are read as they are seen', () => {
  document.body.innerHTML = `<article>
    <h2 id="a">Quality of <code>QoS</code><a class="hash-link" href="#a">\u200B</a></h2>
    <h2>Without an id</h2><h3 id="b">Deeper</h3>
    <h2 id="c">${'long '.repeat(20)}</h2>
    </article><h2 id="d">Outside</h2>`
  expect(readHeadings()).toEqual(['Quality of QoS'])
})
