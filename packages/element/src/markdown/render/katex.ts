import {render} from 'katex'

export type RenderFormula = (tex: string, display: boolean) => Node | undefined

/** Formulas once typeset, so that one which is rendered again while its paragraph grows costs a copy. Bounded, oldest out first. */
const typeset = new Map<string, Node | undefined>()
const MAX_KEPT = 500
const MAX_LENGTH = 4000

const options = {
  output: 'mathml',
  throwOnError: true,
  strict: 'ignore',
  // No links or images from TeX, no size beyond the text's and no macro that grows without end.
  trust: false,
  maxSize: 20,
  maxExpand: 200,
} as const

const typesetFormula: RenderFormula = (tex, displayMode) => {
  if (tex.length > MAX_LENGTH) return undefined
  const host = document.createElement('span')
  try {
    render(tex, host, {...options, displayMode})
    return host.firstChild ?? undefined
  } catch {
    return undefined
  }
}

/** TeX as MathML nodes, built without parsing HTML. Undefined if KaTeX does not understand it. */
export const renderFormula: RenderFormula = (tex, display) => {
  const key = `${display}${tex}`
  if (!typeset.has(key)) {
    const [oldest] = typeset.size >= MAX_KEPT ? typeset.keys() : []
    if (oldest !== undefined) typeset.delete(oldest)
    typeset.set(key, typesetFormula(tex, display))
  }
  return typeset.get(key)?.cloneNode(true)
}
