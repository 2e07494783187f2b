import type {ThreadStreamEvent} from 'chatkit-protocol'
import type {AgentContext} from './agent-context.ts'
import type {ItemIds} from './item-ids.ts'
import {OpenMessage} from './open-message.ts'

/** The assistant's messages of one run. */
export class Messages<Context> {
  readonly #context: AgentContext<Context>
  readonly #ids: ItemIds<Context>
  #lastText = ''

  constructor(context: AgentContext<Context>, ids: ItemIds<Context>) {
    this.#context = context
    this.#ids = ids
  }

  /** The text of the message that ended last. */
  get lastText(): string {
    return this.#lastText
  }

  /** Begins a message, under the model's id if that is usable. */
  async begin(modelId: string | undefined): Promise<OpenMessage> {
    const id = await this.#ids.claim('message', modelId)
    return new OpenMessage(id, this.#context.thread.id, (event) => this.#send(event))
  }

  #send(event: ThreadStreamEvent): void {
    if (event.type === 'thread.item.done' && event.item.type === 'assistant_message')
      this.#lastText = event.item.content.map(({text}) => text).join('\n')
    this.#context.stream(event)
  }
}
