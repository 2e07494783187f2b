import type {StreamingRequest} from 'chatkit-protocol'
import {isRunning, pendingToolCall} from '../state/select.ts'
import type {Draft, Entry, RetryAct} from '../state/types.ts'
import {type Context, type CustomAction, emptyComposer} from './context.ts'
import {createDetach, isDetach} from './detach.ts'
import {isBusy, toError, toFailure} from './failure.ts'
import {loadLater} from './load-later.ts'
import {draftToText, optimisticItem, unqueue} from './message.ts'
import {runTurn, type Source} from './turn.ts'

/** How often a busy thread is given way to before the reader is asked. */
const MAX_REFUSALS = 5

export interface Turns {
  /** Shows the message at once and sends it. Resolves when the answer is over, however it ended. */
  send: (draft: Draft) => Promise<void>
  retry: (act: RetryAct & {kind: 'resend' | 'after'}) => Promise<void>
  act: (action: CustomAction, itemId: string | null) => Promise<void>
  /** Runs the client tool that a loaded thread still waits for, if any. */
  resume: () => Promise<void>
  /** Follows the answer that a run at the server is writing on the open thread. */
  follow: (runId: string) => Promise<void>
  /** The reader stops the answer; what came stays. */
  stop: () => void
  /** Leaves the answer to the server: for a switch of threads and for unmounting. */
  detach: () => void
}

/** The conversation's turns: one at a time, each a streaming request, with client tools in between. */
export function createTurns(context: Context): Turns {
  let running: AbortController | null = null
  let refusals = 0

  const findSent = () => context.chat.peek().items.find((entry) => entry.local?.status === 'sending')

  const fail = (error: unknown) => {
    const failure = toFailure(error, context.t.peek())
    context.emit('chatkit.error', {error: toError(error)})
    const sent = findSent()
    const {message, retryable, reload} = failure
    const threadId = context.chat.peek().thread?.id
    const retry = reload && threadId !== undefined ? ({kind: 'load', threadId} as const) : undefined
    // Only a question can be changed by its reader; an answer that was refused is still wanted.
    context.dispatch({type: 'turn.failed', message, retryable: retryable || !sent, retry})
    if (sent && failure.refused) undo(sent)
  }

  /** Puts an unsent message before all that waits. */
  const takeBack = (key: string, draft: Draft) => {
    const composer = context.composer.peek()
    const message = {...emptyComposer, text: draftToText(draft), quote: draft.quoted_text ?? null}
    context.composer.value = {...composer, queue: [message, ...composer.queue]}
    context.dispatch({type: 'message.withdrawn', key})
  }

  /** Puts what waits first into the composer. */
  const giveBack = () => {
    context.composer.value = unqueue(context.composer.peek(), 0)
  }

  /** Puts an unsent message back into the composer. If more was written meanwhile it stays where it was asked, in its order. */
  const undo = ({key, local}: Entry) => {
    const {text, queue} = context.composer.peek()
    if (!local || text !== '' || queue.length > 0) return
    takeBack(key, local.draft)
    giveBack()
  }

  const stopped = () => {
    const sent = findSent()
    context.dispatch({type: 'turn.ended'})
    if (sent) undo(sent)
    context.announcement.value = context.t.peek()('stopped')
  }

  const ask =
    (request: StreamingRequest): Source =>
    (signal) =>
      context.api().stream(request, signal)

  async function* followLater(runId: string, signal: AbortSignal): ReturnType<Source> {
    const {followRun} = await loadLater()
    yield* followRun(runId, context, signal)
  }

  const callTool = async (signal: AbortSignal) => {
    const call = pendingToolCall(context.chat.peek())
    if (!call) return null
    const {callClientTool} = await loadLater()
    return callClientTool(call, context, signal)
  }

  const settle = (error: unknown, signal: AbortSignal) => {
    if (isDetach(signal.reason)) return
    if (signal.aborted) stopped()
    else fail(error)
  }

  /** What the reader has sent waits until the answer that another tab has asked for is there, and is shown here too. */
  const wait = async ({key}: Entry, draft: Draft, seconds: number, signal: AbortSignal) => {
    refusals += 1
    takeBack(key, draft)
    try {
      const {giveWay} = await loadLater()
      const runId = await giveWay(seconds, context, signal)
      if (runId !== null) await follow(runId)
    } catch (error) {
      giveBack()
      settle(error, signal)
    }
  }

  /** Streams `first`, then one more request for each client tool that the answer ends in. */
  const run = async (first: Source): Promise<void> => {
    const abort = new AbortController()
    running = abort
    context.announcement.value = context.t.peek()('answering')
    let source: Source | null = first
    try {
      while (source) {
        const outcome = await runTurn(source, context, abort.signal)
        const request = outcome === 'complete' ? await callTool(abort.signal) : null
        source = request && ask(request)
      }
      refusals = 0
      if (!abort.signal.aborted) context.dispatch({type: 'turn.ended'})
    } catch (error) {
      const {signal} = abort
      const sent = findSent()
      const canWait = !signal.aborted && refusals < MAX_REFUSALS
      if (canWait && isBusy(error) && sent?.local) await wait(sent, sent.local.draft, error.retryAfter, signal)
      else settle(error, signal)
    } finally {
      if (running === abort) running = null
    }
  }

  const follow = (runId: string) => run((signal) => followLater(runId, signal))

  const sendDraft = (draft: Draft): Promise<void> => {
    const threadId = context.chat.peek().thread?.id
    context.dispatch({type: 'message.sent', item: optimisticItem(draft, threadId ?? ''), draft})
    return run(
      ask(
        threadId === undefined
          ? {type: 'threads.create', params: {input: draft}}
          : {type: 'threads.add_user_message', params: {thread_id: threadId, input: draft}},
      ),
    )
  }

  return {
    send: sendDraft,
    async retry(act) {
      const {items, thread} = context.chat.peek()
      if (isRunning(context.chat.peek())) return
      if (act.kind === 'resend') {
        const local = items.find((entry) => entry.key === act.key)?.local
        if (!local) return
        context.dispatch({type: 'message.withdrawn', key: act.key})
        await sendDraft(local.draft)
      } else if (thread) {
        context.dispatch({type: 'turn.started', after: act.itemId})
        await run(ask({type: 'threads.retry_after_item', params: {thread_id: thread.id, item_id: act.itemId}}))
      }
    },
    async act(action, itemId) {
      const thread = context.chat.peek().thread
      if (!thread) throw new Error('sendCustomAction needs an open thread. Send a message or call setThreadId first.')
      const {type, payload} = action
      const params = {thread_id: thread.id, item_id: itemId, action: {type, payload}}
      if (action.streaming === false) {
        const reply = await context.api().call({type: 'threads.sync_custom_action', params})
        if (reply.updated_item) context.dispatch({type: 'item.replaced', item: reply.updated_item})
        return
      }
      if (running) throw new Error('sendCustomAction has to wait for chatkit.response.end: an answer is streaming.')
      context.dispatch({type: 'turn.started'})
      await run(ask({type: 'threads.custom_action', params}))
    },
    async resume() {
      if (!pendingToolCall(context.chat.peek()) || !context.options.peek().onClientTool || running) return
      context.dispatch({type: 'turn.started'})
      const request = await callTool(new AbortController().signal)
      if (request) await run(ask(request))
      else context.dispatch({type: 'turn.ended'})
    },
    async follow(runId) {
      if (running) return
      context.dispatch({type: 'turn.started'})
      await follow(runId)
    },
    stop() {
      if (context.chat.peek().allowCancel) running?.abort()
    },
    detach() {
      running?.abort(createDetach())
      running = null
    },
  }
}
