import {readFileSync} from 'node:fs'
import path from 'node:path'

const SOURCE = path.join(__dirname, '../src/components/ChatWidget/styles.module.css')

/** Docusaurus puts every style sheet into the one that all pages load, so these rules meet every element of a site. */
const css = readFileSync(SOURCE, 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '')

/** What stands before each block, without keyframes' steps and the media that hold rules. */
const selectors = css
  .replaceAll(/@keyframes\s+\w+\s*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '')
  .match(/[^{};]+(?=\{)/g)!
  .map((selector) => selector.trim())
  .filter((selector) => !selector.startsWith('@media'))
  .flatMap((list) => list.split(','))
  .map((selector) => selector.trim())

test('every rule of the style sheet that all pages load is about a class of ours, which the bundler renames', () => {
  expect(selectors.length).toBeGreaterThan(10)
  for (const selector of selectors) expect(selector).toMatch(/^\.[a-z][\w-]*/i)
  expect(css).not.toContain(':global')
})

test('it sets no variable, and takes no layer of its own: unlayered it wins over a site’s layers, whatever their order', () => {
  expect(css).not.toMatch(/--[\w-]+\s*:/)
  expect(css).not.toContain('@layer')
})

test('colours, fonts and layers of depth are the site’s own', () => {
  expect(css).not.toMatch(/#[\da-f]{3,8}\b|\brgba?\(|\bhsla?\(/i)
  for (const [, value = ''] of css.matchAll(/(?:font|z-index):([^;]+);/g)) expect(value).toContain('var(--ifm-')
  // A corner counted from the left would not follow a site that reads from right to left.
  expect(css).not.toMatch(/(?:^|[\s{;])(?:left|right|(?:margin|padding)-(?:left|right)):/)
})
