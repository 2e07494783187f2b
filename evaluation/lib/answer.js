import {mkdtemp, rm} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import {embedOnce} from './embed-once.js'

/** More than any run of the evaluation asks for. */
const NO_LIMIT = '1000000'

/**
 * The whole backend on one index, spoken to without a port: sessions, limits, store, search, agent, citations, stream.
 *
 * @param {object} product see `loadProduct`
 * @param {{indexFile: string, variables: Record<string, string> | null, embeddings: boolean}} options `variables` are the
 *   backend's settings for a language model, null = quotations; `embeddings`: those of the environment, if there are any
 */
export async function openBackend(product, {indexFile, variables, embeddings}) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'chatkit-eval-'))
  const config = product.readConfig(
    {
      ...(embeddings ? pickVariables(/^CHATKIT_EMBEDDINGS_/) : {}),
      ...variables,
      CHATKIT_INDEX: indexFile,
      CHATKIT_DATA_DIR: folder,
      CHATKIT_SESSIONS_PER_MINUTE: NO_LIMIT,
      CHATKIT_TURNS_PER_MINUTE: NO_LIMIT,
      CHATKIT_TURNS_PER_ADDRESS: NO_LIMIT,
      CHATKIT_LOG_LEVEL: 'silent',
    },
    folder,
  )
  if (config.embeddings !== null) await embedOnce(product, config.embeddings, indexFile, path.join(folder, 'search.db'))
  const parts = variables === null ? {pace: 0, model: null} : {pace: 0}
  const backend = await product.createBackend(config, product.createLogger(config), parts)
  await backend.indexed
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

/**
 * The language model that the environment names.
 *
 * @returns {{variables: Record<string, string>} | {whyNot: string}}
 */
export function modelOfEnvironment() {
  if (!process.env.OPENAI_API_KEY) return {whyNot: 'OPENAI_API_KEY is not set'}
  return {variables: pickVariables(/^(?:OPENAI_|CHATKIT_(?:MODEL|CONTEXT_TOKENS|FIRST_TOKEN_SECONDS|STALL_SECONDS)$)/)}
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
    // What a language model has written until it broke off is its answer: that is what a reader is left with.
    if (event.type === 'error' && answer.text === '') throw new Error(`"${text}" failed: ${data}`)
    if (event.type === 'thread.item.done' && event.item.type === 'assistant_message')
      for (const part of event.item.content) {
        answer.text += part.text
        answer.urls.push(...part.annotations.map(({source}) => source.url))
      }
  }
  answer.milliseconds = performance.now() - started
  return answer
}
