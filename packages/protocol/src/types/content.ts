import type {Annotation} from './annotations.ts'

/** Plain text that the user wrote. */
export interface UserMessageTextContent {
  type: 'input_text'
  text: string
}

/** An @-mention that the user picked. */
export interface UserMessageTagContent {
  type: 'input_tag'
  id: string
  /** What the composer showed for it. */
  text: string
  /** The app's own data. A client may leave it out; it is then read as `{}`. */
  data: Record<string, unknown>
  group?: string
  /** Whether a click is reported to the page. Default `false`. */
  interactive: boolean
}

/** One part of a user's message. */
export type UserMessageContent = UserMessageTextContent | UserMessageTagContent

/** One part of an assistant's message: Markdown, with its citations. */
export interface AssistantMessageContent {
  type: 'output_text'
  text: string
  /** Default `[]`. */
  annotations: Annotation[]
}
