import assert from 'node:assert/strict'
import {expectMissing, loadAllItems} from './expectations.ts'
import {sampleAnswer, sampleFile, sampleThread} from './samples.ts'
import type {Cases} from './store-conformance.ts'

const PAGE = {limit: 20, after: null, order: 'asc'} as const

export const ownershipCases: Cases = {
  async 'another person cannot read a thread, its items or its attachments'({store, alice, bob}) {
    await store.saveThread(sampleThread('thr_1'), alice)
    await store.addThreadItem('thr_1', sampleAnswer('msg_1'), alice)
    await store.saveAttachment(sampleFile('atc_1'), alice)
    await expectMissing(store.loadThread('thr_1', bob), 'Thread thr_1 not found')
    await expectMissing(store.loadItem('thr_1', 'msg_1', bob), 'Item msg_1 not found')
    await expectMissing(store.loadAttachment('atc_1', bob), 'Attachment atc_1 not found')
    assert.deepEqual((await store.loadThreads(PAGE, bob)).data, [])
    assert.deepEqual(await loadAllItems(store, 'thr_1', bob), [])
  },

  async 'another person cannot page by a foreign cursor'({store, alice, bob}) {
    await store.saveThread(sampleThread('thr_1'), alice)
    await store.addThreadItem('thr_1', sampleAnswer('msg_1'), alice)
    await expectMissing(store.loadThreads({...PAGE, after: 'thr_1'}, bob))
    await expectMissing(store.loadThreadItems('thr_1', {...PAGE, after: 'msg_1'}, bob))
  },

  async 'another person cannot change or delete anything'({store, alice, bob}) {
    await store.saveThread(sampleThread('thr_1', {title: 'Mine'}), alice)
    await store.addThreadItem('thr_1', sampleAnswer('msg_1'), alice)
    await store.saveAttachment(sampleFile('atc_1'), alice)
    await expectMissing(store.addThreadItem('thr_1', sampleAnswer('msg_2'), bob), 'Thread thr_1 not found')
    await expectMissing(store.saveItem('thr_1', sampleAnswer('msg_1', 'changed'), bob), 'Thread thr_1 not found')
    await store.deleteThreadItem('thr_1', 'msg_1', bob)
    await store.deleteThread('thr_1', bob)
    await store.deleteAttachment('atc_1', bob)
    assert.equal((await store.loadThread('thr_1', alice)).title, 'Mine')
    assert.deepEqual(await loadAllItems(store, 'thr_1', alice), [sampleAnswer('msg_1')])
    assert.deepEqual(await store.loadAttachment('atc_1', alice), sampleFile('atc_1'))
  },

  async 'saving under an id that another person uses does not touch theirs'({store, alice, bob}) {
    await store.saveThread(sampleThread('thr_1', {title: 'Alice'}), alice)
    await store.addThreadItem('thr_1', sampleAnswer('msg_1', 'Alice'), alice)
    // Refusing is as good as keeping both; taking it over is not.
    await store.saveThread(sampleThread('thr_1', {title: 'Bob'}), bob).catch(() => {})
    await store.addThreadItem('thr_1', sampleAnswer('msg_1', 'Bob'), bob).catch(() => {})
    await store.saveAttachment(sampleFile('atc_1'), alice)
    await store.saveAttachment({...sampleFile('atc_1'), name: 'bob.txt'}, bob).catch(() => {})
    assert.equal((await store.loadThread('thr_1', alice)).title, 'Alice')
    assert.deepEqual(await loadAllItems(store, 'thr_1', alice), [sampleAnswer('msg_1', 'Alice')])
    assert.deepEqual(await store.loadAttachment('atc_1', alice), sampleFile('atc_1'))
  },
}
