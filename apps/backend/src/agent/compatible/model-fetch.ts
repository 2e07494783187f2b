import {decodeSse} from 'chatkit-protocol/sse'
import {ChatRepair} from './chat-repair.ts'
import {callIdsOf, readChatRequest} from './chat-request.ts'
import {Signatures} from './signatures.ts'

/**
 * A `fetch` for the OpenAI client that gets along with compatible servers: chat completions are repaired on their way (see
 * {@link ChatRepair}), and a call goes back with what the server has signed it with. Anything else passes untouched.
 *
 * @param send what the requests go out by; default the global one
 */
export function createModelFetch(send: typeof fetch = (input, init) => fetch(input, init)): typeof fetch {
  const signatures = new Signatures()
  return async (input, init) => {
    const request = readChatRequest(init?.body)
    if (request === null) return await send(input, init)
    const response = await send(input, {...init, body: JSON.stringify(signatures.putInto(request))})
    if (!response.ok || response.body === null) return response
    const repair = new ChatRepair(callIdsOf(request), (callId, signature) => signatures.keep(callId, signature))
    return new Response(toBody(repaired(response.body, repair)), response)
  }
}

async function* repaired(body: ReadableStream<Uint8Array>, repair: ChatRepair): AsyncGenerator<string> {
  for await (const {data} of decodeSse(body)) yield repair.data(data)
  const last = repair.end()
  if (last !== null) yield last
}

function toBody(events: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const {done, value} = await events.next()
        if (done === true) controller.close()
        else controller.enqueue(encoder.encode(`data: ${value}\n\n`))
      },
      async cancel() {
        await events.return(undefined)
      },
    },
    {highWaterMark: 0},
  )
}
