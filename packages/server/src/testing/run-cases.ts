import assert from 'node:assert/strict'
import type {RunRecord} from '../runs/run-record.ts'
import {expectMissing, loadAllItems} from './expectations.ts'
import {sampleAnswer, sampleFile, sampleThread, sampleUserMessage, timeAt} from './samples.ts'
import type {Cases} from './store-conformance.ts'

function sampleRun(id: string, fields: Partial<RunRecord> = {}): RunRecord {
  return {
    id,
    logId: `log of ${id}`,
    bodyHash: 'a'.repeat(64),
    operation: 'threads.create',
    threadId: 'thr_1',
    state: 'running',
    itemIds: ['msg_1'],
    createdAt: timeAt(0),
    ...fields,
  }
}

class Refused extends Error {}

export const runCases: Cases = {
  async 'a run is claimed once; a second claim gets the first one’s record'({store, alice}) {
    const run = sampleRun('key_1')
    assert.deepEqual(await store.claimRun(run, alice), {claimed: true, cancelled: false})
    const again = await store.claimRun(sampleRun('key_1', {logId: 'other', bodyHash: 'b'.repeat(64)}), alice)
    assert.deepEqual(again, {claimed: false, run})
    assert.deepEqual(await store.loadRun('key_1', alice), run)
  },

  async 'of many claims at once exactly one wins'({store, alice}) {
    const claims = await Promise.all(
      Array.from({length: 8}, (_, index) =>
        store.transaction(alice, (inside) => inside.claimRun(sampleRun('key_1', {logId: `log ${index}`}), alice)),
      ),
    )
    assert.equal(claims.filter(({claimed}) => claimed).length, 1)
    const winner = await store.loadRun('key_1', alice)
    for (const claim of claims) if (!claim.claimed) assert.deepEqual(claim.run, winner)
  },

  async 'two people may use the same id, and do not see each other’s run'({store, alice, bob}) {
    await store.claimRun(sampleRun('key_1'), alice)
    assert.equal(await store.loadRun('key_1', bob), null)
    assert.equal(await store.loadRunningRun('thr_1', bob), null)
    assert.deepEqual(await store.claimRun(sampleRun('key_1', {state: 'done'}), bob), {claimed: true, cancelled: false})
    assert.equal((await store.loadRun('key_1', alice))?.state, 'running')
  },

  async 'a run is saved over; one that was never claimed is not'({store, alice, bob}) {
    await store.claimRun(sampleRun('key_1'), alice)
    const ended = sampleRun('key_1', {state: 'done', itemIds: ['msg_1', 'msg_2']})
    await store.saveRun(ended, bob)
    assert.equal((await store.loadRun('key_1', alice))?.state, 'running')
    await store.saveRun(ended, alice)
    assert.deepEqual(await store.loadRun('key_1', alice), ended)
    await store.saveRun(sampleRun('key_2'), alice)
    assert.equal(await store.loadRun('key_2', alice), null)
  },

  async 'the running run of a thread is the newest that runs'({store, alice}) {
    assert.equal(await store.loadRunningRun('thr_1', alice), null)
    await store.claimRun(sampleRun('key_1', {createdAt: timeAt(1)}), alice)
    await store.claimRun(sampleRun('key_2', {createdAt: timeAt(2), state: 'done'}), alice)
    await store.claimRun(sampleRun('key_3', {createdAt: timeAt(3), threadId: 'thr_2'}), alice)
    assert.equal((await store.loadRunningRun('thr_1', alice))?.id, 'key_1')
    await store.saveRun(sampleRun('key_1', {createdAt: timeAt(1), state: 'failed'}), alice)
    assert.equal(await store.loadRunningRun('thr_1', alice), null)
  },

  async 'a cancel that comes before its run is remembered until the run is claimed'({store, alice, bob}) {
    assert.equal(await store.requestRunCancel('key_1', alice), null)
    assert.equal(await store.requestRunCancel('key_1', alice), null)
    assert.equal(await store.loadRun('key_1', alice), null)
    assert.deepEqual(await store.claimRun(sampleRun('key_1'), bob), {claimed: true, cancelled: false})
    assert.deepEqual(await store.claimRun(sampleRun('key_1'), alice), {claimed: true, cancelled: true})
    assert.equal((await store.claimRun(sampleRun('key_1'), alice)).claimed, false)
  },

  async 'a cancel of a run that is there answers with it and changes nothing else'({store, alice}) {
    await store.claimRun(sampleRun('key_1'), alice)
    assert.deepEqual(await store.requestRunCancel('key_1', alice), sampleRun('key_1'))
    assert.deepEqual(await store.loadRun('key_1', alice), sampleRun('key_1'))
  },

  async 'runs and early cancels from before a time are forgotten'({store, alice, bob}) {
    await store.claimRun(sampleRun('old', {createdAt: timeAt(0)}), alice)
    await store.claimRun(sampleRun('old', {createdAt: timeAt(0)}), bob)
    await store.claimRun(sampleRun('new', {createdAt: timeAt(20)}), alice)
    await store.deleteRunsBefore(timeAt(10))
    assert.equal(await store.loadRun('old', alice), null)
    assert.equal(await store.loadRun('old', bob), null)
    assert.equal((await store.loadRun('new', alice))?.id, 'new')
    await store.requestRunCancel('early', alice)
    await store.deleteRunsBefore(new Date(Date.now() + 60_000).toISOString())
    assert.deepEqual(await store.claimRun(sampleRun('early'), alice), {claimed: true, cancelled: false})
  },

  async 'a run outlives its thread'({store, alice}) {
    await store.saveThread(sampleThread('thr_1'), alice)
    await store.claimRun(sampleRun('key_1'), alice)
    await store.deleteThread('thr_1', alice)
    assert.equal((await store.loadRun('key_1', alice))?.threadId, 'thr_1')
  },

  async 'what a transaction did is there when it has ended, and its result is handed on'({store, alice}) {
    const result = await store.transaction(alice, async (inside) => {
      await inside.saveThread(sampleThread('thr_1'), alice)
      await inside.addThreadItem('thr_1', sampleUserMessage('msg_1'), alice)
      await inside.claimRun(sampleRun('key_1'), alice)
      return (await inside.loadThread('thr_1', alice)).id
    })
    assert.equal(result, 'thr_1')
    assert.deepEqual(await loadAllItems(store, 'thr_1', alice), [sampleUserMessage('msg_1')])
    assert.equal((await store.loadRun('key_1', alice))?.id, 'key_1')
  },

  async 'a transaction that fails leaves everything as it was, order included'({store, alice}) {
    await store.saveThread(sampleThread('thr_1', {title: 'Before'}), alice)
    for (const id of ['a', 'b', 'c']) await store.addThreadItem('thr_1', sampleAnswer(id), alice)
    await store.saveAttachment(sampleFile('atc_1'), alice)
    const before = await loadAllItems(store, 'thr_1', alice)
    const work = store.transaction(alice, async (inside) => {
      await inside.claimRun(sampleRun('key_1'), alice)
      await inside.saveThread(sampleThread('thr_1', {title: 'After'}), alice)
      await inside.saveThread(sampleThread('thr_2'), alice)
      await inside.deleteThreadItem('thr_1', 'a', alice)
      await inside.addThreadItem('thr_1', sampleAnswer('b', 'changed'), alice)
      await inside.addThreadItem('thr_1', sampleAnswer('d'), alice)
      await inside.deleteAttachment('atc_1', alice)
      throw new Refused()
    })
    await assert.rejects(work, Refused)
    assert.equal((await store.loadThread('thr_1', alice)).title, 'Before')
    assert.deepEqual(await loadAllItems(store, 'thr_1', alice), before)
    await expectMissing(store.loadThread('thr_2', alice))
    assert.deepEqual(await store.loadAttachment('atc_1', alice), sampleFile('atc_1'))
    assert.equal(await store.loadRun('key_1', alice), null)
  },

  async 'a transaction within a transaction is part of it'({store, alice}) {
    const work = store.transaction(alice, async (outer) => {
      await outer.transaction(alice, (inner) => inner.saveThread(sampleThread('thr_1'), alice))
      throw new Refused()
    })
    await assert.rejects(work, Refused)
    await expectMissing(store.loadThread('thr_1', alice))
  },
}
