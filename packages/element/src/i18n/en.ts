import type {answerTexts} from './en-answer.ts'
import type {extraTexts} from './en-extras.ts'
import type {historyTexts} from './en-history.ts'
import type {ICON_WORDS} from './icon-words.ts'

/**
 * The element's own texts, but for those of parts that are loaded later. `{name}` is filled in; a key ending in `_one` is used
 * for the number 1. A button of the header that is called what its icon is called ("back") needs no text here.
 */
export const en = {
  title: 'Chat',
  greeting: 'What can I help with today?',
  placeholder: 'Message the AI',
  composer: 'Message',
  send: 'Send',
  stop: 'Stop',
  attachments: 'Attachments',
  newChat: 'New chat',
  history: 'Chat history',
  headerBug: 'Report a problem',
  headerChat: 'Temporary chat',
  headerCompose: 'New chat',
  headerDark: 'Dark mode',
  headerDots: 'More',
  headerDouble: 'Collapse',
  headerGrid: 'Overview',
  headerHamburger: 'Menu',
  headerLight: 'Light mode',
  headerOpen: 'Expand',
  headerStar: 'Favorite',
  prompts: 'Suggestions',
  transcript: 'Conversation',
  youSaid: 'You said',
  assistantSaid: 'The assistant said',
  thinking: 'Thinking…',
  loading: 'Loading…',
  answering: 'Answering…',
  answerReady: 'Answer ready.',
  answerReadySources: 'Answer ready, {count} sources.',
  answerReadySources_one: 'Answer ready, 1 source.',
  stopped: 'Stopped.',
  newText: 'New text',
  olderLoading: 'Loading earlier messages…',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Copying failed',
  retry: 'Try again',
  notSent: 'Not sent',
  locked: 'This chat is locked',
  closed: 'This chat has ended',
  codeBlock: 'Code, {language}',
  codePlain: 'Code',
  table: 'Table',
  formula: 'Formula',
  footnotes: 'Notes',
  footnote: 'Note {number}',
  backToText: 'Back to the text of note {number}',
  task: 'Task',
  errorOffline: 'You seem to be offline. Check your connection.',
  errorUnreachable: 'The assistant can’t be reached right now.',
  errorServer: 'Something went wrong on our side.',
  errorBusy: 'Too many questions at once. Try again in {count} seconds.',
  errorBusy_one: 'Too many questions at once. Try again in 1 second.',
  errorBusySoon: 'Too many questions at once. Try again in a moment.',
  errorRefused: 'The assistant can’t answer this.',
  errorTooLong: 'Please shorten your message.',
  errorCut: 'The connection was lost before the answer was complete.',
  errorThread: 'This chat could not be loaded.',
  errorThreadGone: 'This chat no longer exists.',
  errorTool: 'A step that this page should have done did not work.',
  errorFeedback: 'Your rating could not be sent.',
} as const

/** Every key: also those of the parts that are loaded later. */
export type TextKey =
  | keyof typeof en
  | keyof typeof historyTexts
  | keyof typeof answerTexts
  | keyof typeof extraTexts
  | `header${(typeof ICON_WORDS)[number]}`

export type MessageKey = Exclude<TextKey, `${string}_one`>
