import type {StreamingRequest} from 'chatkit-protocol'
import {isRunning, pendingToolCall} from '../state/select.ts'
import type {Draft, RetryAct} from '../state/types.ts'
import {callClientTool} from './client-tool.ts'
import type {Context, CustomAction} from './context.ts'
import {createDetach, isDetach} from './detach.ts'
import {toError, toFailure} from './failure.ts'
import {draftToText, optimisticItem} from './message.ts'
import {runTurn} from './turn.ts'

export interface Turns {
  /** Shows the message at once and sends it. Resolves when the answer is over, however it ended. */
  send: (draft: Draft) => Promise<void>
  retry: (act: RetryAct & {kind: 'resend' | 'after'}) => Promise<void>
  act: (action: CustomAction, itemId: string | null) => Promise<void>
  /** Runs the client tool that a loaded thread still waits for, if any. */
  resume: () => Promise<void>
  /** The reader stops the answer; what came stays. */
  stop: () => void
  /** Leaves the answer to the server: for a switch of threads and for unmounting. */
  detach: () => void
}

/** The conversation's turns: one at a time, each a streaming request, with client tools in between. */
export function createTurns(context: Context): Turns {
  let running: AbortController | null = null

  const fail = (error: unknown) => {
    const failure = toFailure(error, context.t.peek())
    context.emit('chatkit.error', {error: toError(error)})
    const sent = context.chat.peek().items.find((entry) => entry.local?.status === 'sending')
    context.dispatch({type: 'turn.failed', message: failure.message, retryable: failure.retryable})
    if (sent?.local && failure.refused) giveBack(sent.key, sent.local.draft)
  }

  /** Puts the text of an unsent message back into the composer, unless the reader is writing something else there. */
  const giveBack = (key: string, draft: Draft) => {
    const composer = context.composer.peek()
    if (composer.text !== '') return
    const text = draftToText(draft)
    context.composer.value = {...composer, text, quote: draft.quoted_text ?? null, queued: false}
    context.dispatch({type: 'message.withdrawn', key})
  }

  const stopped = () => {
    const sent = context.chat.peek().items.find((entry) => entry.local?.status === 'sending')
    context.dispatch({type: 'turn.stopped'})
    if (sent?.local) giveBack(sent.key, sent.local.draft)
    context.announcement.value = context.t.peek()('stopped')
  }

  /** Streams `first`, then one more request for each client tool that the answer ends in. */
  const run = async (first: StreamingRequest): Promise<void> => {
    const abort = new AbortController()
    running = abort
    context.announcement.value = context.t.peek()('answering')
    let request: StreamingRequest | null = first
    try {
      while (request) {
        const outcome = await runTurn(request, context, abort.signal)
        const call = outcome === 'complete' ? pendingToolCall(context.chat.peek()) : null
        request = call ? await callClientTool(call, context, abort.signal) : null
      }
      if (!abort.signal.aborted) context.dispatch({type: 'turn.ended'})
    } catch (error) {
      if (isDetach(abort.signal.reason)) return
      if (abort.signal.aborted) stopped()
      else fail(error)
    } finally {
      if (running === abort) running = null
    }
  }

  const sendDraft = (draft: Draft): Promise<void> => {
    const threadId = context.chat.peek().thread?.id
    context.dispatch({type: 'message.sent', item: optimisticItem(draft, threadId ?? ''), draft})
    return run(
      threadId === undefined
        ? {type: 'threads.create', params: {input: draft}}
        : {type: 'threads.add_user_message', params: {thread_id: threadId, input: draft}},
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
        await run({type: 'threads.retry_after_item', params: {thread_id: thread.id, item_id: act.itemId}})
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
      if (running)
        throw new Error('sendCustomAction has to wait: an answer is streaming. Wait for chatkit.response.end.')
      context.dispatch({type: 'turn.started'})
      await run({type: 'threads.custom_action', params})
    },
    async resume() {
      const call = pendingToolCall(context.chat.peek())
      if (!call || !context.options.peek().onClientTool || running) return
      context.dispatch({type: 'turn.started'})
      const request = await callClientTool(call, context, new AbortController().signal)
      if (request) await run(request)
      else context.dispatch({type: 'turn.ended'})
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
