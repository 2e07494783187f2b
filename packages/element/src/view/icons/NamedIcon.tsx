import type {IconNode} from 'lucide'
import {useEffect, useState} from 'preact/hooks'
import {commonIcons} from './common.ts'
import {coreIcons} from './core.ts'
import {IconShape} from './Icon.tsx'

const NOTHING: IconNode = []

/** What is here already: the drawing of a common name. */
const loadedIcon = (name: string): IconNode | null => {
  const common = Object.hasOwn(commonIcons, name) ? commonIcons[name] : undefined
  return common ? coreIcons[common] : null
}

/** An icon that the page or the server names. The rarer ones are fetched, and their place is kept meanwhile. */
export const NamedIcon = ({name, size = 16}: {name: string; size?: number}) => {
  const [found, setFound] = useState<{name: string; node: IconNode | null} | null>(null)
  const loaded = loadedIcon(name)
  useEffect(() => {
    if (loaded) return undefined
    let shown = true
    const show = async () => {
      const {findIcon} = await import('./find.ts')
      const node = await findIcon(name)
      if (shown) setFound({name, node})
    }
    // Without its chunk there is no icon, and that is all.
    show().catch(() => undefined)
    return () => {
      shown = false
    }
  }, [name, loaded])
  return <IconShape node={loaded ?? (found?.name === name ? found.node : null) ?? NOTHING} size={size} />
}
