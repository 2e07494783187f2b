import assert from 'node:assert/strict'
import {expectMissing} from './expectations.ts'
import {sampleFile, sampleImage} from './samples.ts'
import type {Cases} from './store-conformance.ts'

export const attachmentCases: Cases = {
  async 'attachments of both types come back with their metadata'({store, alice}) {
    await store.saveAttachment(sampleFile('atc_1'), alice)
    await store.saveAttachment(sampleImage('atc_2'), alice)
    assert.deepEqual(await store.loadAttachment('atc_1', alice), sampleFile('atc_1'))
    assert.deepEqual(await store.loadAttachment('atc_2', alice), sampleImage('atc_2'))
  },

  async 'saving an attachment again overwrites it'({store, alice}) {
    await store.saveAttachment(sampleFile('atc_1'), alice)
    await store.saveAttachment({...sampleFile('atc_1'), thread_id: 'thr_1'}, alice)
    assert.equal((await store.loadAttachment('atc_1', alice)).thread_id, 'thr_1')
  },

  async 'an attachment that is not there is not found, and deleting is idempotent'({store, alice}) {
    await store.saveAttachment(sampleFile('atc_1'), alice)
    await store.deleteAttachment('atc_1', alice)
    await store.deleteAttachment('atc_1', alice)
    await expectMissing(store.loadAttachment('atc_1', alice), 'Attachment atc_1 not found')
  },
}
