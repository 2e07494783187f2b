/** What a request of the benchmark asks for, carried as the text of its message, so that any server can be told. */
import {untilDue} from './metronome.js'

/** About a token, and nothing that JSON would escape. */
const WORD = 'word '

/** Events of a `threads.create` beside its deltas: created, the user's message, options, item added, item done. */
export const FRAME_EVENTS = 5

/**
 * The body of a request that starts a thread.
 *
 * @param {{deltas: number, everyMs?: number}} wish `everyMs` 0 (default): all at once; else a delta each so many milliseconds
 */
export function requestBody({deltas, everyMs = 0}) {
  const text = JSON.stringify({deltas, everyMs})
  return JSON.stringify({
    type: 'threads.create',
    params: {input: {content: [{type: 'input_text', text}], attachments: [], inference_options: {}}},
  })
}

/** @param {{content: {text: string}[]}} message */
export const readWish = (message) => JSON.parse(message.content[0].text)

/**
 * The deltas that a wish asks for. A paced one says when it was due, in microseconds of {@link nowMicros}, so that whoever gets it knows
 * how late it is: also when the server was too busy to send it in time.
 */
export async function* deltasOf({deltas, everyMs}) {
  if (everyMs === 0) {
    for (let index = 0; index < deltas; index++) yield WORD
    return
  }
  const start = Math.ceil(nowMicros() / 1000)
  for (let index = 0; index < deltas; index++) {
    const dueMs = start + index * everyMs
    // Awaited only while it lies ahead: a stream that is behind catches up at once, as one from a model would.
    const due = untilDue(dueMs)
    if (due !== undefined) await due
    yield `${dueMs * 1000} `
  }
}

/** The text of the finished message. Made at the end: what an agent holds on to meanwhile is not what is measured. */
export const textOf = ({deltas}) => WORD.repeat(deltas)

/** The system's monotonic clock, the same in all processes. */
export const nowMicros = () => Number(process.hrtime.bigint() / 1000n)
