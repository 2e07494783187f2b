import type {EventQueue} from './event-queue.ts'

export type Merged<Event, Queued> = {kind: 'run'; event: Event} | {kind: 'queued'; event: Queued}

/**
 * Interleaves the events of a run with those that its tools put into a queue, each as soon as it is there. Ends with the
 * run; leaving early ends the run's iterator, which cancels the run.
 */
export async function* mergeQueue<Event, Queued>(
  run: AsyncIterable<Event>,
  queue: EventQueue<Queued>,
): AsyncGenerator<Merged<Event, Queued>> {
  const iterator = run[Symbol.asyncIterator]()
  let finished = false
  try {
    let next = iterator.next()
    while (!finished) {
      const result = await Promise.race([next, queue.ready().then(() => null)])
      // What a tool said before the model's next event was asked for comes first.
      for (const event of queue.drain()) yield {kind: 'queued', event}
      if (result === null) continue
      if (result.done === true) {
        finished = true
        break
      }
      yield {kind: 'run', event: result.value}
      next = iterator.next()
    }
  } catch (error) {
    finished = true
    throw error
  } finally {
    if (!finished) await iterator.return?.()
  }
}
