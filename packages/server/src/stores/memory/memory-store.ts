import type {Attachment, Page, ThreadItem, ThreadMetadata} from 'chatkit-protocol'
import {generateId} from '../../ids.ts'
import type {RunClaim, RunRecord} from '../../runs/run-record.ts'
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

interface StoredRun {
  createdAt: string
  /** Null for a run that was asked to stop before it began. */
  json: string | null
  cancelled: boolean
}

interface Drawer {
  threads: Map<string, StoredThread>
  attachments: Map<string, string>
  runs: Map<string, StoredRun>
}

/**
 * Keeps everything in this process's memory and forgets it at the end. For tests, examples and short-lived tools: it grows without
 * bound. Records are held as JSON, so what comes back is a copy, exactly as from a database.
 */
export class MemoryStore<Context = unknown> implements Store<Context> {
  // Not `#private`: the store of a transaction inherits from this one, so that what a subclass overrides holds there, too.
  private readonly options: MemoryStoreOptions<Context>
  private readonly drawers = new Map<string, Drawer>()
  /** In a transaction: what takes back each change, oldest first. */
  private readonly undo: (() => void)[] | undefined = undefined

  constructor(options: MemoryStoreOptions<Context> = {}) {
    this.options = options
  }

  generateThreadId(_context: Context): string {
    return generateId('thread')
  }

  generateItemId(kind: ItemIdKind, _thread: ThreadMetadata, _context: Context): string {
    return generateId(kind)
  }

  async loadThread(threadId: string, context: Context): Promise<ThreadMetadata> {
    return JSON.parse(this.thread(threadId, context).json) as ThreadMetadata
  }

  async saveThread(thread: ThreadMetadata, context: Context): Promise<void> {
    const {threads} = this.drawer(context)
    this.set(threads, thread.id, {
      createdAt: Date.parse(thread.created_at),
      json: JSON.stringify(withoutItems(thread)),
      items: threads.get(thread.id)?.items ?? new Map<string, string>(),
    })
  }

  async loadThreads(query: PageQuery, context: Context): Promise<Page<ThreadMetadata>> {
    const sorted = [...this.drawer(context).threads]
      .sort(([leftId, left], [rightId, right]) => left.createdAt - right.createdAt || (leftId < rightId ? -1 : 1))
      .map(([id, thread]) => ({id, json: thread.json}))
    return cutPage(sorted, query, 'Thread')
  }

  async deleteThread(threadId: string, context: Context): Promise<void> {
    this.delete(this.drawer(context).threads, threadId)
  }

  async loadThreadItems(threadId: string, query: PageQuery, context: Context): Promise<Page<ThreadItem>> {
    const items = this.drawer(context).threads.get(threadId)?.items ?? new Map<string, string>()
    return cutPage(
      Array.from(items, ([id, json]) => ({id, json})),
      query,
      'Item',
    )
  }

  async addThreadItem(threadId: string, item: ThreadItem, context: Context): Promise<void> {
    this.set(this.thread(threadId, context).items, item.id, JSON.stringify(item))
  }

  async saveItem(threadId: string, item: ThreadItem, context: Context): Promise<void> {
    await this.addThreadItem(threadId, item, context)
  }

  async loadItem(threadId: string, itemId: string, context: Context): Promise<ThreadItem> {
    const json = this.drawer(context).threads.get(threadId)?.items.get(itemId)
    if (json === undefined) throw missing('Item', itemId)
    return JSON.parse(json) as ThreadItem
  }

  async deleteThreadItem(threadId: string, itemId: string, context: Context): Promise<void> {
    const items = this.drawer(context).threads.get(threadId)?.items
    if (items !== undefined) this.delete(items, itemId)
  }

  async saveAttachment(attachment: Attachment, context: Context): Promise<void> {
    this.set(this.drawer(context).attachments, attachment.id, JSON.stringify(attachment))
  }

  async loadAttachment(attachmentId: string, context: Context): Promise<Attachment> {
    const json = this.drawer(context).attachments.get(attachmentId)
    if (json === undefined) throw missing('Attachment', attachmentId)
    return JSON.parse(json) as Attachment
  }

  async deleteAttachment(attachmentId: string, context: Context): Promise<void> {
    this.delete(this.drawer(context).attachments, attachmentId)
  }

  /** Others see changes before they are final: this store has one process's calls to serve, not a database's. */
  async transaction<Result>(_context: Context, work: (store: Store<Context>) => Promise<Result>): Promise<Result> {
    if (this.undo !== undefined) return work(this)
    const undo: (() => void)[] = []
    const inside = Object.create(this, {undo: {value: undo}}) as this
    try {
      return await work(inside)
    } catch (error) {
      for (const takeBack of undo.toReversed()) takeBack()
      throw error
    }
  }

  async claimRun(run: RunRecord, context: Context): Promise<RunClaim> {
    const {runs} = this.drawer(context)
    const known = runs.get(run.id)
    const before = toRun(known)
    if (before !== null) return {claimed: false, run: before}
    const cancelled = known?.cancelled ?? false
    this.set(runs, run.id, {createdAt: run.createdAt, json: JSON.stringify(run), cancelled})
    return {claimed: true, cancelled}
  }

  async loadRun(runId: string, context: Context): Promise<RunRecord | null> {
    return toRun(this.drawer(context).runs.get(runId))
  }

  async saveRun(run: RunRecord, context: Context): Promise<void> {
    const {runs} = this.drawer(context)
    const known = runs.get(run.id)
    if (known !== undefined && known.json !== null) this.set(runs, run.id, {...known, json: JSON.stringify(run)})
  }

  async requestRunCancel(runId: string, context: Context): Promise<RunRecord | null> {
    const {runs} = this.drawer(context)
    const known = runs.get(runId) ?? {createdAt: new Date().toISOString(), json: null, cancelled: true}
    this.set(runs, runId, {...known, cancelled: true})
    return toRun(known)
  }

  async loadRunningRun(threadId: string, context: Context): Promise<RunRecord | null> {
    const runs = [...this.drawer(context).runs.values()].map(toRun)
    return runs.findLast((run) => run?.threadId === threadId && run.state === 'running') ?? null
  }

  async deleteRunsBefore(time: string): Promise<void> {
    for (const {runs} of this.drawers.values()) {
      for (const [id, {createdAt}] of runs) if (createdAt < time) this.delete(runs, id)
    }
  }

  private set<Value>(map: Map<string, Value>, key: string, value: Value): void {
    const before = map.get(key)
    this.undo?.push(() => {
      if (before === undefined) map.delete(key)
      else map.set(key, before)
    })
    map.set(key, value)
  }

  private delete<Value>(map: Map<string, Value>, key: string): void {
    if (!map.has(key)) return
    // The order of insertion is the order of the list, so taking a deletion back means putting everything back.
    const before = this.undo === undefined ? [] : [...map]
    this.undo?.push(() => {
      map.clear()
      for (const [id, value] of before) map.set(id, value)
    })
    map.delete(key)
  }

  private drawer(context: Context): Drawer {
    const subject = this.options.subject?.(context) ?? ''
    const drawer = this.drawers.get(subject) ?? {threads: new Map(), attachments: new Map(), runs: new Map()}
    this.drawers.set(subject, drawer)
    return drawer
  }

  private thread(threadId: string, context: Context): StoredThread {
    const thread = this.drawer(context).threads.get(threadId)
    if (thread === undefined) throw missing('Thread', threadId)
    return thread
  }
}

function toRun(stored: StoredRun | undefined): RunRecord | null {
  return stored === undefined || stored.json === null ? null : (JSON.parse(stored.json) as RunRecord)
}
