import type {ThreadItem, ThreadMetadata} from 'chatkit-protocol'
import type {Store} from '../../../store.ts'

/** All that an owner has. */
export interface Snapshot {
  threads: ThreadMetadata[]
  items: Record<string, ThreadItem[]>
  attachments: unknown[]
}

export async function takeSnapshot(
  store: Store<string>,
  owner: string,
  attachmentIds: Iterable<string>,
): Promise<Snapshot> {
  const query = {limit: 100, after: null, order: 'asc'} as const
  const threads = (await store.loadThreads(query, owner)).data
  const items: Snapshot['items'] = {}
  for (const {id} of threads) items[id] = (await store.loadThreadItems(id, query, owner)).data
  const attachments: unknown[] = []
  for (const id of attachmentIds) attachments.push(await store.loadAttachment(id, owner).catch(() => null))
  return {threads, items, attachments}
}
