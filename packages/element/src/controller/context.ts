import {signal, type ReadonlySignal, type Signal} from '@preact/signals-core'
import type {Action, Attachment, FeedbackKind, ThreadMetadata, UserMessageTagContent} from 'chatkit-protocol'
import type {ChatKitEvents} from '@openai/chatkit'
import type {Translate} from '../i18n/index.ts'
import type {ResolvedOptions} from '../options.ts'
import type {Act} from '../state/acts.ts'
import {initialState} from '../state/initial.ts'
import {reduce} from '../state/reduce.ts'
import type {ChatState} from '../state/types.ts'
import type {Api} from './api.ts'

type DetailOf<K extends keyof ChatKitEvents> = ChatKitEvents[K] extends CustomEvent<infer Detail> ? Detail : never

/** Dispatches one of the element's public events. */
export type Emit = <K extends keyof ChatKitEvents>(name: K, detail: DetailOf<K>) => void

/** What goes into one message. */
export interface Composed {
  readonly text: string
  readonly tags: readonly UserMessageTagContent[]
  readonly quote: string | null
  readonly attachments: readonly Attachment[]
  readonly toolId: string | null
  readonly modelId: string | null
}

/** What the reader is composing. */
export interface ComposerState extends Composed {
  /** Asked while there was no answer yet to what came before, oldest first: each is sent by itself once there is. */
  readonly queue: readonly Composed[]
}

export const emptyComposer: ComposerState = {
  text: '',
  tags: [],
  quote: null,
  attachments: [],
  toolId: null,
  modelId: null,
  queue: [],
}

export interface HistoryState {
  readonly open: boolean
  readonly status: 'loading' | 'ready' | 'failed'
  readonly threads: readonly ThreadMetadata[]
}

/** What the parts of the controller share: the state as signals, and the ways out to the server and the page. */
export interface Context {
  readonly options: ReadonlySignal<ResolvedOptions>
  readonly t: ReadonlySignal<Translate>
  readonly api: () => Api
  readonly emit: Emit
  readonly chat: Signal<ChatState>
  readonly composer: Signal<ComposerState>
  readonly history: Signal<HistoryState>
  /** The reader's rating of each answer, by item id. Servers do not send it back. */
  readonly ratings: Signal<ReadonlyMap<string, FeedbackKind>>
  /** What the page has to say in place of "Thinking…", such as that the connection is being mended. */
  readonly status: Signal<string | null>
  /** What the polite live region says. Changes at boundaries only. */
  readonly announcement: Signal<string>
  readonly dispatch: (act: Act) => void
}

export type ContextInit = Pick<Context, 'options' | 't' | 'api' | 'emit'>

export function createContext(init: ContextInit): Context {
  const chat = signal<ChatState>(initialState)
  return {
    ...init,
    chat,
    composer: signal(emptyComposer),
    history: signal<HistoryState>({open: false, status: 'loading', threads: []}),
    ratings: signal<ReadonlyMap<string, FeedbackKind>>(new Map()),
    status: signal<string | null>(null),
    announcement: signal(''),
    dispatch(act) {
      chat.value = reduce(chat.peek(), act)
    },
  }
}

/** An action of a widget or of the page, as the public method takes it. */
export type CustomAction = Pick<Action, 'type' | 'payload'> & {readonly streaming?: boolean}
