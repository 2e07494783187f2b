import {useLayoutEffect, useState} from 'react'

type Tell = (isFirst: boolean) => void

let mounted: Tell[] = []

const useBrowserLayoutEffect = typeof window === 'undefined' ? () => {} : useLayoutEffect

/**
 * Whether this is the one instance on the page. Of several that are mounted (by the plugin and by hand, say) the first
 * wins; when it goes, the next takes its place. True on the server, where the button must be in the HTML.
 */
export function useSingleInstance(): boolean {
  const [isFirst, tell] = useState(true)
  useBrowserLayoutEffect(() => {
    mounted.push(tell)
    tell(mounted[0] === tell)
    return () => {
      mounted = mounted.filter((other) => other !== tell)
      mounted[0]?.(true)
    }
  }, [])
  return isFirst
}
