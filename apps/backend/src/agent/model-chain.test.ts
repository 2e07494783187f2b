import type {Model, ModelRequest, StreamEvent} from '@openai/agents'
import {APIError} from 'openai'
import {ModelHealth} from '../turn/model-health.ts'
import {ModelChain, type ModelChainOptions, type ModelLink} from './model-chain.ts'
import {ModelBrokeOff, ModelsUnavailable} from './model-failure.ts'

const say = (delta: string): StreamEvent => ({type: 'output_text_delta', delta})
const started: StreamEvent = {type: 'response_started'}
const chunk = (delta: object): StreamEvent => ({type: 'model', event: {choices: [{index: 0, delta}]}})
const done = (text: string, tokens = 7): StreamEvent => ({
  type: 'response_done',
  response: {
    id: 'r',
    usage: {inputTokens: tokens, outputTokens: tokens, totalTokens: 2 * tokens},
    output: [{type: 'message', role: 'assistant', status: 'completed', content: [{type: 'output_text', text}]}],
  },
})
const fail = (status: number, headers: Record<string, string> = {}) =>
  new APIError(status, {message: 'upstream'}, 'upstream', new Headers(headers))

/** A model that plays its scripts, one a request. An error in one is thrown, and null is silence until the request is aborted. */
class Scripted implements Model {
  readonly requests: ModelRequest[] = []
  readonly #scripts: (StreamEvent | Error | null)[][]

  constructor(...scripts: (StreamEvent | Error | null)[][]) {
    this.#scripts = scripts
  }

  getResponse(): never {
    throw new Error('not used')
  }

  async *getStreamedResponse(request: ModelRequest): AsyncGenerator<StreamEvent> {
    this.requests.push(request)
    for (const step of this.#scripts[this.requests.length - 1] ?? []) {
      if (step instanceof Error) throw step
      if (step === null) await new Promise((_resolve, reject) => request.signal?.addEventListener('abort', reject))
      else yield step
    }
  }
}

let now = 0
let links: ModelLink[]
let usage: unknown[]
let failures: unknown[]
beforeEach(() => {
  now = 0
  links = []
  usage = []
  failures = []
})

function chain(models: Model[], more: Partial<ModelChainOptions> = {}): ModelChain {
  links = models.map((model, at) => ({name: `model ${at + 1}`, model, health: new ModelHealth(() => now)}))
  return another(more)
}

/** A chain over the same models, as the next turn has. */
function another(more: Partial<ModelChainOptions> = {}): ModelChain {
  return new ModelChain({
    links,
    deadlines: {firstTokenMs: 60_000, stallMs: 60_000},
    maxRequests: 6,
    onUsage: (...use) => usage.push(use),
    onFailure: (_error, ...who) => failures.push(who),
    ...more,
  })
}

const request = (more: Partial<ModelRequest> = {}): ModelRequest => ({
  input: 'Why?',
  modelSettings: {},
  tools: [],
  handoffs: [],
  outputType: 'text',
  tracing: false,
  ...more,
})

async function play(model: Model, asked = request()): Promise<{texts: string[]; events: number; error: unknown}> {
  const events: StreamEvent[] = []
  let error: unknown = null
  try {
    for await (const event of model.getStreamedResponse(asked)) events.push(event)
  } catch (caught) {
    error = caught
  }
  return {
    texts: events.flatMap((event) => (event.type === 'output_text_delta' ? [event.delta] : [])),
    events: events.length,
    error,
  }
}

test('a model that answers is the only one asked, and everything it sends comes through', async () => {
  const second = new Scripted([say('B'), done('B')])
  const first = new Scripted([started, chunk({role: 'assistant'}), say('A'), done('A')])
  expect(await play(chain([first, second]))).toEqual({texts: ['A'], events: 4, error: null})
  expect(second.requests).toHaveLength(0)
  expect(usage).toEqual([['model 1', {input: 7, output: 7}]])
})

describe('before its first word', () => {
  test.each<[string, (StreamEvent | Error | null)[]]>([
    ['too many requests', [fail(429)]],
    ['a server that is down', [fail(503)]],
    ['an unknown model', [fail(404)]],
    ['a key that is refused', [fail(401)]],
    ['a connection that breaks', [new TypeError('terminated')]],
    [
      'a failure after the first chunk, which is only a role',
      [started, chunk({role: 'assistant', content: ''}), fail(500)],
    ],
    [
      'a response that was taken on and failed',
      [started, {type: 'model', event: {type: 'response.in_progress'}}, new Error('failed')],
    ],
    ['an answer of nothing', [started, done(' ')]],
    ['an end without an answer', [started]],
  ])('%s leads to the next model, and shows nothing of the first', async (_name, script) => {
    const second = new Scripted([say('B'), done('B')])
    expect(await play(chain([new Scripted(script), second]))).toEqual({texts: ['B'], events: 2, error: null})
    expect(failures).toEqual([['model 1', 'model 2']])
    expect(second.requests[0]?.input).toBe('Why?')
  })

  test('silence leads to the next model, also behind signs of life', async () => {
    const second = new Scripted([say('B'), done('B')])
    const first = new Scripted([started, chunk({role: 'assistant'}), null])
    const deadlines = {firstTokenMs: 20, stallMs: 60_000}
    expect(await play(chain([first, second], {deadlines}))).toMatchObject({texts: ['B'], error: null})
    expect(links[0]?.health.failing).toBe(true)
  })

  test('a failure of all is one that says so', async () => {
    const {error, events} = await play(chain([new Scripted([fail(404)]), new Scripted([fail(401)])]))
    expect([error, events]).toEqual([expect.any(ModelsUnavailable), 0])
    expect(failures).toEqual([
      ['model 1', 'model 2'],
      ['model 2', null],
    ])
    expect(usage).toEqual([])
  })

  test('the last model is asked again when its trouble may pass, the others are not waited for', async () => {
    const headers = {'retry-after': '0'}
    const first = new Scripted([fail(429, headers)])
    const last = new Scripted([fail(503, headers)], [say('B'), done('B')])
    expect(await play(chain([first, last]))).toMatchObject({texts: ['B'], error: null})
    expect([first.requests.length, last.requests.length]).toEqual([1, 2])
    expect(failures).toEqual([['model 1', 'model 2']])
  })

  test('a server that wants a longer pause than a reader waits for is left alone, for as long as it wants', async () => {
    const only = new Scripted([fail(429, {'retry-after': '90'})])
    expect((await play(chain([only]))).error).toBeInstanceOf(ModelsUnavailable)
    expect(only.requests).toHaveLength(1)
    now = 89_000
    expect((await play(another())).error).toBeInstanceOf(ModelsUnavailable)
    expect(only.requests).toHaveLength(1)
  })
})

