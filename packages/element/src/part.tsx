import type {ComponentType} from 'preact'
import {useEffect, useState} from 'preact/hooks'

/** Code in a chunk of its own, fetched once, when it is first needed. */
export interface Part<Value> {
  readonly get: () => Value | null
  /** Resolves with null if the chunk cannot be fetched; the next call tries again. */
  readonly load: () => Promise<Value | null>
}

export function createPart<Value>(fetchPart: () => Promise<Value>): Part<Value> {
  let value: Value | null = null
  let loading: Promise<Value | null> | null = null
  const load = async () => {
    try {
      value = await fetchPart()
    } catch {
      loading = null
    }
    return value
  }
  return {get: () => value, load: () => (loading ??= load())}
}

const LONGEST_WAIT = 32_000

/**
 * The part once it is here; null until then, and while it is not wanted. What could not be fetched is tried again after 1 s, 2 s, 4 s and
 * so on, and once the browser is back online: a formula must not stay TeX because a connection broke.
 */
export function usePart<Value>(part: Part<Value>, wanted = true): Value | null {
  const [, setLoaded] = useState(false)
  const value = part.get()
  const missing = wanted && value === null
  useEffect(() => {
    if (!missing) return undefined
    let shown = true
    let timer: ReturnType<typeof setTimeout>
    const load = (wait: number) =>
      void part.load().then((loaded) => {
        clearTimeout(timer)
        if (!shown) return
        if (loaded) setLoaded(true)
        else timer = setTimeout(load, wait, Math.min(wait * 2, LONGEST_WAIT))
      })
    const start = () => load(1000)
    start()
    addEventListener('online', start)
    return () => {
      shown = false
      clearTimeout(timer)
      removeEventListener('online', start)
    }
  }, [part, missing])
  return wanted ? value : null
}

/** A component in a chunk of its own. Until that is here it shows nothing. */
export function lazy<Props extends object>(fetchComponent: () => Promise<ComponentType<Props>>) {
  const part = createPart(fetchComponent)
  const Lazy = (props: Props) => {
    const Component = usePart(part)
    return Component ? <Component {...props} /> : null
  }
  return Object.assign(Lazy, {preload: part.load})
}
