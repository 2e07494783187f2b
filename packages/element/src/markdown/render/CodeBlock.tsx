import type {ElementContent, Root} from 'hast'
import type {ComponentChildren} from 'preact'
import {useEffect, useRef, useState} from 'preact/hooks'
import {fillLabel} from '../labels.ts'
import type {MarkdownLabels} from '../types.ts'
import {copyOrSelect} from './copy.ts'
import {whenIdle} from './idle.ts'

type Props = {text: string; language: string; closed: boolean; labels: MarkdownLabels}

/** Longer code stays plain: to colour it would hold up the page. */
const MAX_HIGHLIGHT = 20_000

/** Long code is laid out in parts, so that a line more does not lay out all of it again. */
const PART_LINES = 100

const COPIED_MS = 2000

const toNode = (content: ElementContent): ComponentChildren => {
  if (content.type === 'text') return content.value
  if (content.type !== 'element') return null
  const {className} = content.properties
  return <span class={Array.isArray(className) ? className.join(' ') : undefined}>{content.children.map(toNode)}</span>
}

const toNodes = ({children}: Root): ComponentChildren =>
  children.map((child) => (child.type === 'doctype' ? null : toNode(child)))

const useHighlight = ({text, language, closed}: Omit<Props, 'labels'>): Root | undefined => {
  const [result, setResult] = useState<{text: string; tree: Root | undefined}>()
  useEffect(() => {
    if (!closed || !language || text.length > MAX_HIGHLIGHT) return undefined
    let isCurrent = true
    const run = async () => {
      const {highlight} = await import('./highlighter.ts')
      if (isCurrent) setResult({text, tree: highlight(language.toLowerCase(), text)})
    }
    // Without the chunk the code stays plain, which is all that is lost.
    const cancel = whenIdle(() => void run().catch(() => undefined))
    return () => {
      isCurrent = false
      cancel()
    }
  }, [text, language, closed])
  return result?.text === text ? result.tree : undefined
}

const splitParts = (text: string): string[] => {
  const lines = text.split('\n')
  const parts: string[] = []
  for (let i = 0; i < lines.length; i += PART_LINES) parts.push(lines.slice(i, i + PART_LINES).join('\n'))
  return parts
}

const PlainCode = ({text}: {text: string}) => {
  const parts = splitParts(text)
  if (parts.length === 1) return text
  return parts.map((part, i) => (
    <span key={i} class="part">
      {i < parts.length - 1 ? `${part}\n` : part}
    </span>
  ))
}

const CopyButton = ({text, labels, target}: Pick<Props, 'text' | 'labels'> & {target: () => Element | null}) => {
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
        {state === 'copied' ? labels.copied : state && labels.copyFailed}
      </span>
      <button type="button" class="copy" aria-label={labels.copy} title={labels.copy} onClick={() => void copy()}>
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

/** Code with its language, a copy button and, once its fence is closed, colours. */
export const CodeBlock = ({text, language, closed, labels}: Props) => {
  const code = useRef<HTMLElement>(null)
  const tree = useHighlight({text, language, closed})
  const name = language ? fillLabel(labels.code, {language}) : labels.codePlain
  const shown = text.endsWith('\n') ? text.slice(0, -1) : text
  // A group, not a region: an answer with ten examples would add ten landmarks to the page.
  return (
    <div class="code" dir="ltr">
      <div class="code-bar">
        <span class="code-language">{language}</span>
        <CopyButton text={text} labels={labels} target={() => code.current} />
      </div>
      <pre tabIndex={0} role="group" aria-label={name}>
        <code ref={code}>{tree ? toNodes(tree) : <PlainCode text={shown} />}</code>
      </pre>
    </div>
  )
}
