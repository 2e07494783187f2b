import '../__fixtures__/define-stand-in.ts'
import {behaviour, type StandInElement} from '../__fixtures__/stand-in-element.ts'
import {handOver} from './handOver.ts'
import type {Draft, DraftHandle} from './InterimChat.tsx'

const empty: Draft = {text: '', quote: '', pending: null, selection: [0, 0], hasFocus: false}

const ignore = () => {}

/** A draft whose parts can be changed while it is handed over. */
function createDraft(part: Partial<Draft>, whenComposed: () => Promise<void> = () => Promise.resolve()) {
  const current: Draft = {...empty, ...part}
  const handle: DraftHandle = {read: () => ({...current}), focus: () => {}, whenComposed}
  return {current, handle}
}

function createElement(): StandInElement {
  const element = document.createElement('openai-chatkit') as unknown as StandInElement
  document.body.append(element)
  element.becomeReady()
  return element
}

beforeEach(() => {
  behaviour.rejections = 0
  document.body.innerHTML = ''
})

test('nothing written: the element is left alone', async () => {
  const element = createElement()
  await handOver(createDraft({}).handle, element, ignore)
  expect(element.calls).toEqual([])
})

test('text, focus and caret move over', async () => {
  const element = createElement()
  await handOver(createDraft({text: 'What is a node?', selection: [5, 7], hasFocus: true}).handle, element, ignore)
  expect(element.calls).toEqual([['setComposerValue', {text: 'What is a node?'}], ['focusComposer']])
  expect([element.field.selectionStart, element.field.selectionEnd]).toEqual([5, 7])
})

test('a question that was sent is sent; what was written after it goes to the composer', async () => {
  const element = createElement()
  await handOver(createDraft({pending: {text: 'First?', quote: ''}, text: 'And then'}).handle, element, ignore)
  expect(element.calls).toEqual([
    ['sendUserMessage', {text: 'First?'}],
    ['setComposerValue', {text: 'And then'}],
  ])
})

test('a thread that is still loading: the question is sent once it has loaded', async () => {
  behaviour.rejections = 1
  const element = createElement()
  const done = handOver(createDraft({pending: {text: 'First?', quote: ''}}).handle, element, ignore)
  await Promise.resolve()
  await Promise.resolve()
  element.fire('chatkit.thread.load.end', {threadId: 'thr_1'})
  await done
  expect(element.calls).toEqual([
    ['sendUserMessage', {text: 'First?'}],
    ['sendUserMessage', {text: 'First?'}],
  ])
})

test('a question that cannot be sent is not lost', async () => {
  behaviour.rejections = 2
  const element = createElement()
  const done = handOver(createDraft({pending: {text: 'First?', quote: ''}, text: 'More'}).handle, element, ignore)
  await Promise.resolve()
  await Promise.resolve()
  element.fire('chatkit.thread.load.end', {threadId: 'thr_1'})
  await done
  expect(element.calls.at(-1)).toEqual(['setComposerValue', {text: 'First?\nMore'}])
})

test('keys that arrive meanwhile are handed over as well', async () => {
  const element = createElement()
  const {current, handle} = createDraft({text: 'What', hasFocus: true})
  const setComposerValue = element.setComposerValue.bind(element)
  element.setComposerValue = async (value) => {
    if (current.text === 'What') current.text = 'What is'
    await setComposerValue(value)
  }
  await handOver(handle, element, ignore)
  expect(element.field.value).toBe('What is')
})

test('a word that is being composed is waited for', async () => {
  const element = createElement()
  let compose = () => {}
  const {current, handle} = createDraft({text: 'に'}, () => new Promise((resolve) => (compose = resolve)))
  const done = handOver(handle, element, ignore)
  await Promise.resolve()
  expect(element.calls).toEqual([])
  current.text = '日本'
  handle.whenComposed = () => Promise.resolve()
  compose()
  await done
  expect(element.calls).toEqual([['setComposerValue', {text: '日本'}]])
})

test('nothing can be typed between the last look at the field and its end', async () => {
  const element = createElement()
  const {current, handle} = createDraft({text: 'a', hasFocus: true})
  let strokes = 0
  const type = () => {
    if (strokes++ >= 40) return
    current.text += 'b'
    queueMicrotask(type)
  }
  queueMicrotask(type)
  const left = await new Promise<string>((resolve) => void handOver(handle, element, () => resolve(current.text)))
  expect(element.field.value).toBe(left)
})

test('a quote goes along with the text, and with a question that was sent about it', async () => {
  const element = createElement()
  const pending = {text: 'Why?', quote: 'First passage'}
  await handOver(createDraft({pending, text: 'And then', quote: 'Second passage'}).handle, element, ignore)
  expect(element.calls).toEqual([
    ['sendUserMessage', {text: 'Why?', reply: 'First passage'}],
    ['setComposerValue', {text: 'And then', reply: 'Second passage'}],
  ])
})

test('a quote that is taken back during the hand-over is taken back from the element', async () => {
  const element = createElement()
  const {current, handle} = createDraft({quote: 'A passage', hasFocus: true})
  element.focusComposer = async () => void (current.quote = '')
  await handOver(handle, element, ignore)
  expect(element.calls).toEqual([
    ['setComposerValue', {text: '', reply: 'A passage'}],
    ['setComposerValue', {text: '', reply: ''}],
  ])
})
