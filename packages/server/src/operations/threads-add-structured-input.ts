import type {
  StructuredInput,
  StructuredInputAnswer,
  StructuredInputItem,
  StructuredInputSubmission,
  ThreadAddStructuredInputParams,
} from 'chatkit-protocol'
import type {Call} from '../call.ts'
import {ChatKitError} from '../errors.ts'
import type {TurnResult} from '../process.ts'
import {isPending} from '../is-pending.ts'
import {withTurn} from './with-turn.ts'

/** Fills in the answers to a structured input and lets the turn go on. */
export function threadsAddStructuredInput<Context>(
  call: Call<Context>,
  {thread_id: threadId, item_id: itemId, input}: ThreadAddStructuredInputParams,
): Promise<TurnResult> {
  const {server, context} = call
  return withTurn(call, threadId, async (thread, store) => {
    const item = await store.loadItem(threadId, itemId, context)
    if (item.type !== 'structured_input') {
      throw new ChatKitError('InvalidRequest', 'These answers do not belong to a question in this conversation.')
    }
    if (!isPending(item)) throw new ChatKitError('Conflict', 'These questions have been answered already.')
    return {
      leading: [{type: 'thread.item.replaced', item: fillIn(item, input)}],
      hook: (options) => server.respond(thread, null, context, options),
    }
  })
}

/** Source: openai-chatkit 1.6.5, server.py. Answers to unknown questions are ignored; values need not be among the options. */
export function fillIn(item: StructuredInputItem, submission: StructuredInputSubmission): StructuredInputItem {
  const answers = new Map(Object.entries(submission.answers))
  const inputs = item.inputs.map((question) => ({
    ...question,
    answer: submission.status === 'skipped' ? SKIPPED : toAnswer(question, answers.get(question.id)),
  }))
  return {...item, status: submission.status, inputs}
}

const SKIPPED: StructuredInputAnswer = {values: [], skipped: true}

function toAnswer(question: StructuredInput, given: StructuredInputAnswer | undefined): StructuredInputAnswer {
  if (given === undefined || given.skipped || given.values.length === 0) return SKIPPED
  const single = question.type === 'multiple_choice' && !question.multiple
  return {values: single ? given.values.slice(0, 1) : given.values, skipped: false}
}
