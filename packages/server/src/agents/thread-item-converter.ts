import type {AgentInputItem} from '@openai/agents'
import type {
  AssistantMessageItem,
  Attachment,
  ClientToolCallItem,
  GeneratedImageItem,
  HiddenContextItem,
  SDKHiddenContextItem,
  StructuredInputItem,
  Task,
  ThreadItem,
  UserMessageItem,
  UserMessageTagContent,
  WidgetItem,
  WorkflowItem,
} from 'chatkit-protocol'
import {toWire} from 'chatkit-protocol/serialize'
import {isPending} from '../is-pending.ts'
import {describeStructuredInput, describeTask} from './item-texts.ts'

/** One content part of a user message to the model. */
export type UserContentPart = Exclude<Extract<AgentInputItem, {role: 'user'}>['content'], string>[number]

const TAG_HEADER = [
  '# User-provided context for @-mentions',
  "- When referencing resolved entities, use their canonical names **without** '@'.",
  "- The '@' form appears only in user text and should not be echoed.",
].join('\n')

/**
 * Turns thread items into input of the Agents SDK. Every method may be overridden; the phrases are those of the reference,
 * word for word, so that a model behaves alike behind both. Source: openai-chatkit 1.6.5, agents.py `ThreadItemConverter`.
 */
export class ThreadItemConverter {
  /** Converts one item, or several, given oldest first. Order is kept; items that mean nothing to a model are left out. */
  async toAgentInput(items: ThreadItem | readonly ThreadItem[]): Promise<AgentInputItem[]> {
    const list = 'type' in items ? [items] : items
    const question = findOpenQuestion(list)
    const input: AgentInputItem[] = []
    for (const item of list) input.push(...(await this.itemToInput(item, item === question)))
    return input
  }

  /** An attachment of a user message. Rejects by default: only the app knows where the bytes are. */
  attachmentToMessageContent(attachment: Attachment): Promise<UserContentPart> {
    return Promise.reject(
      new Error(
        `A message has the attachment ${attachment.id}. Override attachmentToMessageContent() to show it to the model.`,
      ),
    )
  }

  /** An @-mention. Rejects by default: only the app knows what it stands for. */
  tagToMessageContent(tag: UserMessageTagContent): Promise<UserContentPart> {
    return Promise.reject(
      new Error(`A message mentions the tag ${tag.id}. Override tagToMessageContent() to explain it to the model.`),
    )
  }

  /**
   * Converts one item.
   *
   * @param isOpen whether it is the question that is being answered, whose quote goes along
   */
  async itemToInput(item: ThreadItem, isOpen: boolean): Promise<AgentInputItem[]> {
    switch (item.type) {
      case 'user_message':
        return await this.userMessageToInput(item, isOpen)
      case 'assistant_message':
        return this.assistantMessageToInput(item)
      case 'client_tool_call':
        return this.clientToolCallToInput(item)
      case 'widget':
        return this.widgetToInput(item)
      case 'workflow':
        return this.workflowToInput(item)
      case 'task':
        return this.taskToInput(item.task)
      case 'structured_input':
        return this.structuredInputToInput(item)
      case 'generated_image':
        return this.generatedImageToInput(item)
      case 'hidden_context_item':
      case 'sdk_hidden_context':
        return this.hiddenContextToInput(item)
      case 'end_of_turn':
      default:
        return []
    }
  }

  protected async userMessageToInput(item: UserMessageItem, isOpen: boolean): Promise<AgentInputItem[]> {
    const text = item.content.map((part) => (part.type === 'input_tag' ? `@${part.text}` : part.text)).join('')
    const attachments = await Promise.all(
      item.attachments.map((attachment) => this.attachmentToMessageContent(attachment)),
    )
    const input = [userMessage({type: 'input_text', text}, ...attachments)]
    // Not the quote of an older question: it would pull the model back to what is no longer talked about.
    if (isOpen && item.quoted_text) {
      input.push(userText(`The user is referring to this in particular: \n${item.quoted_text}`))
    }
    const tags = new Map<string, UserMessageTagContent>()
    for (const part of item.content) if (part.type === 'input_tag' && !tags.has(part.text)) tags.set(part.text, part)
    if (tags.size > 0) {
      const parts = await Promise.all([...tags.values()].map((tag) => this.tagToMessageContent(tag)))
      input.push(userMessage({type: 'input_text', text: TAG_HEADER}, ...parts))
    }
    return input
  }

  protected assistantMessageToInput(item: AssistantMessageItem): AgentInputItem[] {
    // Annotations are not replayed, as in the reference.
    const content = item.content.map((part) => ({type: 'output_text' as const, text: part.text}))
    return [{type: 'message', role: 'assistant', status: 'completed', content}]
  }

  protected clientToolCallToInput(item: ClientToolCallItem): AgentInputItem[] {
    // A call without its result is an error to every model; the page may still be working on it.
    if (isPending(item)) return []
    const {call_id: callId, name} = item
    return [
      {type: 'function_call', callId, name, arguments: JSON.stringify(item.arguments), status: 'completed'},
      {type: 'function_call_result', callId, name, status: 'completed', output: JSON.stringify(item.output ?? null)},
    ]
  }

  protected widgetToInput(item: WidgetItem): AgentInputItem[] {
    const {widget} = toWire(item)
    return [
      userText(
        `The following graphical UI widget (id: ${item.id}) was displayed to the user:${JSON.stringify(widget)}`,
      ),
    ]
  }

  protected workflowToInput(item: WorkflowItem): AgentInputItem[] {
    return item.workflow.tasks.flatMap((task) => this.taskToInput(task))
  }

  protected taskToInput(task: Task): AgentInputItem[] {
    const text = describeTask(task)
    return text === null ? [] : [userText(text)]
  }

  protected structuredInputToInput(item: StructuredInputItem): AgentInputItem[] {
    return [userText(describeStructuredInput(item))]
  }

  protected generatedImageToInput(item: GeneratedImageItem): AgentInputItem[] {
    if (item.image === undefined) return []
    return [
      userMessage(
        {type: 'input_text', text: 'The following image was generated by the agent.'},
        {type: 'input_image', image: item.image.url, detail: 'auto'},
      ),
    ]
  }

  protected hiddenContextToInput(item: HiddenContextItem | SDKHiddenContextItem): AgentInputItem[] {
    if (typeof item.content !== 'string') {
      throw new TypeError(
        'A hidden context item holds something other than text. Override hiddenContextToInput() to convert it.',
      )
    }
    return [
      userText(
        `Hidden context for the agent (not shown to the user):\n<HiddenContext>\n${item.content}\n</HiddenContext>`,
      ),
    ]
  }
}

/** The newest question, unless an answer to it stands after it. Tool calls, forms and hidden notes do not answer it. */
export function findOpenQuestion(items: readonly ThreadItem[]): UserMessageItem | undefined {
  const last = items.findLast((item) => item.type === 'user_message' || item.type === 'assistant_message')
  return last?.type === 'user_message' ? last : undefined
}

/** Converts items with the defaults; see {@link ThreadItemConverter.toAgentInput}. */
export async function toAgentInput(items: ThreadItem | readonly ThreadItem[]): Promise<AgentInputItem[]> {
  return await new ThreadItemConverter().toAgentInput(items)
}

function userMessage(...content: UserContentPart[]): AgentInputItem {
  return {type: 'message', role: 'user', content}
}

function userText(text: string): AgentInputItem {
  return userMessage({type: 'input_text', text})
}
