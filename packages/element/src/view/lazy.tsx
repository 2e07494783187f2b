import type {ComponentType} from 'preact'
import {useEffect, useState} from 'preact/hooks'

/**
 * A component in a chunk of its own, fetched when it is first shown. Until then, and if the chunk cannot be fetched, it shows
 * nothing; the next time it is shown it tries again.
 */
export function lazy<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null
  return function Lazy(props: Props) {
    const [Component, setComponent] = useState<ComponentType<Props> | null>(() => loaded)
    useEffect(() => {
      if (Component) return undefined
      let wanted = true
      const show = async () => {
        loaded = await load()
        // A function given to a state setter would be called.
        if (wanted) setComponent(() => loaded)
      }
      show().catch(() => {})
      return () => {
        wanted = false
      }
    }, [Component])
    return Component ? <Component {...props} /> : null
  }
}
