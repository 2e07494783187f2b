import {createDetach} from './detach.ts'
import {readQuestion, readThreadId} from './envelope.ts'
import {TransportError} from './errors.ts'
import type {TransportMessages} from './messages.ts'
import type {PendingRequest} from './pending.ts'

/** What has become of a question that was on its way when the page was left. */
export interface Recovered {
  /** The thread that it is in, and its answer too, sooner or later. Load it. */
  threadId?: string
  /** The reader's words, if the server did not take them: they belong in the composer again. */
  question?: string
}

export interface RecoverOptions {
  messages: TransportMessages
  /** Sends it once more. Resolves with the reply, and with the body it is the reply to: a thread that is gone needs another one. */
  send: (
    request: PendingRequest,
    caller: AbortSignal,
    onData: (data: string) => void,
  ) => Promise<{response: Response; body: string}>
}

/** Sends a question once more under its key, and goes as soon as it is known where the question is. */
export async function recoverQuestion(request: PendingRequest, {messages, send}: RecoverOptions): Promise<Recovered> {
  const caller = new AbortController()
  let created: string | undefined
  const {response, body} = await send(request, caller.signal, (data) => {
    created ??= readCreatedThread(data)
  })
  if (response.status >= 500) {
    throw new TransportError({type: 'backend', message: messages.backend, retryable: true, status: response.status})
  }
  if (!response.ok) return {question: readQuestion(request.body)}
  const threadId = readThreadId(body) ?? (await untilKnown(response, () => created))
  caller.abort(createDetach())
  return threadId === undefined ? {} : {threadId}
}

/** Reads an answer until its thread is known. */
async function untilKnown({body}: Response, read: () => string | undefined): Promise<string | undefined> {
  const reader = body?.getReader()
  while (read() === undefined) {
    const step = await reader?.read()
    if (step?.done ?? true) break
  }
  return read()
}

function readCreatedThread(data: string): string | undefined {
  try {
    const event = JSON.parse(data) as {type?: unknown; thread?: {id?: string}} | null
    return event?.type === 'thread.created' ? event.thread?.id : undefined
  } catch {
    return undefined
  }
}
