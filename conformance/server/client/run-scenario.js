import {setTimeout as sleep} from 'node:timers/promises'
import {isStream, readPlain, StreamReader} from './outcome.js'
import {capture, expand, fillIn} from './variables.js'

/** A step that takes longer is a hang of the server or a mistake in the scenario; neither may block the whole run. */
const STEP_TIMEOUT_MS = 20_000

/**
 * Plays the client's side of a scenario against one server.
 *
 * @param {{url: string, model: {play: (model: object) => {url: string, requests: object[]}}}} target a server, and the model behind it
 * @param {import('../scenarios.js').Scenario} scenario
 * @returns {Promise<unknown[]>} one outcome for each step; `null` for steps that are not compared, `{failed}` from the step on that could
 *   not be done
 */
export async function runScenario(target, scenario) {
  const {server, script} = scenario
  const {dialect = 'responses', replies = []} = scenario.model ?? {}
  const {url, requests} = target.model.play({dialect, replies})
  const prepared = await post(`${target.url}/scenarios`, {server, script, model: {dialect, url}})
  const {path} = await prepared.json()
  const client = new Client(`${target.url}${path}`, requests)
  const outcomes = []
  try {
    for (const step of scenario.steps) outcomes.push(await inTime(client.perform(step)))
  } catch (error) {
    // One server that fails here is a difference to be reported, and no reason to leave the other scenarios out.
    const rest = scenario.steps.length - outcomes.length
    outcomes.push(...Array.from({length: rest}, () => ({failed: error.message})))
  } finally {
    client.close()
  }
  return outcomes
}

function inTime(work) {
  const late = AbortSignal.timeout(STEP_TIMEOUT_MS)
  const timeout = new Promise((_resolve, reject) => {
    late.addEventListener('abort', () => reject(new Error(`It did not end within ${STEP_TIMEOUT_MS / 1000} s.`)))
  })
  return Promise.race([work, timeout])
}

class Client {
  #url
  #modelRequests
  #variables = {}
  #held = new Map()
  #leaving = new AbortController()

  constructor(url, modelRequests) {
    this.#url = url
    this.#modelRequests = modelRequests
  }

  async perform(step) {
    const outcome = await this.#act(step)
    Object.assign(this.#variables, capture(outcome, step.capture))
    return outcome
  }

  close() {
    this.#leaving.abort()
  }

  async #act(step) {
    if (step.look?.model) return this.#lookAtModel()
    if ('look' in step) return this.#look(step)
    if ('finish' in step) return (await this.#held.get(step.finish).read()).outcome
    if ('seed' in step || 'open' in step) {
      await this.#backstage(step, 'seed' in step ? {seed: expand(step.seed)} : {open: step.open})
      return null
    }
    return this.#ask(step)
  }

  async #ask(step) {
    const leaving = new AbortController()
    const response = await fetch(`${this.#url}/chatkit`, {
      method: 'POST',
      body: step.raw ?? JSON.stringify(fillIn(toRequest(step), this.#variables)),
      headers: {'content-type': 'application/json', 'x-user': step.user ?? 'alice', ...runHeaders(step)},
      signal: AbortSignal.any([leaving.signal, this.#leaving.signal]),
    })
    if (!isStream(response)) return readPlain(response)
    const reader = new StreamReader(response)
    await reader.read(step.read)
    if (step.hold !== undefined) {
      this.#held.set(step.hold, reader)
      return {...reader.outcome, end: 'held'}
    }
    if (step.leave) {
      reader.leave()
      leaving.abort()
    }
    return reader.outcome
  }

  /** What lies in the store. After a client has left, a server needs a moment: `until` is the number of records to wait for. */
  async #look(step) {
    for (let tries = 0; ; tries++) {
      const response = await this.#backstage(step, {look: fillIn(step.look, this.#variables)})
      const outcome = await readPlain(response)
      if (step.until === undefined || tries >= 50 || outcome.body.length >= step.until) return outcome
      await sleep(50)
    }
  }

  /** What the model was asked so far: the conversation only, without what either SDK adds to say the same. */
  #lookAtModel() {
    const body = this.#modelRequests.map(({input, messages}) => ({
      type: 'request',
      input: (input ?? messages).map(plainInput),
    }))
    return {status: 200, type: 'application/json', body}
  }

  #backstage({user}, wish) {
    return post(`${this.#url}/backstage`, fillIn(wish, this.#variables), user)
  }
}

/** A message need not say that it is one, nor that it is complete, nor that nothing is known of its tokens' probabilities. */
function plainInput({status: _status, ...item}) {
  if (item.type === 'message') delete item.type
  if (Array.isArray(item.content)) item.content = item.content.map(({logprobs: _logprobs, ...part}) => part)
  return item
}

/** A client that names its turns: `key` is the turn's id, `after` the number of the last event that it has. */
function runHeaders({key, after}) {
  return {
    ...(key === undefined ? {} : {'idempotency-key': key}),
    ...(after === undefined ? {} : {'last-event-id': after}),
  }
}

function post(url, body, user = 'alice') {
  return fetch(url, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: {'content-type': 'application/json', 'x-user': user},
  })
}

/** The request of a step. `say` is short for a message of plain text: in a new thread, or in the one named by `in`. */
function toRequest(step) {
  if (step.post !== undefined) return step.post
  const input = {content: [{type: 'input_text', text: step.say}], attachments: [], inference_options: {}}
  return step.in === undefined
    ? {type: 'threads.create', params: {input}}
    : {type: 'threads.add_user_message', params: {thread_id: step.in, input}}
}
