import assert from 'node:assert/strict'
import {expectMissing, walk} from './expectations.ts'
import {sampleAnswer, sampleThread, timeAt} from './samples.ts'
import type {Cases, Fixture} from './store-conformance.ts'

const LIMITS = [1, 2, 3, 7, 24, 25, 26, 100]

async function addItems<Context>({store, alice}: Fixture<Context>, count: number): Promise<string[]> {
  await store.saveThread(sampleThread('thr_1'), alice)
  const ids = Array.from({length: count}, (_, index) => `msg_${(index * 7) % count}`)
  // All of the same moment: a store that pages by time alone skips some of them.
  for (const id of ids) await store.addThreadItem('thr_1', sampleAnswer(id, 'x', {created_at: timeAt(0)}), alice)
  return ids
}

export const pagingCases: Cases = {
  async 'items of the same moment are all paged through, in both orders and at every page size'(fixture) {
    const {store, alice} = fixture
    const ids = await addItems(fixture, 25)
    for (const limit of LIMITS) {
      const load = store.loadThreadItems.bind(store, 'thr_1')
      assert.deepEqual(await walk((query) => load(query, alice), limit, 'asc'), ids)
      assert.deepEqual(await walk((query) => load(query, alice), limit, 'desc'), ids.toReversed())
    }
  },

  async 'threads are listed by time, ties by id, in both orders and at every page size'({store, alice}) {
    const threads = Array.from({length: 25}, (_, index) =>
      sampleThread(`thr_${String((index * 7) % 25).padStart(2, '0')}`, {created_at: timeAt(Math.floor(index / 5))}),
    )
    for (const thread of threads.toReversed()) await store.saveThread(thread, alice)
    const sorted = threads
      .toSorted((a, b) => a.created_at.localeCompare(b.created_at) || (a.id < b.id ? -1 : 1))
      .map(({id}) => id)
    for (const limit of LIMITS) {
      assert.deepEqual(await walk((query) => store.loadThreads(query, alice), limit, 'asc'), sorted)
      assert.deepEqual(await walk((query) => store.loadThreads(query, alice), limit, 'desc'), sorted.toReversed())
    }
  },

  async 'threads whose times are written differently are compared as moments'({store, alice}) {
    await store.saveThread(sampleThread('thr_late', {created_at: '2026-05-01T10:00:00.500Z'}), alice)
    await store.saveThread(sampleThread('thr_early', {created_at: '2026-05-01T11:00:00+02:00'}), alice)
    await store.saveThread(sampleThread('thr_middle', {created_at: '2026-05-01T10:00:00Z'}), alice)
    const ids = await walk((query) => store.loadThreads(query, alice), 10, 'asc')
    assert.deepEqual(ids, ['thr_early', 'thr_middle', 'thr_late'])
  },

  async 'a page after the last record is empty'(fixture) {
    const {store, alice} = fixture
    const ids = await addItems(fixture, 3)
    const page = await store.loadThreadItems('thr_1', {limit: 20, after: ids.at(-1) ?? null, order: 'asc'}, alice)
    assert.deepEqual({data: page.data, has_more: page.has_more}, {data: [], has_more: false})
  },

  async 'deleting an item between two pages skips nothing'(fixture) {
    const {store, alice} = fixture
    const ids = await addItems(fixture, 6)
    const first = await store.loadThreadItems('thr_1', {limit: 3, after: null, order: 'asc'}, alice)
    await store.deleteThreadItem('thr_1', ids[0] ?? '', alice)
    const second = await store.loadThreadItems('thr_1', {limit: 3, after: first.after ?? null, order: 'asc'}, alice)
    assert.deepEqual(
      second.data.map(({id}) => id),
      ids.slice(3),
    )
  },

  async 'a cursor that does not exist is not found'(fixture) {
    const {store, alice} = fixture
    await addItems(fixture, 2)
    const query = {limit: 20, after: 'none', order: 'asc'} as const
    await expectMissing(store.loadThreadItems('thr_1', query, alice))
    await expectMissing(store.loadThreads(query, alice))
  },
}
