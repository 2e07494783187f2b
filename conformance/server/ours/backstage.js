import {toWire} from 'chatkit-protocol/serialize'
import {plain, plainThread, withoutNullFields} from './script.js'

const EVERYTHING = {limit: 1000, after: null, order: 'asc'}

/** Puts records into the store without asking the server. */
export async function seed({store}, {threads = [], items = [], attachments = []}, context) {
  for (const thread of threads) await store.saveThread(thread, context)
  for (const item of items) await store.saveItem(item.thread_id, item, context)
  for (const attachment of attachments) await store.saveAttachment(attachment, context)
}

/** What is in the store, and what the hooks were called with. */
export async function look(server, what, context) {
  const {store} = server
  if ('items' in what) return (await store.loadThreadItems(what.items, EVERYTHING, context)).data.map(plain)
  if ('thread' in what) return plainThread(await store.loadThread(what.thread, context))
  if ('threads' in what) return (await store.loadThreads(EVERYTHING, context)).data.map(plainThread)
  if ('attachment' in what) return wholeAttachment(await store.loadAttachment(what.attachment, context))
  return server.calls
}

/** An attachment's record with the metadata that the wire leaves out. */
function wholeAttachment(attachment) {
  const {metadata} = attachment
  return withoutNullFields({...toWire(attachment), metadata})
}
