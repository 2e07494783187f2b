import type {
  Attachment,
  AttachmentCreateParams,
  ThreadItem,
  ThreadMetadata,
  ThreadStreamEvent,
  UserMessageItem,
} from 'chatkit-protocol'
import {ChatKitError, CustomStreamError, StreamError} from '../../../errors.ts'
import {ChatKitServer} from '../../../server.ts'
import type {Store} from '../../../store.ts'
import type {Random} from './random.ts'

/** Thrown by hooks on purpose. */
export class ExpectedFailure extends Error {}

/**
 * A server whose hooks do everything that hooks do, by chance: every kind of item, widgets, failures, client tool calls that wait. What
 * was not meant to fail is kept in `failures`.
 */
export class FuzzServer extends ChatKitServer<string> {
  readonly failures: unknown[]
  readonly #random: Random

  constructor(store: Store<string>, random: Random) {
    const failures: unknown[] = []
    super({
      store,
      attachmentStore: {
        async createAttachment(params: AttachmentCreateParams, owner): Promise<Attachment> {
          if (params.size > 10_000) throw new ChatKitError('TooLarge', 'This file is too large for the test.')
          const id = `${store.generateThreadId(owner)}_file`
          return {type: 'file', id, name: params.name, mime_type: params.mime_type, metadata: {secret: secretOf(owner)}}
        },
        deleteAttachment: async () => {},
      },
      onError: (error) => {
        if (!(error instanceof ExpectedFailure)) failures.push(error)
      },
    })
    this.failures = failures
    this.#random = random
  }

  override async *respond(
    thread: ThreadMetadata,
    _message: UserMessageItem | null,
    owner: string,
  ): AsyncIterable<ThreadStreamEvent> {
    if (this.#random.oneIn(3)) thread.title = `Named by the answer, ${secretOf(owner)}`
    for (let count = this.#random.below(4); count > 0; count--) {
      const item = this.#item(thread, owner)
      if (this.#random.oneIn(2)) yield {type: 'thread.item.added', item}
      if (this.#random.oneIn(12)) yield {type: 'progress_update', text: 'Looking'}
      if (this.#random.oneIn(20)) throw this.#failure()
      yield {type: 'thread.item.done', item}
      if (this.#random.oneIn(12)) yield {type: 'thread.item.removed', item_id: item.id}
    }
  }

  override action(
    thread: ThreadMetadata,
    ...[, , owner]: [unknown, unknown, string]
  ): AsyncIterable<ThreadStreamEvent> {
    return this.respond(thread, null, owner)
  }

  override async syncAction(
    thread: ThreadMetadata,
    ...[, , owner]: [unknown, unknown, string]
  ): Promise<{updated_item?: ThreadItem}> {
    return this.#random.oneIn(2) ? {} : {updated_item: this.#item(thread, owner)}
  }

  override async addFeedback(): Promise<void> {
    if (this.#random.oneIn(10)) throw new ChatKitError('RateLimited', 'That is a lot of ratings.', {retryAfter: 1})
  }

  override async transcribe(): Promise<{text: string}> {
    return {text: 'what was said'}
  }

  #item(thread: ThreadMetadata, owner: string): ThreadItem {
    const random = this.#random
    const kind = random.pick(['answer', 'widget', 'call', 'question', 'note', 'workflow'] as const)
    const id = this.store.generateItemId(kind === 'call' ? 'tool_call' : 'message', thread, owner)
    const base = {id, thread_id: thread.id, created_at: new Date().toISOString()}
    const text = secretOf(owner)
    switch (kind) {
      case 'answer':
        return {...base, type: 'assistant_message', content: [{type: 'output_text', text, annotations: []}]}
      case 'widget':
        return {...base, type: 'widget', widget: {type: 'Card', children: [{type: 'Text', value: text}]}}
      case 'call':
        return {...base, type: 'client_tool_call', status: 'pending', call_id: id, name: 'look', arguments: {text}}
      case 'question':
        return {
          ...base,
          type: 'structured_input',
          status: 'pending',
          inputs: [{type: 'freeform', id: 'q', question: text}],
        }
      case 'workflow':
        return {...base, type: 'workflow', workflow: {type: 'custom', tasks: [], expanded: false}}
      default:
        return {...base, type: 'hidden_context_item', content: HIDDEN}
    }
  }

  #failure(): Error {
    return this.#random.pick([new ExpectedFailure('meant'), new StreamError(), new CustomStreamError('Not today.')])
  }
}

/** Stands in everything that an owner says and gets. */
export const secretOf = (owner: string): string => `only for ${owner}`

/** Stands in what no client may see. */
export const HIDDEN = 'never to be shown'
