import type {Thread, ThreadUpdateParams} from 'chatkit-protocol'
import type {Call} from '../call.ts'
import {toClientThread} from '../client-thread.ts'
import {ChatKitError} from '../errors.ts'
import {countCharacters} from '../limits.ts'

/** Gives a thread a new title. */
export async function threadsUpdate<Context>(
  {server, context}: Call<Context>,
  {thread_id: threadId, title}: ThreadUpdateParams,
): Promise<Thread> {
  const {store, turns, limits} = server
  if (countCharacters(title) > limits.maxTitleLength) {
    throw new ChatKitError('InvalidRequest', `Please shorten the title to ${limits.maxTitleLength} characters.`)
  }
  const thread = await store.loadThread(threadId, context)
  thread.title = title
  await store.saveThread(thread, context)
  // A running turn saves its own copy of the whole thread later, and would bring the old title back.
  const live = turns.liveThread(threadId)
  if (live !== undefined) live.title = title
  return toClientThread(thread)
}