describe('after its first word', () => {
  test.each<[string, StreamEvent]>([
    ['words', say('A')],
    ['thoughts', chunk({reasoning_content: 'Hm.'})],
    ['a call', chunk({tool_calls: [{index: 0}]})],
    ['a part of a response', {type: 'model', event: {type: 'response.output_item.added'}}],
  ])('%s are followed by no other model: nothing is said twice', async (_name, event) => {
    const second = new Scripted([say('B'), done('B')])
    const {error, texts} = await play(chain([new Scripted([event, fail(500)]), second]))
    expect(error).toBeInstanceOf(ModelBrokeOff)
    expect(texts).toEqual(event.type === 'output_text_delta' ? ['A'] : [])
    expect(second.requests).toHaveLength(0)
    expect(usage).toEqual([['model 1', null]])
  })

  test('silence is a break, and what was said stays', async () => {
    const first = new Scripted([say('A'), null])
    const {error, texts} = await play(chain([first], {deadlines: {firstTokenMs: 60_000, stallMs: 20}}))
    expect([texts, error]).toEqual([['A'], expect.any(ModelBrokeOff)])
  })
})

test('a model that fails is skipped by the next turns until its pause is over', async () => {
  const first = new Scripted([fail(404)], [say('A'), done('A')])
  const second = new Scripted([say('B'), done('B')], [say('B'), done('B')])
  await play(chain([first, second]))
  expect((await play(another())).texts).toEqual(['B'])
  now = 30_000
  expect((await play(another())).texts).toEqual(['A'])
  expect(links[0]?.health.failing).toBe(false)
})

test('a request that the server refuses says nothing about the next one', async () => {
  const first = new Scripted([fail(400)], [say('A'), done('A')])
  await play(chain([first, new Scripted([say('B'), done('B')])]))
  expect((await play(another())).texts).toEqual(['A'])
})

test('in the same turn a model that failed is not asked again, and the next one is given nothing that only the first can read', async () => {
  const first = new Scripted([chunk({tool_calls: [{}]}), done('call')], [fail(400)])
  const second = new Scripted([say('B'), done('B')], [say('C'), done('C')])
  const model = chain([first, second])
  await play(model)
  const input = [
    {type: 'message', role: 'user', content: 'Why?'},
    {type: 'reasoning', id: 'rs_1', content: []},
    {
      type: 'function_call',
      id: 'fc_1',
      callId: 'c1',
      name: 'n',
      arguments: '{}',
      status: 'completed',
      providerData: {x: 1},
    },
    {type: 'function_call_result', callId: 'c1', name: 'n', status: 'completed', output: '{}'},
  ] as ModelRequest['input']
  expect((await play(model, request({input}))).texts).toEqual(['B'])
  expect((await play(model, request({input}))).texts).toEqual(['C'])
  expect(second.requests[0]?.input).toEqual([
    {type: 'message', role: 'user', content: 'Why?'},
    {type: 'function_call', callId: 'c1', name: 'n', arguments: '{}', status: 'completed'},
    {type: 'function_call_result', callId: 'c1', name: 'n', status: 'completed', output: '{}'},
  ])
})

test('a stopped answer is no failure of the model', async () => {
  const stop = new AbortController()
  const model = chain([new Scripted([say('A'), null])])
  const playing = play(model, request({signal: stop.signal}))
  await new Promise((resolve) => setImmediate(resolve))
  stop.abort(new Error('stopped'))
  expect((await playing).error).not.toBeInstanceOf(ModelBrokeOff)
  expect([links[0]?.health.failing, failures]).toEqual([false, []])
})

test('the last request of a turn must be answered without a tool', async () => {
  const only = new Scripted([say('A'), done('A')], [say('A'), done('A')])
  const model = chain([only], {maxRequests: 2})
  await play(model)
  await play(model)
  expect(only.requests.map(({modelSettings}) => modelSettings.toolChoice)).toEqual([undefined, 'none'])
})

test('tokens that a server does not count are unknown, not none', async () => {
  await play(chain([new Scripted([say('A'), done('A', 0)])]))
  expect(usage).toEqual([['model 1', null]])
})
