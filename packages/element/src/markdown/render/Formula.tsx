import {useEffect, useLayoutEffect, useRef, useState} from 'preact/hooks'
import type {RenderFormula} from './katex.ts'

type Props = {tex: string; display: boolean; label: string}

let render: RenderFormula | undefined
let loading: Promise<RenderFormula | undefined> | undefined

/** Loads the typesetter once, when the first formula is shown. If it cannot be loaded, the next formula tries again. */
const load = async (): Promise<RenderFormula | undefined> => {
  try {
    const {renderFormula} = await import('./katex.ts')
    render = renderFormula
  } catch {
    loading = undefined
  }
  return render
}

const useTypesetter = (): RenderFormula | undefined => {
  const [ready, setReady] = useState(() => render)
  useEffect(() => {
    if (ready) return undefined
    let isMounted = true
    loading ??= load()
    void loading.then((loaded) => {
      if (isMounted && loaded) setReady(() => loaded)
    })
    return () => {
      isMounted = false
    }
  }, [ready])
  return ready
}

/** A formula as MathML. Until the typesetter is there, and where the TeX has an error, its source. */
export const Formula = ({tex, display, label}: Props) => {
  const typeset = useTypesetter()
  const host = useRef<HTMLSpanElement>(null)
  const node = typeset?.(tex, display)
  useLayoutEffect(() => {
    if (node) host.current?.replaceChildren(node)
  })
  const kind = display ? 'formula formula-display' : 'formula'
  if (!node) {
    return (
      <code class={`${kind} formula-source`} dir="ltr" data-error={typeset ? '' : undefined}>
        {tex}
      </code>
    )
  }
  // A wide formula scrolls by itself, so the keyboard must reach it.
  const scroller = display ? {tabIndex: 0, role: 'group' as const, 'aria-label': label} : {}
  return <span ref={host} class={kind} dir="ltr" {...scroller} />
}
