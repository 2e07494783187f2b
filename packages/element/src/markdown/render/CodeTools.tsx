import type {ElementContent, Root} from 'hast'
import type {ComponentChildren} from 'preact'
import {useEffect, useState} from 'preact/hooks'
import {addStyles} from '../../styles/sheet.ts'
import {codeStyles} from '../styles/code.ts'
import type {CodeProps, Coloured} from './CodeBlock.tsx'
import {copyOrSelect} from './copy.ts'
import {whenIdle} from './idle.ts'

addStyles(codeStyles)

/** Longer code stays plain: to colour it would hold up the page. */
const MAX_HIGHLIGHT = 20_000

const COPIED_MS = 2000

const toNode = (content: ElementContent): ComponentChildren => {
  if (content.type === 'text') return content.value
  if (content.type !== 'element') return null
  const {className} = content.properties
  return <span class={Array.isArray(className) ? className.join(' ') : undefined}>{content.children.map(toNode)}</span>
}

const toNodes = ({children}: Root): ComponentChildren =>
  children.map((child) => (child.type === 'doctype' ? null : toNode(child)))

type Props = CodeProps & {target: () => Element | null; onColour: (coloured: Coloured) => void}

const useHighlight = ({text, language, closed, onColour}: Props): void => {
  useEffect(() => {
    if (!closed || !language || text.length > MAX_HIGHLIGHT) return undefined
    let isCurrent = true
    const run = async () => {
      const {highlight} = await import('./highlighter.ts')
      const tree = highlight(language.toLowerCase(), text)
      if (isCurrent && tree) onColour({text, nodes: toNodes(tree)})
    }
    // Without the chunk the code stays plain, which is all that is lost.
    const cancel = whenIdle(() => void run().catch(() => undefined))
    return () => {
      isCurrent = false
      cancel()
    }
  }, [text, language, closed, onColour])
}

/** What can be done with code: it is copied by a button and, once its fence is closed, coloured. */
export const CodeTools = (props: Props) => {
  const {text, t, target} = props
  useHighlight(props)
  const [state, setState] = useState<'copied' | 'selected'>()
  useEffect(() => {
    if (state !== 'copied') return undefined
    const timer = setTimeout(() => setState(undefined), COPIED_MS)
    return () => clearTimeout(timer)
  }, [state])
  const copy = async () => setState(await copyOrSelect(text, target()))
  return (
    <>
      <span class="copy-state" role="status">
        {state && t(state === 'copied' ? 'copied' : 'copyFailed')}
      </span>
      <button type="button" class="copy" aria-label={t('copy')} title={t('copy')} onClick={() => void copy()}>
        <svg viewBox="0 0 24 24" width="16" height="16" aria-hidden="true">
          {state === 'copied' ? (
            <path d="M20 6 9 17l-5-5" />
          ) : (
            <path d="M10 8h10a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H10a2 2 0 0 1-2-2V10a2 2 0 0 1 2-2zM4 16a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2h10a2 2 0 0 1 2 2" />
          )}
        </svg>
      </button>
    </>
  )
}
