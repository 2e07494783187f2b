import assert from 'node:assert/strict'
import {sampleAnswer, sampleThread, sampleUserMessage} from './samples.ts'
import type {Cases} from './store-conformance.ts'
import {expectMissing, loadAllItems} from './expectations.ts'

export const threadCases: Cases = {
  async 'a thread comes back as it was saved'({store, alice}) {
    const thread = sampleThread('thr_1', {
      title: 'Übergänge 🤖',
      status: {type: 'locked', reason: 'Under review'},
      allowed_image_domains: ['example.org'],
      metadata: {lastResponseId: 'resp_1', nested: {list: [1, null, {deep: true}]}},
    })
    await store.saveThread(thread, alice)
    assert.deepEqual(await store.loadThread('thr_1', alice), thread)
  },

  async 'a thread without a title has none when it comes back'({store, alice}) {
    await store.saveThread(sampleThread('thr_1'), alice)
    assert.equal((await store.loadThread('thr_1', alice)).title, undefined)
  },

  async 'saving a thread again overwrites it and keeps its items'({store, alice}) {
    await store.saveThread(sampleThread('thr_1', {title: 'One', metadata: {a: 1}}), alice)
    await store.addThreadItem('thr_1', sampleUserMessage('msg_1'), alice)
    await store.saveThread(sampleThread('thr_1', {title: 'Two'}), alice)
    assert.deepEqual(await store.loadThread('thr_1', alice), sampleThread('thr_1', {title: 'Two'}))
    assert.equal((await loadAllItems(store, 'thr_1', alice)).length, 1)
  },

  async 'a thread that is saved with a page of items keeps only its own fields'({store, alice}) {
    const withItems = {...sampleThread('thr_1'), items: {data: [sampleAnswer('msg_1')], has_more: false}}
    await store.saveThread(withItems, alice)
    assert.deepEqual(await store.loadThread('thr_1', alice), sampleThread('thr_1'))
  },

  async 'what is saved and loaded is a copy'({store, alice}) {
    const thread = sampleThread('thr_1', {metadata: {list: [1]}})
    await store.saveThread(thread, alice)
    thread.metadata['list'] = 'changed after saving'
    const loaded = await store.loadThread('thr_1', alice)
    assert.deepEqual(loaded.metadata, {list: [1]})
    loaded.title = 'changed after loading'
    assert.equal((await store.loadThread('thr_1', alice)).title, undefined)
  },

  async 'a thread that does not exist is not found'({store, alice}) {
    await expectMissing(store.loadThread('thr_none', alice), 'Thread thr_none not found')
  },

  async 'deleting a thread deletes its items, and deleting it again does nothing'({store, alice}) {
    await store.saveThread(sampleThread('thr_1'), alice)
    await store.addThreadItem('thr_1', sampleUserMessage('msg_1'), alice)
    await store.deleteThread('thr_1', alice)
    await store.deleteThread('thr_1', alice)
    await store.deleteThread('thr_never_there', alice)
    await expectMissing(store.loadThread('thr_1', alice), 'Thread thr_1 not found')
    await store.saveThread(sampleThread('thr_1'), alice)
    assert.deepEqual(await loadAllItems(store, 'thr_1', alice), [])
  },

  async 'ids have the prefix of their kind and do not repeat'({store, alice}) {
    const thread = sampleThread(store.generateThreadId(alice))
    const ids = Array.from({length: 1000}, () => store.generateItemId('message', thread, alice))
    assert.equal(new Set(ids).size, 1000)
    assert.notEqual(store.generateThreadId(alice), thread.id)
  },
}
