import {readFileSync} from 'node:fs'
import {setTimeout as sleep} from 'node:timers/promises'
import type {Tab} from '../engines/index.ts'
import type {Found, Query} from '../in-page/find.ts'

/** What a page has while a test looks at it. */
declare const chatkitTest: {find(query: Query): Found[]; aim(query: Query): Promise<{x: number; y: number} | null>}

let source: string | undefined

/** The script that finds; the run's set-up has built it. */
function finder(): string {
  source ??= readFileSync(process.env['E2E_FINDER'] ?? '', 'utf8')
  return source
}

/** As long as anything that a reader waits for may take on a busy machine. No test passes because of it, or fails because of less. */
const PATIENCE_MS = 30_000

type LooseQuery = Omit<Query, 'name' | 'text' | 'within'> & {name?: string | RegExp; text?: string | RegExp}

/** A tab, looked at by role and name. */
export class Page {
  readonly tab: Tab

  constructor(tab: Tab) {
    this.tab = tab
  }

  find(query: LooseQuery, within?: Query): Target {
    return new Target(this, toQuery(query, within))
  }

  async look(query: Query): Promise<Found[]> {
    return this.#inPage((wanted) => chatkitTest.find(wanted), query)
  }

  async aim(query: Query): Promise<{x: number; y: number} | null> {
    return this.#inPage((wanted) => chatkitTest.aim(wanted), query)
  }

  /** Waits until something is so. @throws with what it waited for */
  async until<Result>(what: string, check: () => Promise<Result | false | null | undefined>): Promise<Result> {
    const end = Date.now() + PATIENCE_MS
    let failure: unknown
    for (;;) {
      try {
        const result = await check()
        if (result !== false && result !== null && result !== undefined) return result
        failure = undefined
      } catch (error) {
        // In the middle of a navigation a script has no page to run in.
        failure = error
      }
      if (Date.now() > end) throw new Error(`Waited in vain for: ${what}`, {cause: failure})
      await sleep(50)
    }
  }

  async #inPage<Result>(work: (query: Query) => Result, query: Query): Promise<Awaited<Result>> {
    const isThere = await this.tab.evaluate(() => 'chatkitTest' in globalThis)
    if (!isThere) await this.tab.evaluate(addScript, finder())
    return this.tab.evaluate(work, query)
  }
}

function addScript(source: string): void {
  const script = document.createElement('script')
  script.textContent = source
  document.head.append(script)
  script.remove()
}

/** Something on a page, looked for anew each time it is asked about. */
export class Target {
  readonly #page: Page
  readonly query: Query

  constructor(page: Page, query: Query) {
    this.#page = page
    this.query = query
  }

  find(query: LooseQuery): Target {
    return this.#page.find(query, this.query)
  }

  all(): Promise<Found[]> {
    return this.#page.look(this.query)
  }

  async count(): Promise<number> {
    return (await this.all()).length
  }

  async isThere(): Promise<boolean> {
    return (await this.count()) > 0
  }

  /** Waits until it is there, and tells what it is. */
  first(): Promise<Found> {
    return this.#page.until(describe(this.query), async () => (await this.all())[0])
  }

  async gone(): Promise<void> {
    await this.#page.until(`no ${describe(this.query)}`, async () => (await this.count()) === 0)
  }

  /** Waits until there are so many. */
  async several(count: number): Promise<Found[]> {
    return this.#page.until(`${count} × ${describe(this.query)}`, async () => {
      const all = await this.all()
      return all.length >= count && all
    })
  }

  async focused(): Promise<void> {
    await this.#page.until(`the focus on ${describe(this.query)}`, async () => (await this.all())[0]?.isFocused)
  }

  async click(): Promise<void> {
    const {x, y} = await this.#page.until(`${describe(this.query)} that can be clicked`, () =>
      this.#page.aim(this.query),
    )
    await this.#page.tab.click(x, y)
  }

  async hover(): Promise<void> {
    const {x, y} = await this.#page.until(`${describe(this.query)} to point at`, () => this.#page.aim(this.query))
    await this.#page.tab.moveTo(x, y)
  }
}

function toQuery({name, text, ...rest}: LooseQuery, within: Query | undefined): Query {
  return {
    ...rest,
    ...(name === undefined ? {} : {name: toPattern(name)}),
    ...(text === undefined ? {} : {text: toPattern(text)}),
    ...(within === undefined ? {} : {within}),
  }
}

function toPattern(value: string | RegExp): NonNullable<Query['name']> {
  return typeof value === 'string' ? value : {source: value.source, flags: value.flags}
}

function describe({within, ...query}: Query): string {
  const own = Object.entries(query).map(
    ([key, value]) => `${key} ${typeof value === 'object' ? `/${value.source}/` : String(value)}`,
  )
  return within === undefined ? own.join(', ') : `${own.join(', ')} in (${describe(within)})`
}
