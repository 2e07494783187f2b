import type {ThreadStreamEvent, UserMessageItem} from 'chatkit-protocol'
import {sampleAnswer} from '../testing/samples.ts'
import type {ChatKitServerOptions, HookOptions} from '../server.ts'
import {TestServer} from './test-server.ts'

/** A word of an answer that streams. */
export function word(itemId: string, delta: string): ThreadStreamEvent {
  const update = {type: 'assistant_message.content_part.text_delta', content_index: 0, delta} as const
  return {type: 'thread.item.updated', item_id: itemId, update}
}

/** A server whose answers say what the test tells them to, when it tells them to. */
export class Talker extends TestServer {
  /** The questions that were answered, in order. */
  readonly asked: (string | null)[] = []
  readonly #words: string[] = []
  #wake: () => void = () => {}

  constructor(options: Partial<ChatKitServerOptions<string>> = {}) {
    super((_thread, message, _context, hook) => this.#talk(message, hook), options)
  }

  /** Adds a word to the answer that is being given. */
  say(text: string): void {
    this.#words.push(text)
    this.#wake()
  }

  /** Ends the answer that is being given. */
  finish(): void {
    this.say('')
  }

  async *#talk(message: UserMessageItem | null, {signal}: HookOptions): AsyncGenerator<ThreadStreamEvent> {
    this.asked.push(message?.content.map(({text}) => text).join('') ?? null)
    const id = `msg_${this.asked.length}`
    let text = ''
    yield {type: 'thread.item.added', item: sampleAnswer(id, '')}
    for (;;) {
      while (this.#words.length === 0) {
        await new Promise<void>((resolve, reject) => {
          this.#wake = resolve
          signal.addEventListener('abort', () => reject(signal.reason as Error), {once: true})
        })
      }
      const next = this.#words.shift() ?? ''
      if (next === '') break
      text += next
      yield word(id, next)
    }
    yield {type: 'thread.item.done', item: sampleAnswer(id, text)}
  }
}
