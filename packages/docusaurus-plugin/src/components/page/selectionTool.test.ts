import {act, fireEvent, screen} from '@testing-library/react'
import {startSelectionTool, toLines} from './selectionTool.ts'

const RECT = {top: 300, bottom: 320, left: 100, right: 300, width: 200, height: 20}
const asked: unknown[] = []

// jsdom has no layout.
Range.prototype.getClientRects = () => [RECT] as unknown as DOMRectList

beforeAll(() => {
  globalThis.matchMedia = (media) => Object.assign(new EventTarget(), {media, matches: false}) as MediaQueryList
  window.addEventListener('chatkit:open', (event) => {
    asked.push(event.detail)
    event.preventDefault()
  })
  startSelectionTool()
})

beforeEach(() => {
  jest.useFakeTimers()
  asked.length = 0
  document.body.innerHTML =
    '<span id="chatkit-pressed"></span><article><p>Topics are many to many.</p><a href="#x">Next</a></article>'
})

afterEach(() => {
  document.getSelection()?.removeAllRanges()
  document.dispatchEvent(new Event('selectionchange'))
  jest.useRealTimers()
})

const find = () => screen.queryByRole('button', {name: 'Ask about this'})

function select(selector = 'p'): void {
  document.getSelection()!.selectAllChildren(document.querySelector(selector)!)
  document.dispatchEvent(new Event('selectionchange'))
  act(() => {
    jest.advanceTimersByTime(1000)
  })
}

test('a selected passage of an article gets a button, which quotes it and goes', () => {
  select()
  fireEvent.click(find()!)
  expect(asked).toEqual([{quote: 'Topics are many to many.'}])
  expect(find()).toBeNull()
})

test('a press on the button leaves the selection alone', () => {
  select()
  expect(fireEvent.pointerDown(find()!)).toBe(false)
  expect(fireEvent.mouseDown(find()!)).toBe(false)
  expect(find()).not.toBeNull()
})

test('by keyboard: Tab goes to the button, Escape takes it away until something else is selected', () => {
  select()
  fireEvent.keyDown(document.body, {key: 'Tab'})
  expect(find()).toHaveFocus()
  fireEvent.keyDown(find()!, {key: 'Escape'})
  expect(find()).toBeNull()
  select()
  expect(find()).toBeNull()
  select('a')
  expect(find()).not.toBeNull()
})

test('Tab is left alone where something else has the focus', () => {
  select()
  document.querySelector('a')!.focus()
  expect(fireEvent.keyDown(document.activeElement!, {key: 'Tab'})).toBe(true)
})

test('it goes with the selection', () => {
  select()
  document.getSelection()!.collapseToStart()
  document.dispatchEvent(new Event('selectionchange'))
  expect(find()).toBeNull()
})

test('it waits for the end of a drag', () => {
  document.dispatchEvent(Object.assign(new Event('pointerdown'), {pointerType: 'mouse'}))
  select()
  expect(find()).toBeNull()
  document.dispatchEvent(new Event('pointerup'))
  act(() => {
    jest.advanceTimersByTime(1000)
  })
  expect(find()).not.toBeNull()
})

test('without an assistant on the page there is no button', () => {
  document.querySelector('#chatkit-pressed')!.remove()
  select()
  expect(find()).toBeNull()
})

test('pieces of text beside each other are one line', () => {
  const rect = (left: number, top: number, right: number) => ({left, top, right, bottom: top + 20})
  expect(toLines([rect(10, 0, 40), rect(40, 2, 80), rect(80, 0, 80), rect(10, 30, 50)])).toEqual([
    {left: 10, top: 0, right: 80, bottom: 22},
    {left: 10, top: 30, right: 50, bottom: 50},
  ])
})
