import type {AssistantMessageItem, ThreadItem, ThreadStreamEvent} from 'chatkit-protocol'
import * as fc from 'fast-check'
import {sampleAnswer, timeAt} from '../testing/samples.ts'
import {createRequest, storedItems, TestServer} from '../__fixtures__/test-server.ts'

/**
 * The pipeline against a model that is too simple to be wrong: a list of what must be stored, a set of what the client may know, and the
 * text so far of what is pending. Random hooks, cut off at a random place.
 */
type Step = {
  kind: 'added' | 'done' | 'replaced' | 'removed' | 'delta' | 'title' | 'progress'
  id: string
  hidden: boolean
  text: string
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('added', 'done', 'replaced', 'removed', 'delta', 'delta', 'title', 'progress'),
  id: fc.constantFrom('a', 'b', 'c'),
  hidden: fc.boolean(),
  text: fc.string({minLength: 1, maxLength: 3}),
})

function toItem({id, hidden, text}: Step): ThreadItem {
  return hidden
    ? {type: 'hidden_context_item', id, thread_id: 'thr_1', created_at: timeAt(1), content: text}
    : sampleAnswer(id, text)
}

function toEvent(step: Step): ThreadStreamEvent {
  switch (step.kind) {
    case 'added':
      return {type: 'thread.item.added', item: toItem(step)}
    case 'done':
      return {type: 'thread.item.done', item: toItem(step)}
    case 'replaced':
      return {type: 'thread.item.replaced', item: toItem(step)}
    case 'removed':
      return {type: 'thread.item.removed', item_id: step.id}
    case 'delta': {
      const update = {type: 'assistant_message.content_part.text_delta', content_index: 0, delta: step.text} as const
      return {type: 'thread.item.updated', item_id: step.id, update}
    }
    case 'title':
    case 'progress':
    default:
      return {type: 'progress_update', text: step.text}
  }
}

class Model {
  readonly stored: ThreadItem[] = []
  readonly pending = new Map<string, ThreadItem>()
  /** true: the client may know the id; false: it must not. */
  readonly known = new Map<string, boolean>()
  title: string | undefined
  savedTitle: string | undefined

  /** What the client must receive for one step. */
  take(step: Step): string[] {
    const {kind, id, hidden, text} = step
    const knew = this.known.get(id)
    if (kind === 'title') this.title = text
    switch (kind) {
      case 'added':
        this.known.set(id, !hidden)
        this.pending.set(id, toItem(step))
        return hidden ? [] : ['thread.item.added']
      case 'delta': {
        const item = this.pending.get(id)
        if (item?.type === 'assistant_message') this.pending.set(id, withText(item, text))
        this.known.set(id, knew ?? true)
        return knew === false ? [] : ['thread.item.updated']
      }
      case 'removed':
        this.stored.splice(0, this.stored.length, ...this.stored.filter((item) => item.id !== id))
        this.pending.delete(id)
        this.known.delete(id)
        return knew === false ? [] : ['thread.item.removed']
      case 'done':
      case 'replaced': {
        const at = this.stored.findIndex((item) => item.id === id)
        if (at === -1) this.stored.push(toItem(step))
        else this.stored[at] = toItem(step)
        this.pending.delete(id)
        this.known.set(id, !hidden)
        if (kind === 'replaced') {
          // An id that was never mentioned is taken for known: there is nothing to hide.
          if (hidden) return knew === false ? [] : ['thread.item.removed']
          return knew === false ? ['thread.item.done'] : ['thread.item.replaced']
        }
        if (hidden) return knew === true ? ['thread.item.removed'] : []
        return ['thread.item.done']
      }
      case 'title':
      case 'progress':
      default:
        return ['progress_update']
    }
  }

  /** Whether the thread is announced after a step. */
  announce(): string[] {
    if (this.title === this.savedTitle) return []
    this.savedTitle = this.title
    return ['thread.updated']
  }

  /** What stopping adds to the store. */
  cancel(): void {
    for (const item of this.pending.values()) {
      if (item.type !== 'assistant_message' || item.content.every((part) => part.text.trim() === '')) continue
      const at = this.stored.findIndex((other) => other.id === item.id)
      if (at === -1) this.stored.push(item)
      else this.stored[at] = item
    }
  }
}

function withText(item: AssistantMessageItem, text: string): AssistantMessageItem {
  return sampleAnswer(item.id, item.content.map((part) => part.text).join('') + text)
}

function scripted(steps: Step[], fails: boolean): TestServer {
  return new TestServer(async function* (thread) {
    for (const step of steps) {
      if (step.kind === 'title') thread.title = step.text
      yield toEvent(step)
    }
    if (fails) throw new Error('deliberate')
  })
}

const OPENING = 3

test('any sequence of events stores and sends what the model says, whether it ends well or fails', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, {maxLength: 25}), fc.boolean(), async (steps, fails) => {
      const server = scripted(steps, fails)
      const {threadId, events} = await server.create()
      const model = new Model()
      const expected = steps.flatMap((step) => [...model.take(step), ...model.announce()])
      if (fails) expected.push('error')
      expect(events.slice(OPENING).map(({type}) => type)).toEqual(expected)
      expect((await storedItems(server.store, threadId)).slice(1)).toEqual(model.stored)
      expect((await server.store.loadThread(threadId, 'alice')).title).toBe(model.savedTitle)
    }),
    {numRuns: 400},
  )
})

test('stopping after any event keeps exactly what had been sent by then', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, {minLength: 1, maxLength: 15}), fc.nat(), async (steps, seed) => {
      const server = scripted(steps, false)
      const {threadId, events} = await server.open(createRequest())
      const model = new Model()
      // What each step sends, so that one can stop between any two events.
      const sent = steps.map((step, index) => ({index, count: [...model.take(step), ...model.announce()].length}))
      const total = sent.reduce((sum, {count}) => sum + count, 0)
      fc.pre(total > 0)
      const received = 1 + (seed % total)
      for (let index = 0; index < OPENING + received; index++) await events.next()
      await events.return()

      const replay = new Model()
      let left = received
      for (const [index, step] of steps.entries()) {
        if (left <= 0) break
        replay.take(step)
        replay.announce()
        left -= sent[index]?.count ?? 0
      }
      replay.cancel()
      const items = (await storedItems(server.store, threadId)).slice(1)
      expect(items.at(-1)?.type).toBe('sdk_hidden_context')
      expect(items.slice(0, -1)).toEqual(replay.stored)
    }),
    {numRuns: 400},
  )
})
