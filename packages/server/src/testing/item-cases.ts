import assert from 'node:assert/strict'
import {expectMissing, loadAllItems, walk} from './expectations.ts'
import {deepItems, sampleAnswer, sampleThread, sampleUserMessage} from './samples.ts'
import type {Cases} from './store-conformance.ts'

export const itemCases: Cases = {
  async 'items of every depth come back as they were added, in order'({store, alice}) {
    await store.saveThread(sampleThread('thr_1'), alice)
    const items = deepItems()
    for (const item of items) await store.addThreadItem('thr_1', item, alice)
    assert.deepEqual(await loadAllItems(store, 'thr_1', alice), items)
    assert.deepEqual(await loadAllItems(store, 'thr_1', alice, 'desc'), items.toReversed())
    for (const item of items) assert.deepEqual(await store.loadItem('thr_1', item.id, alice), item)
  },

  async 'adding an item again overwrites it in its place, even as another type'({store, alice}) {
    await store.saveThread(sampleThread('thr_1'), alice)
    for (const id of ['a', 'b', 'c']) await store.addThreadItem('thr_1', sampleAnswer(id), alice)
    await store.addThreadItem('thr_1', sampleUserMessage('a', 'replaced'), alice)
    await store.saveItem('thr_1', sampleAnswer('b', 'saved'), alice)
    const items = await loadAllItems(store, 'thr_1', alice)
    assert.deepEqual(items, [sampleUserMessage('a', 'replaced'), sampleAnswer('b', 'saved'), sampleAnswer('c')])
  },

  async 'saving an item that is not there adds it at the end'({store, alice}) {
    await store.saveThread(sampleThread('thr_1'), alice)
    await store.addThreadItem('thr_1', sampleAnswer('a'), alice)
    await store.saveItem('thr_1', sampleAnswer('b'), alice)
    assert.deepEqual(
      (await loadAllItems(store, 'thr_1', alice)).map(({id}) => id),
      ['a', 'b'],
    )
  },

  async 'items keep the order in which they came, whatever their clocks said'({store, alice}) {
    await store.saveThread(sampleThread('thr_1'), alice)
    await store.addThreadItem('thr_1', sampleUserMessage('z', 'first', {created_at: '2026-05-01T10:00:00.900Z'}), alice)
    await store.addThreadItem('thr_1', sampleAnswer('a', 'second', {created_at: '2026-05-01T10:00:00Z'}), alice)
    assert.deepEqual(
      (await loadAllItems(store, 'thr_1', alice)).map(({id}) => id),
      ['z', 'a'],
    )
  },

  async 'the same item id in two threads means two items'({store, alice}) {
    await store.saveThread(sampleThread('thr_1'), alice)
    await store.saveThread(sampleThread('thr_2'), alice)
    await store.addThreadItem('thr_1', sampleAnswer('msg_1', 'one'), alice)
    await store.addThreadItem('thr_2', sampleAnswer('msg_1', 'two'), alice)
    await store.deleteThreadItem('thr_2', 'msg_1', alice)
    assert.deepEqual(await store.loadItem('thr_1', 'msg_1', alice), sampleAnswer('msg_1', 'one'))
  },

  async 'an item that does not exist is not found'({store, alice}) {
    await store.saveThread(sampleThread('thr_1'), alice)
    await expectMissing(store.loadItem('thr_1', 'msg_none', alice), 'Item msg_none not found')
    await expectMissing(store.loadItem('thr_none', 'msg_none', alice), 'Item msg_none not found')
  },

  async 'deleting an item is idempotent and leaves the others alone'({store, alice}) {
    await store.saveThread(sampleThread('thr_1'), alice)
    for (const id of ['a', 'b', 'c']) await store.addThreadItem('thr_1', sampleAnswer(id), alice)
    await store.deleteThreadItem('thr_1', 'b', alice)
    await store.deleteThreadItem('thr_1', 'b', alice)
    await store.deleteThreadItem('thr_1', 'never_there', alice)
    await store.deleteThreadItem('thr_none', 'b', alice)
    assert.deepEqual(
      (await loadAllItems(store, 'thr_1', alice)).map(({id}) => id),
      ['a', 'c'],
    )
  },

  async 'an item cannot be added to a thread that is not there'({store, alice}) {
    await expectMissing(store.addThreadItem('thr_none', sampleAnswer('a'), alice), 'Thread thr_none not found')
    await expectMissing(store.saveItem('thr_none', sampleAnswer('a'), alice), 'Thread thr_none not found')
  },

  async 'a thread that is not there has an empty page of items'({store, alice}) {
    const page = await store.loadThreadItems('thr_none', {limit: 20, after: null, order: 'asc'}, alice)
    assert.deepEqual({data: page.data, has_more: page.has_more}, {data: [], has_more: false})
  },

  async 'items that are added at the same time are all kept'({store, alice}) {
    await store.saveThread(sampleThread('thr_1'), alice)
    const ids = Array.from({length: 50}, (_, index) => `msg_${index}`)
    await Promise.all(ids.map((id) => store.addThreadItem('thr_1', sampleAnswer(id), alice)))
    const stored = (await loadAllItems(store, 'thr_1', alice)).map(({id}) => id)
    assert.deepEqual(stored.toSorted(), ids.toSorted())
  },

  async 'an item that is saved many times at once is one item, in its place'({store, alice}) {
    await store.saveThread(sampleThread('thr_1'), alice)
    for (const id of ['a', 'b']) await store.addThreadItem('thr_1', sampleAnswer(id), alice)
    const texts = Array.from({length: 20}, (_, index) => `state ${index}`)
    await Promise.all(texts.map((text) => store.saveItem('thr_1', sampleAnswer('a', text), alice)))
    const items = await loadAllItems(store, 'thr_1', alice)
    assert.deepEqual(
      items.map(({id}) => id),
      ['a', 'b'],
    )
  },

  async 'text comes back as it was, U+0000 and halves of characters too'({store, alice}) {
    const text = 'zero \u0000, high \uD83D, low \uDE00, whole \u{1F600}, \uFFFD, \u2028, \\u0000, e\u0301'
    const thread = sampleThread('thr_1', {title: text, metadata: {[text]: [text]}})
    await store.saveThread(thread, alice)
    await store.addThreadItem('thr_1', sampleUserMessage('msg_1', text), alice)
    assert.deepEqual(await store.loadThread('thr_1', alice), thread)
    assert.deepEqual(await loadAllItems(store, 'thr_1', alice), [sampleUserMessage('msg_1', text)])
  },

  async 'ids are compared as they are, U+0000 and halves of characters too'({store, alice}) {
    await store.saveThread(sampleThread('thr_1'), alice)
    const ids = [
      'a',
      'a\u0000',
      '\u0000a',
      'a\uD800',
      'a\uD801',
      'a\uFFFD',
      '\u0001"a"',
      'A',
      'e\u0301',
      '\u00E9',
      '\u{1F600}',
    ]
    for (const id of ids) await store.addThreadItem('thr_1', sampleAnswer(id, id), alice)
    for (const id of ids) assert.deepEqual(await store.loadItem('thr_1', id, alice), sampleAnswer(id, id))
    const load = store.loadThreadItems.bind(store, 'thr_1')
    assert.deepEqual(await walk((query) => load(query, alice), 2, 'asc'), ids)
  },

  async 'ids that no record has are not found, whatever is in them'({store, alice}) {
    await store.saveThread(sampleThread('thr_1'), alice)
    for (const id of ['', '\u0000', 'thr_1\u0000', '\uD800', "'; drop table --", '%', 'x'.repeat(100_000)]) {
      await expectMissing(store.loadThread(id, alice))
      await expectMissing(store.loadItem('thr_1', id, alice))
      await expectMissing(store.loadAttachment(id, alice))
      await expectMissing(store.loadThreads({limit: 1, after: id, order: 'asc'}, alice))
      await expectMissing(store.loadThreadItems('thr_1', {limit: 1, after: id, order: 'asc'}, alice))
      await store.deleteThread(id, alice)
      await store.deleteThreadItem('thr_1', id, alice)
      await store.deleteAttachment(id, alice)
    }
    assert.equal((await store.loadThread('thr_1', alice)).id, 'thr_1')
  },

  async 'large items come back whole'({store, alice}) {
    await store.saveThread(sampleThread('thr_1'), alice)
    const items = ['a', 'b'].map((id) => sampleAnswer(id, `${id} \u{1F916} `.repeat(300_000)))
    for (const item of items) await store.addThreadItem('thr_1', item, alice)
    assert.deepEqual(await loadAllItems(store, 'thr_1', alice), items)
  },
}
