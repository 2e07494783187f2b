import {setTimeout as sleep} from 'node:timers/promises'
import {requestBody} from '../play.js'

/**
 * Readers who do this and that, at a steady rate whatever the server's answers take.
 *
 * @param {{url: string, perSecond: number, seconds: number}} options
 */
export async function requests({url, perSecond, seconds}) {
  const threadId = await createThread(url)
  const page = {limit: 20, order: 'desc'}
  const kinds = [
    requestBody({deltas: 1}),
    JSON.stringify({type: 'items.list', params: {thread_id: threadId, ...page}}),
    JSON.stringify({type: 'threads.list', params: page}),
    JSON.stringify({type: 'threads.get_by_id', params: {thread_id: threadId}}),
  ]
  const open = []
  const started = performance.now()
  for (let index = 0; index < perSecond * seconds; index++) {
    const due = started + (index * 1000) / perSecond
    if (due > performance.now()) await sleep(due - performance.now())
    open.push(post(url, kinds[index % kinds.length]))
  }
  await Promise.all(open)
}

async function createThread(url) {
  const text = await post(url, requestBody({deltas: 1}))
  return JSON.parse(text.split('\n', 1)[0].slice('data: '.length)).thread.id
}

async function post(url, body) {
  const response = await fetch(url, {method: 'POST', headers: {'content-type': 'application/json'}, body})
  const text = await response.text()
  if (!response.ok) throw new Error(`The server answered ${response.status}: ${text}`)
  return text
}
