import {mkdtemp, rm} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

/** More than any run of the evaluation asks for. */
const NO_LIMIT = '1000000'

/**
 * The whole backend on one index, spoken to without a port: sessions, limits, store, search, agent, citations, stream.
 *
 * @param {object} product see `loadProduct`
 * @param {{indexFile: string, model: boolean}} options with `model`, the language model that the environment names
 */
export async function openBackend(product, {indexFile, model}) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'chatkit-eval-'))
  const config = product.readConfig(
    {
      ...pickVariables(/^CHATKIT_EMBEDDINGS_/),
      ...(model ? pickVariables(/^(?:OPENAI_|CHATKIT_MODEL$)/) : {}),
      CHATKIT_INDEX: indexFile,
      CHATKIT_DATA_DIR: folder,
      CHATKIT_SESSIONS_PER_MINUTE: NO_LIMIT,
      CHATKIT_TURNS_PER_MINUTE: NO_LIMIT,
      CHATKIT_LOG_LEVEL: 'silent',
    },
    folder,
  )
  const parts = model ? {pace: 0} : {pace: 0, model: null}
  const backend = await product.createBackend(config, product.createLogger(config), parts)
  const {state, problem} = backend.watcher.health
  if (state !== 'ready') throw new Error(`The index ${indexFile} cannot be used: ${problem ?? state}`)
  const post = (where, body, headers = {}) =>
    backend.app.fetch(
      new Request(`http://localhost${where}`, {
        method: 'POST',
        headers: {'content-type': 'application/json', ...headers},
        body: JSON.stringify(body),
      }),
    )
  return {
    /** Asks in a new session; the turns before are really asked first. */
    async ask({question, before}) {
      const {client_secret: secret} = await (await post('/api/chatkit/session', {})).json()
      const send = (body) => post('/chatkit', body, {authorization: `Bearer ${secret}`})
      let thread = null
      for (const text of before) thread = (await askOnce(product, send, text, thread)).thread
      return await askOnce(product, send, question, thread)
    },
    async close() {
      await backend.close()
      await rm(folder, {recursive: true, force: true})
    },
  }
}

/** Why no language model can be asked, or null. */
export function whyNoModel() {
  return process.env.OPENAI_API_KEY ? null : 'OPENAI_API_KEY is not set'
}

/** Not those of Qdrant or of a database: what is kept there is somebody's. */
function pickVariables(pattern) {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => pattern.test(name)))
}

async function askOnce({decodeSse}, send, text, threadId) {
  const started = performance.now()
  const input = {content: [{type: 'input_text', text}], attachments: [], inference_options: {}}
  const response = await send(
    threadId === null
      ? {type: 'threads.create', params: {input}}
      : {type: 'threads.add_user_message', params: {thread_id: threadId, input}},
  )
  if (!response.ok) throw new Error(`"${text}" was answered with ${response.status}: ${await response.text()}`)
  const answer = {thread: threadId, text: '', urls: [], milliseconds: 0}
  for await (const {data} of decodeSse(response.body)) {
    const event = JSON.parse(data)
    if (event.type === 'thread.created') answer.thread = event.thread.id
    if (event.type === 'error') throw new Error(`"${text}" failed: ${data}`)
    if (event.type === 'thread.item.done' && event.item.type === 'assistant_message')
      for (const part of event.item.content) {
        answer.text += part.text
        answer.urls.push(...part.annotations.map(({source}) => source.url))
      }
  }
  answer.milliseconds = performance.now() - started
  return answer
}
