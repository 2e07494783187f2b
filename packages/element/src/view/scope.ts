import {createContext} from 'preact'
import {useContext} from 'preact/hooks'
import type {ReadonlySignal, Signal} from '@preact/signals-core'
import type {Controller} from '../controller/controller.ts'
import type {Source} from 'chatkit-protocol'
import type {RetryAct} from '../state/types.ts'

/** The source that the citation card shows, and the marker it points at. */
export interface ShownCitation {
  readonly source: Source
  readonly number: number
  readonly anchor: HTMLElement
}

/** What components share besides the controller. */
export interface Scope {
  readonly controller: Controller
  /** Prefix of every id in this shadow root. */
  readonly id: string
  readonly citation: Signal<ShownCitation | null>
  /** Follows a link the way the page wants: see `links.ts`. */
  readonly onLink: (event: MouseEvent, url: string, source: Source | null) => void
  /** What the error's button would do; rows that show the same button read it. */
  readonly offered: ReadonlySignal<RetryAct | null>
  readonly imageDomains: ReadonlySignal<readonly string[] | null>
  readonly composerRef: {current: HTMLTextAreaElement | null}
}

export const ScopeContext = createContext<Scope | null>(null)

export function useScope(): Scope {
  const scope = useContext(ScopeContext)
  if (!scope) throw new Error('A component needs <Chat> around it.')
  return scope
}

export const useController = (): Controller => useScope().controller
