import assert from 'node:assert/strict'
import type {Page, ThreadItem} from 'chatkit-protocol'
import {NotFoundError} from '../errors.ts'
import type {PageQuery, SortOrder, Store} from '../store.ts'

/** Fails unless the promise rejects as every missing record must. */
export async function expectMissing(promise: Promise<unknown>, message?: string): Promise<void> {
  await assert.rejects(promise, (error) => {
    assert.ok(error instanceof NotFoundError, `expected a NotFoundError, got ${String(error)}`)
    if (message !== undefined) assert.equal(error.message, message)
    return true
  })
}

/** All items of a thread in one page. */
export async function loadAllItems<Context>(
  store: Store<Context>,
  threadId: string,
  context: Context,
  order: SortOrder = 'asc',
): Promise<ThreadItem[]> {
  return (await store.loadThreadItems(threadId, {limit: 100, after: null, order}, context)).data
}

/** The ids of all records, page after page, checking that each page says truthfully whether there are more. */
export async function walk(
  load: (query: PageQuery) => Promise<Page<{id: string}>>,
  limit: number,
  order: SortOrder,
): Promise<string[]> {
  const ids: string[] = []
  let after: string | null = null
  for (;;) {
    const page: Page<{id: string}> = await load({limit, after, order})
    ids.push(...page.data.map(({id}) => id))
    if (!page.has_more) {
      assert.equal(page.after ?? undefined, undefined, 'the last page must have no cursor')
      return ids
    }
    assert.equal(page.data.length, limit, 'a page that is followed by more must be full')
    assert.equal(page.after, ids.at(-1), 'the cursor must be the id of the last record')
    after = page.after ?? null
  }
}
