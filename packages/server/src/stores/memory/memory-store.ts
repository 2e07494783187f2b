import type {Attachment, Page, ThreadItem, ThreadMetadata} from 'chatkit-protocol'
import {generateId} from '../../ids.ts'
import type {ItemIdKind, PageQuery, Store} from '../../store.ts'
import {missing} from '../missing.ts'
import {withoutItems} from '../without-items.ts'
import {cutPage} from './cut-page.ts'

/** Options of {@link MemoryStore}. */
export interface MemoryStoreOptions<Context> {
  /** Whose records a request may touch. Default: everybody is the same person, which is right for tests and single-user tools only. */
  subject?: (context: Context) => string
}

interface StoredThread {
  createdAt: number
  json: string
  /** In the order of insertion: a Map keeps the place of a key whose value is set again. */
  items: Map<string, string>
}

interface Drawer {
  threads: Map<string, StoredThread>
  attachments: Map<string, string>
}

/**
 * Keeps everything in this process's memory and forgets it at the end. For tests, examples and short-lived tools: it grows without
 * bound. Records are held as JSON, so what comes back is a copy, exactly as from a database.
 */
export class MemoryStore<Context = unknown> implements Store<Context> {
  readonly #subject: (context: Context) => string
  readonly #drawers = new Map<string, Drawer>()

  constructor(options: MemoryStoreOptions<Context> = {}) {
    this.#subject = options.subject ?? (() => '')
  }

  generateThreadId(_context: Context): string {
    return generateId('thread')
  }

  generateItemId(kind: ItemIdKind, _thread: ThreadMetadata, _context: Context): string {
    return generateId(kind)
  }

  async loadThread(threadId: string, context: Context): Promise<ThreadMetadata> {
    return JSON.parse(this.#thread(threadId, context).json) as ThreadMetadata
  }

  async saveThread(thread: ThreadMetadata, context: Context): Promise<void> {
    const {threads} = this.#drawer(context)
    const items = threads.get(thread.id)?.items ?? new Map<string, string>()
    threads.set(thread.id, {
      createdAt: Date.parse(thread.created_at),
      json: JSON.stringify(withoutItems(thread)),
      items,
    })
  }

  async loadThreads(query: PageQuery, context: Context): Promise<Page<ThreadMetadata>> {
    const sorted = [...this.#drawer(context).threads]
      .sort(([leftId, left], [rightId, right]) => left.createdAt - right.createdAt || (leftId < rightId ? -1 : 1))
      .map(([id, thread]) => ({id, json: thread.json}))
    return cutPage(sorted, query, 'Thread')
  }

  async deleteThread(threadId: string, context: Context): Promise<void> {
    this.#drawer(context).threads.delete(threadId)
  }

  async loadThreadItems(threadId: string, query: PageQuery, context: Context): Promise<Page<ThreadItem>> {
    const items = this.#drawer(context).threads.get(threadId)?.items ?? new Map<string, string>()
    return cutPage(
      Array.from(items, ([id, json]) => ({id, json})),
      query,
      'Item',
    )
  }

  async addThreadItem(threadId: string, item: ThreadItem, context: Context): Promise<void> {
    this.#thread(threadId, context).items.set(item.id, JSON.stringify(item))
  }

  async saveItem(threadId: string, item: ThreadItem, context: Context): Promise<void> {
    await this.addThreadItem(threadId, item, context)
  }

  async loadItem(threadId: string, itemId: string, context: Context): Promise<ThreadItem> {
    const json = this.#drawer(context).threads.get(threadId)?.items.get(itemId)
    if (json === undefined) throw missing('Item', itemId)
    return JSON.parse(json) as ThreadItem
  }

  async deleteThreadItem(threadId: string, itemId: string, context: Context): Promise<void> {
    this.#drawer(context).threads.get(threadId)?.items.delete(itemId)
  }

  async saveAttachment(attachment: Attachment, context: Context): Promise<void> {
    this.#drawer(context).attachments.set(attachment.id, JSON.stringify(attachment))
  }

  async loadAttachment(attachmentId: string, context: Context): Promise<Attachment> {
    const json = this.#drawer(context).attachments.get(attachmentId)
    if (json === undefined) throw missing('Attachment', attachmentId)
    return JSON.parse(json) as Attachment
  }

  async deleteAttachment(attachmentId: string, context: Context): Promise<void> {
    this.#drawer(context).attachments.delete(attachmentId)
  }

  #drawer(context: Context): Drawer {
    const subject = this.#subject(context)
    const drawer = this.#drawers.get(subject) ?? {threads: new Map(), attachments: new Map()}
    this.#drawers.set(subject, drawer)
    return drawer
  }

  #thread(threadId: string, context: Context): StoredThread {
    const thread = this.#drawer(context).threads.get(threadId)
    if (thread === undefined) throw missing('Thread', threadId)
    return thread
  }
}
