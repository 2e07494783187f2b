import {useLayoutEffect, useRef} from 'preact/hooks'
import {createPart, usePart} from '../../part.tsx'

type Props = {tex: string; display: boolean; label: string}

/** Loaded when the first formula is shown. */
const typesetter = createPart(async () => (await import('./katex.ts')).renderFormula)

/** A formula as MathML. Until the typesetter is there, and where the TeX has an error, its source. */
export const Formula = ({tex, display, label}: Props) => {
  const typeset = usePart(typesetter)
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
