import {describeShortcut} from '../../describe-shortcut.ts'
import {isWritingElsewhere, matchesShortcut} from './shortcut.ts'

const press = (key: string, modifiers: KeyboardEventInit = {}) => new KeyboardEvent('keydown', {key, ...modifiers})

test.each<[string, boolean, KeyboardEvent, boolean]>([
  ['mod+i', false, press('i', {ctrlKey: true}), true],
  ['mod+i', false, press('I', {ctrlKey: true}), true],
  ['mod+i', true, press('i', {metaKey: true}), true],
  ['mod+i', true, press('i', {ctrlKey: true}), false],
  ['mod+i', false, press('i', {metaKey: true}), false],
  ['mod+i', false, press('i', {ctrlKey: true, shiftKey: true}), false],
  ['mod+i', false, press('i', {ctrlKey: true, altKey: true}), false],
  ['mod+i', false, press('i'), false],
  ['mod+i', false, press('k', {ctrlKey: true}), false],
  ['ctrl+shift+/', true, press('/', {ctrlKey: true, shiftKey: true}), true],
  ['alt+a', false, press('a', {altKey: true}), true],
])('%s (Mac: %s)', (shortcut, isMac, event, expected) => {
  expect(matchesShortcut(event, describeShortcut(shortcut), isMac)).toBe(expected)
})

test.each([
  ['<input>', true],
  ['<textarea></textarea>', true],
  ['<select></select>', true],
  ['<button></button>', false],
  ['<p></p>', false],
  ['<div id="panel"><textarea></textarea></div>', false],
])('a key press in %s is writing elsewhere: %s', (html, expected) => {
  document.body.innerHTML = html
  const target = document.querySelector('textarea') ?? document.body.firstElementChild!
  let answer: boolean | undefined
  document.body.addEventListener('keydown', (event) => (answer = isWritingElsewhere(event, 'panel')), {once: true})
  target.dispatchEvent(new KeyboardEvent('keydown', {bubbles: true, composed: true}))
  expect(answer).toBe(expected)
})
