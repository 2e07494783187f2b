import {NOTHING_YET, type IndexHealth, type IndexWatcher} from './watcher.ts'

/** Worst last: what the owner should hear of first. */
const STATES: readonly IndexHealth['state'][] = ['ready', 'loading', 'missing', 'invalid']
/** Indexes that are taken in at once at the start: each has a thread of its own for that. */
const AT_ONCE = 3

/** Watches the content indexes of all editions of a site. Each is taken in, tried again and left as it was by itself. */
export class SiteWatcher {
  readonly #watchers: readonly IndexWatcher[]

  constructor(watchers: readonly IndexWatcher[]) {
    this.#watchers = watchers
  }

  /** How the one is doing that is worst off. */
  get health(): IndexHealth {
    const worst = (health: IndexHealth): number => STATES.indexOf(health.state) + (health.problem === null ? 0 : 0.5)
    const [first = NOTHING_YET, ...others] = this.#watchers.map((watcher) => watcher.health)
    return others.reduce((found, health) => (worst(health) > worst(found) ? health : found), first)
  }

  /** How each is doing, by its source. */
  get sources(): readonly (IndexHealth & {readonly source: string})[] {
    return this.#watchers.map(({source, health}) => ({source, ...health}))
  }

  /** Looks at each once, then goes on looking in the background. */
  async start(): Promise<void> {
    const waiting = this.#watchers.values()
    const work = async (): Promise<void> => {
      for (const watcher of waiting) await watcher.start()
    }
    await Promise.all(Array.from({length: AT_ONCE}, work))
  }

  /** Looks at each once. Never rejects. */
  async check(): Promise<void> {
    for (const watcher of this.#watchers) await watcher.check()
  }

  close(): void {
    for (const watcher of this.#watchers) watcher.close()
  }
}
