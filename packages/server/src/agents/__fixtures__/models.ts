import {Usage, type Model, type ModelRequest, type ModelResponse, type StreamEvent} from '@openai/agents'

type AgentOutputItem = Extract<StreamEvent, {type: 'response_done'}>['response']['output'][number]

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
