import {percentile} from '../../lib/stats.js'

const CALLS = 1000
const WARM_UP = 200
const THREADS = 500
const ITEMS = 500
const CONTEXT = {user: 'alice'}
/** About 300 words, as an answer of the assistant may have. */
const TEXT = 'Some words of an answer. '.repeat(80)
const NEWEST = {limit: 20, after: null, order: 'desc'}

const OPERATIONS = {
  'save a thread': (store, index) => store.saveThread(thread(index), CONTEXT),
  'load a thread': (store, index) => store.loadThread(thread(index % THREADS).id, CONTEXT),
  'add an item': (store, index) => store.addThreadItem(thread(index % THREADS).id, item(ITEMS + index), CONTEXT),
  'add to a long thread': (store, index) => store.addThreadItem(LONG.id, item(ITEMS + index), CONTEXT),
  'load an item': (store, index) => store.loadItem(LONG.id, item(index % ITEMS).id, CONTEXT),
  'newest 20 items': (store) => store.loadThreadItems(LONG.id, NEWEST, CONTEXT),
  'newest 20 threads': (store) => store.loadThreads(NEWEST, CONTEXT),
  'claim a run, add its message': (store, index) =>
    store.transaction(CONTEXT, async (inside) => {
      await inside.claimRun(run(index), CONTEXT)
      await inside.addThreadItem(run(index).threadId, item(ITEMS + index), CONTEXT)
    }),
}

/** @returns {Promise<{operation: string, perSecond: number, p50: number, p95: number}[]>} milliseconds that a call blocks the loop */
export async function measureOperations(store) {
  await fill(store)
  const results = []
  for (const [operation, call] of Object.entries(OPERATIONS)) results.push({operation, ...(await measure(store, call))})
  return results
}

async function measure(store, call) {
  for (let index = 0; index < WARM_UP; index++) await call(store, index)
  const blocked = []
  const started = performance.now()
  for (let index = WARM_UP; index < WARM_UP + CALLS; index++) {
    const before = performance.eventLoopUtilization()
    await call(store, index)
    // What the loop was idle in between is waiting for a database server, not work.
    blocked.push(performance.eventLoopUtilization(before).active)
  }
  const perSecond = (CALLS * 1000) / (performance.now() - started)
  return {perSecond, p50: percentile(blocked, 0.5), p95: percentile(blocked, 0.95)}
}

async function fill(store) {
  for (let index = 0; index < THREADS; index++) await store.saveThread(thread(index), CONTEXT)
  for (let index = 0; index < ITEMS; index++) await store.addThreadItem(LONG.id, item(index), CONTEXT)
}

function thread(index) {
  const created_at = new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString()
  return {
    id: `thr_${index}`,
    created_at,
    title: 'What is a topic?',
    status: {type: 'active'},
    metadata: {page: '/intro'},
  }
}

const LONG = thread(0)

function item(index) {
  return {
    type: 'assistant_message',
    id: `msg_${index}`,
    thread_id: LONG.id,
    created_at: LONG.created_at,
    content: [{type: 'output_text', text: TEXT, annotations: []}],
  }
}

function run(index) {
  return {
    id: `run_${index}`,
    logId: `log_${index}`,
    bodyHash: '0'.repeat(64),
    operation: 'threads.add_user_message',
    threadId: thread(index % THREADS).id,
    state: 'running',
    itemIds: [item(ITEMS + index).id],
    createdAt: LONG.created_at,
  }
}
