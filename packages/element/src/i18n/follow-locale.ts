import {effect, type ReadonlySignal, signal} from '@preact/signals-core'
import {createTranslate, type Translate} from './translate.ts'

const english = createTranslate()

/** The texts of a language that may change. */
export interface Texts {
  readonly t: ReadonlySignal<Translate>
  /** Resolves when the texts of the current locale are here, or known not to come. */
  readonly settled: () => Promise<void>
}

/**
 * Texts in the language of `locale`: English until those are loaded, and if they cannot be or there are none. Between two other
 * languages the former stays until the next is here.
 */
export function followLocale(locale: ReadonlySignal<string>): Texts {
  const t = signal(english)
  let settled = Promise.resolve()
  const load = async (tag: string) => {
    let next: Translate | null = null
    try {
      if (!/^en\b/i.test(tag)) next = await (await import('./catalog.ts')).loadTranslate(tag)
    } catch {
      // The chunk did not come: English will do.
    }
    // By now another locale may be wanted.
    if (tag === locale.peek()) t.value = next ?? english
  }
  effect(() => {
    settled = load(locale.value)
  })
  return {t, settled: () => settled}
}
