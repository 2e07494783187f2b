import type {Api} from './api.ts'
import type {Attempts} from './attempts.ts'
import {createDetach, isDetach} from './detach.ts'
import {isTransportError, TransportError} from './errors.ts'
import {followAnswer} from './follow-answer.ts'
import type {TransportMessages} from './messages.ts'
import type {PendingRequest, PendingRequests} from './pending.ts'
import type {SettledRequest} from './read-request.ts'
import {can, type Session} from './session.ts'
import type {Stops} from './stops.ts'
import {anySignal, waitFor} from './wait.ts'

export interface RunContext {
  api: Api
  pending: PendingRequests
  stops: Stops
  messages: TransportMessages
  /** Ends everything, and leaves the answers to the server. */
  disposed: AbortSignal
  /** Called when the connection of a run is in trouble, and when it is not any more. `pause`: see `RequestActions`. */
  onTrouble: (id: string, isTroubled: boolean, pause?: number) => void
}

export interface RunCall {
  id: string
  request: SettledRequest
  /** The question that starts the run; undefined to follow one that is there already. */
  question?: PendingRequest
  /** Aborting it is a stop, unless its reason says that whoever asked goes elsewhere. */
  caller: AbortSignal | null
  /** Called with the JSON text of each event. */
  onData?: (data: string) => void
}

/**
 * Sends a question, or follows its answer, until the end: by one key where the server recognises it, over as many connections as
 * it takes. For a server that has announced nothing, one request and one connection, like any other.
 */
export async function openRun(
  context: RunContext,
  {id, request, question, caller, onData}: RunCall,
): Promise<Response> {
  const {api, pending, stops, messages, disposed, onTrouble} = context
  const connection = new AbortController()
  const signal = anySignal([connection.signal, disposed])
  let session: Session | undefined
  let stage: 'asking' | 'accepted' | 'over' = question ? 'asking' : 'accepted'
  let wasSent = false
  /** An earlier attempt had no reply, so that a refusal of a later one does not say that the server has not got the question. */
  let isInDoubt = false
  let hasEvents = false
  let lastId: string | undefined

  const isRun = (current: Session) => can(current, question ? 'idempotency' : 'attach')

  function onAbort(): void {
    onTrouble(id, false)
    if (stage === 'over') return
    const isLeft = isDetach(caller?.reason)
    // A question that may not have arrived yet is not forgotten when its reader goes on to something else.
    if (isLeft && stage === 'asking' && (!session || isRun(session))) return
    connection.abort(caller?.reason)
    pending.drop(id)
    if (!isLeft && wasSent && session && isRun(session) && can(session, 'cancel')) stops.stop(id)
  }

  const attempts: Attempts = api.prepare({
    request,
    repeatability: question ? 'once' : 'safe',
    signal,
    async onSession(current) {
      session = current
      if (question) await stops.settled(signal)
      if (isRun(current)) return true
      pending.drop(id)
      if (caller?.aborted) connection.abort(caller.reason)
      return false
    },
    decorate(headers, current) {
      wasSent = true
      if (question && isRun(current)) headers.set('Idempotency-Key', id)
      if (lastId !== undefined) headers.set('Last-Event-ID', lastId)
    },
    onTrouble(isTroubled, pause) {
      isInDoubt ||= isTroubled && wasSent
      onTrouble(id, isTroubled && !caller?.aborted, pause)
    },
    abandon: (response) => lost(response?.status),
  })

  /** Nobody knows whether the server has the question. */
  function fail(): void {
    stage = 'over'
    if (question && !signal.aborted && (!session || isRun(session))) pending.keep({...question, failed: true})
  }

  async function ask(): Promise<Response> {
    try {
      const response = await attempts.first()
      if (response.status >= 500 || (isInDoubt && !response.ok)) fail()
      else if (!response.ok) end()
      return response
    } catch (error) {
      fail()
      throw error
    }
  }

  async function resume(last: string | undefined, {error, progressed}: {error: TransportError; progressed: boolean}) {
    lastId = last
    try {
      return await attempts.next(error, progressed)
    } catch (cause) {
      const isLost = isTransportError(cause) && cause.reload !== undefined
      throw signal.aborted || isLost ? cause : lost(undefined, cause)
    }
  }

  /** The rest of the answer cannot be had. What the server has of it is in the thread, if there is one. */
  function lost(status?: number, cause?: unknown): TransportError {
    const reload = hasEvents || !question
    const init = {type: 'network', message: messages.connectionLost, retryable: true, reload, cause} as const
    return new TransportError(status === undefined ? init : {...init, status})
  }

  function end(): void {
    stage = 'over'
    pending.drop(id)
  }

  async function run(): Promise<Response> {
    const response = await ask()
    if (!response.ok) return response
    stage = 'accepted'
    // The conversation went on without them.
    for (const {key, failed} of pending.list()) if (failed) pending.drop(key)
    if (caller?.aborted) {
      end()
      connection.abort(caller.reason)
    }
    const canFollow = session && isRun(session) && can(session, 'resume') && isEventStream(response)
    if (!canFollow) {
      pending.drop(id)
      return response
    }
    return followAnswer(response, {
      resume,
      messages,
      onData(data) {
        hasEvents = true
        onData?.(data)
      },
      onEnd(isComplete) {
        if (isComplete || hasEvents) end()
        else fail()
      },
      onCancel: () => connection.abort(createDetach()),
    })
  }

  if (!question || !isDetach(caller?.reason)) caller?.throwIfAborted()
  disposed.throwIfAborted()
  if (question) pending.keep(question)
  caller?.addEventListener('abort', onAbort)
  const running = run()
  if (!caller) return running
  // Whoever has gone does not hear how it went.
  running.catch(() => {})
  return waitFor(running, caller)
}

function isEventStream(response: Response): boolean {
  return response.headers.get('content-type')?.startsWith('text/event-stream') ?? false
}
