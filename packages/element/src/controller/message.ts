import type {UserMessageContent, UserMessageItem} from 'chatkit-protocol'
import type {Draft} from '../state/types.ts'
import type {Composed, ComposerState} from './context.ts'

/** Content from the public methods, where a tag's `data` and `interactive` may be left out. */
export type LooseContent =
  | {type: 'input_text'; text: string}
  | {type: 'input_tag'; text: string; id: string; group?: string; data?: Record<string, unknown>; interactive?: boolean}

export function completeContent(content: readonly LooseContent[]): UserMessageContent[] {
  return content.map((part) =>
    part.type === 'input_tag' ? {...part, data: part.data ?? {}, interactive: part.interactive ?? false} : part,
  )
}

/** What would be sent now; null when there is nothing but blank space, which is never sent. */
export function draftOf(composer: Composed): Draft | null {
  const text = composer.text.trim()
  if (text === '' && composer.tags.length === 0 && composer.attachments.length === 0) return null
  const separator = composer.tags.length > 0 && text !== '' ? ' ' : ''
  return {
    content: [...composer.tags, ...(text === '' ? [] : [{type: 'input_text' as const, text: separator + text}])],
    attachments: composer.attachments.map((attachment) => attachment.id),
    quoted_text: composer.quote,
    inference_options: {
      ...(composer.toolId === null ? {} : {tool_choice: {id: composer.toolId}}),
      ...(composer.modelId === null ? {} : {model: composer.modelId}),
    },
  }
}

/** The composer with a message from its queue back in it, before what is written there. */
export function unqueue(composer: ComposerState, index: number): ComposerState {
  const taken = composer.queue[index]
  if (!taken) return composer
  return {
    ...composer,
    text: [taken.text, composer.text].filter(Boolean).join('\n'),
    tags: [...taken.tags, ...composer.tags],
    attachments: [...taken.attachments, ...composer.attachments],
    quote: composer.quote ?? taken.quote,
    queue: composer.queue.filter((one) => one !== taken),
  }
}

export function draftToText(draft: Draft): string {
  return draft.content
    .map((part) => part.text)
    .join('')
    .trim()
}

let count = 0

/** The reader's message as it is shown until the server sends its own. */
export function optimisticItem(draft: Draft, threadId: string): UserMessageItem {
  count += 1
  return {
    type: 'user_message',
    id: `local_${count}`,
    thread_id: threadId,
    created_at: new Date().toISOString(),
    content: draft.content,
    attachments: [],
    ...(draft.quoted_text ? {quoted_text: draft.quoted_text} : {}),
    inference_options: draft.inference_options,
  }
}
