import {errorMessage} from '../error-message.ts'
import {parentPort, workerData} from 'node:worker_threads'
import {IndexError} from '../index/errors.ts'
import {openIndex, type SearchSetup, type SiteSetup} from './open-index.ts'
import type {WorkerCall, WorkerReply} from './messages.ts'

/** The worker thread: one engine on one file, its calls answered in turn. */
const port = parentPort
if (port === null) throw new Error('search/worker runs as a worker thread only. Use WorkerIndex.')
// Given by `WorkerThread`, so that its shape is known.
const index = openIndex(workerData as SearchSetup | SiteSetup)

port.on('message', (call: WorkerCall) => {
  void answer(call).then(post)
})

function post(reply: WorkerReply): void {
  port?.postMessage(reply)
}

async function answer(call: WorkerCall): Promise<WorkerReply> {
  try {
    return {id: call.id, value: await run(call)}
  } catch (error) {
    const message = errorMessage(error)
    return {id: call.id, error: {message, reason: error instanceof IndexError ? error.reason : null}}
  }
}

function run(call: WorkerCall): Promise<unknown> {
  if (call.method === 'search') return index.search(call.argument)
  if (call.method === 'section') return index.section(call.argument)
  if (call.method === 'status') return index.status()
  const {source, mode} = call.argument
  return index.ingest(source, (progress) => post({id: call.id, progress}), mode)
}
