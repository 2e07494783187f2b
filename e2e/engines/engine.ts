/** The three engines that readers come with. */
export const ENGINE_NAMES = ['Chromium', 'Firefox', 'WebKit'] as const
export type EngineName = (typeof ENGINE_NAMES)[number]

/** A real browser. Each session has its own storage, as two readers have. */
export interface Engine {
  readonly name: EngineName
  /** CSS pixels below which its window cannot be made narrower. */
  readonly narrowest: number
  newSession: () => Promise<Session>
  close: () => Promise<void>
}

/** One reader's browser. */
export interface Session {
  readonly tab: Tab
  /** A further tab of the same reader: it shares what is kept for all tabs, and nothing of what is kept for one. */
  newTab: () => Promise<Tab>
  /** The same in a window of its own: both are in sight at once. */
  newWindow: () => Promise<Tab>
  close: () => Promise<void>
}

/** Of the viewport, in CSS pixels. */
export interface Place {
  x: number
  y: number
}

/**
 * One tab, with no more than all three drivers can do alike: scripts, and input at a place. Finding by role and name, and waiting, are
 * built on it; see `page.ts`.
 */
export interface Tab {
  goto(url: string): Promise<void>
  reload(): Promise<void>
  back(): Promise<void>
  url(): Promise<string>
  /** Runs a function in the page; it must not use anything from outside of itself. Promises are awaited. */
  evaluate<Args extends unknown[], Result>(work: (...args: Args) => Result, ...args: Args): Promise<Awaited<Result>>
  /** Presses a mouse button at a place of the viewport, in CSS pixels. */
  click(x: number, y: number): Promise<void>
  moveTo(x: number, y: number): Promise<void>
  /** Presses a mouse button at one place, and lets go of it at another. */
  drag(from: Place, to: Place): Promise<void>
  type(text: string): Promise<void>
  /** A key with its modifiers, such as `Enter`, `Shift+Enter`, `Control+i`. */
  press(keys: string): Promise<void>
  /** Sets the viewport, in CSS pixels. */
  resize(width: number, height: number): Promise<void>
  screenshot(): Promise<Uint8Array>
  /** Brings the tab to the front, and so the others of its session into the background. */
  focus(): Promise<void>
  close: () => Promise<void>
}
