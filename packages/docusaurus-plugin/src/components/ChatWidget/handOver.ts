import type {OpenAIChatKit} from '@openai/chatkit'
import type {Draft, DraftHandle} from './InterimChat.tsx'
import type {Question} from './useQuestions.ts'

/** The part of the element that is needed. Its methods may reject while a thread loads. */
export type Receiver = Pick<OpenAIChatKit, 'focusComposer' | 'setComposerValue' | 'sendUserMessage'> & EventTarget

/** How long (ms) a thread may take to load before the question goes to the composer instead. */
const PATIENCE = 10_000

/**
 * Gives what the reader has written to the element: a question that was sent, the text, the caret and the focus. Never in
 * the middle of a word being composed. Keys that arrive meanwhile go to the old field, and are handed over as well.
 *
 * `finish` gets the question that the element now has. It is called in the very step that has found nothing left to hand
 * over, and must take the old field away in that step too: what is typed between the two would be lost.
 *
 * Call it only after `chatkit.ready`: before that the bindings' methods throw.
 */
export async function handOver(
  draft: DraftHandle,
  element: Receiver,
  finish: (handed: Question | null) => void,
): Promise<void> {
  await draft.whenComposed()
  const {pending} = draft.read()
  const rest = await sendPending(pending, element)
  let given = await giveDraft(rest, NOTHING, draft, element)
  if (draft.read().hasFocus) {
    await element.focusComposer().catch(() => {})
    restoreCaret(element, draft.read(), rest.text)
  }
  while (!isSame(draft.read(), given)) given = await giveDraft(rest, given, draft, element)
  finish(pending)
}

type Written = Pick<Draft, 'text' | 'quote'>

/** Sends the question that waits. Returns what could not be sent, to go before the text in the composer. */
async function sendPending(question: Question | null, element: Receiver): Promise<Written> {
  if (question === null) return NOTHING
  const {text, quote} = question
  const send = () => element.sendUserMessage({text, ...(quote && {reply: quote})})
  try {
    await send().catch(async () => {
      await nextEvent(element, 'chatkit.thread.load.end')
      await send()
    })
    return NOTHING
  } catch {
    return {text: `${text}\n`, quote}
  }
}

const NOTHING: Written = {text: '', quote: ''}

async function giveDraft(before: Written, former: Written, draft: DraftHandle, element: Receiver): Promise<Written> {
  let given = former
  for (;;) {
    await draft.whenComposed()
    const written = draft.read()
    const text = before.text + written.text
    const quote = written.quote || before.quote
    if (text || quote || given !== NOTHING) {
      // Taken back again, a quote is an empty one.
      await element.setComposerValue({text, ...((quote || given.quote) && {reply: quote})}).catch(() => {})
    }
    given = written
    if (isSame(draft.read(), written)) return written
  }
}

function isSame(one: Written, other: Written): boolean {
  return one.text === other.text && one.quote === other.quote
}

/** The published surface has no caret. The bundled element's shadow root is open; with another one the caret is at the end. */
function restoreCaret(element: Receiver, {selection}: Draft, before: string): void {
  const field = element instanceof HTMLElement ? element.shadowRoot?.activeElement : null
  if (!(field instanceof HTMLTextAreaElement)) return
  field.setSelectionRange(before.length + selection[0], before.length + selection[1])
}

function nextEvent(target: EventTarget, type: string): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, PATIENCE)
    target.addEventListener(
      type,
      () => {
        clearTimeout(timer)
        resolve()
      },
      {once: true},
    )
  })
}
