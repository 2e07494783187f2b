import type {IconNode} from 'lucide'
import {useEffect, useState} from 'preact/hooks'
import {IconShape} from './Icon.tsx'

/** An icon that the page or the server names. The names are many, so they are a chunk of their own; its place is kept meanwhile. */
export const NamedIcon = ({name, size = 16}: {name: string; size?: number}) => {
  const [node, setNode] = useState<IconNode | null>(null)
  useEffect(() => {
    let shown = true
    void import('./named.ts').then(({findIcon}) => {
      if (shown) setNode(findIcon(name))
    })
    return () => {
      shown = false
    }
  }, [name])
  return node ? <IconShape node={node} size={size} /> : <IconShape node={[]} size={size} />
}
