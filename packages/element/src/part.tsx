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

/** The part once it is here; null until then, and while it is not wanted. What could not be fetched offline is fetched once online. */
export function usePart<Value>(part: Part<Value>, wanted = true): Value | null {
  const [, setLoaded] = useState(false)
  const value = part.get()
  const missing = wanted && value === null
  useEffect(() => {
    if (!missing) return undefined
    let shown = true
    const load = () =>
      void part.load().then((loaded) => {
        if (shown && loaded) setLoaded(true)
      })
    load()
    addEventListener('online', load)
    return () => {
      shown = false
      removeEventListener('online', load)
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
