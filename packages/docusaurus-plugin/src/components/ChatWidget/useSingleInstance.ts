import {useId, useLayoutEffect, useSyncExternalStore} from 'react'

let mounted: readonly string[] = []
const listeners = new Set<() => void>()

function set(next: readonly string[]): void {
  mounted = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const useBrowserLayoutEffect = typeof window === 'undefined' ? () => {} : useLayoutEffect

/**
 * Whether this is the one instance on the page. Of several that are mounted (by the plugin and by hand, say) the first
 * wins; when it goes, the next takes its place. True on the server, where the button must be in the HTML.
 */
export function useSingleInstance(): boolean {
  const id = useId()
  useBrowserLayoutEffect(() => {
    set([...mounted, id])
    return () => set(mounted.filter((other) => other !== id))
  }, [id])
  return useSyncExternalStore(
    subscribe,
    () => (mounted[0] ?? id) === id,
    () => true,
  )
}
