import {
  OpenAIChatCompletionsModel,
  OpenAIResponsesModel,
  Usage,
  type Model,
  type ModelRequest,
  type ModelResponse,
  type StreamEvent,
} from '@openai/agents'
import OpenAI from 'openai'

type AgentOutputItem = Extract<StreamEvent, {type: 'response_done'}>['response']['output'][number]

/** A client of the real `openai` package whose requests are answered, in turn, with these bodies of server-sent events. */
function clientThatAnswers(bodies: string[]): OpenAI {
  const left = [...bodies]
  return new OpenAI({
    apiKey: 'test',
    maxRetries: 0,
    fetch: () => {
      const body = left.shift()
      if (body === undefined) throw new Error('The model was asked more often than the test expected.')
      return Promise.resolve(new Response(body, {headers: {'content-type': 'text/event-stream'}}))
    },
  })
}

export function responsesModel(...responses: object[][]): Model {
  const bodies = responses.map((events) =>
    events
      .map((event) => `event: ${'type' in event ? String(event.type) : ''}\ndata: ${JSON.stringify(event)}\n\n`)
      .join(''),
  )
  return new OpenAIResponsesModel(clientThatAnswers(bodies), 'test-model')
}

export function chatModel(...responses: object[][]): Model {
  const bodies = responses.map(
    (chunks) => `${chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join('')}data: [DONE]\n\n`,
  )
  return new OpenAIChatCompletionsModel(clientThatAnswers(bodies), 'test-model')
}

/** A Model of one's own that streams what it is given, one list for each time it is asked. */
export class ScriptedModel implements Model {
  readonly #responses: (StreamEvent | Error)[][]
  readonly requests: ModelRequest[] = []

  constructor(...responses: (StreamEvent | Error)[][]) {
    this.#responses = responses
  }

  getResponse(): Promise<ModelResponse> {
    return Promise.reject(new Error('only streams'))
  }

  async *getStreamedResponse(request: ModelRequest): AsyncIterable<StreamEvent> {
    this.requests.push(request)
    for (const event of this.#responses.shift() ?? []) {
      await Promise.resolve()
      if (event instanceof Error) throw event
      yield event
    }
  }
}

export const started: StreamEvent = {type: 'response_started'}

export function delta(text: string, itemId?: string): StreamEvent {
  return {type: 'output_text_delta', delta: text, ...(itemId === undefined ? {} : {itemId})}
}

export function done(...output: AgentOutputItem[]): StreamEvent {
  return {type: 'response_done', response: {id: 'r', usage: new Usage(), output}}
}

export function message(text: string, id = 'FAKE_ID'): AgentOutputItem {
  return {type: 'message', role: 'assistant', id, status: 'completed', content: [{type: 'output_text', text}]}
}

export function call(name: string, args: object): AgentOutputItem {
  return {
    type: 'function_call',
    id: 'FAKE_ID',
    callId: 'call_1',
    name,
    arguments: JSON.stringify(args),
    status: 'completed',
  }
}

/** The events of a Responses answer with one message, as the API sends them. */
export function responsesMessage(id: string, deltas: string[], annotations: object[] = []): object[] {
  const text = deltas.join('')
  const part = {type: 'output_text', text, annotations}
  const item = {type: 'message', id, role: 'assistant', status: 'completed', content: [part]}
  const usage = {input_tokens: 1, output_tokens: 1, total_tokens: 2}
  const at = {item_id: id, output_index: 0, content_index: 0}
  return [
    {type: 'response.created', response: {id: 'resp_1', status: 'in_progress', output: []}},
    {type: 'response.output_item.added', output_index: 0, item: {...item, content: [], status: 'in_progress'}},
    {type: 'response.content_part.added', ...at, part: {type: 'output_text', text: '', annotations: []}},
    ...deltas.map((text) => ({type: 'response.output_text.delta', ...at, delta: text})),
    ...annotations.map((annotation, index) => ({
      type: 'response.output_text.annotation.added',
      ...at,
      annotation_index: index,
      annotation,
    })),
    {type: 'response.output_text.done', ...at, text},
    {type: 'response.content_part.done', ...at, part},
    {type: 'response.output_item.done', output_index: 0, item},
    {type: 'response.completed', response: {id: 'resp_1', status: 'completed', output: [item], usage}},
  ]
}
