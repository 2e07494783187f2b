import type {ComponentChildren} from 'preact'
import {useRef, useState} from 'preact/hooks'
import {lazy} from '../../part.tsx'
import type {Translate} from '../../i18n/index.ts'

export type CodeProps = {text: string; language: string; closed: boolean; t: Translate}

/** Colours for exactly this text. */
export type Coloured = {text: string; nodes: ComponentChildren}

/** Long code is laid out in parts, so that a line more does not lay out all of it again. */
const PART_LINES = 100

export const CodeTools = lazy(async () => (await import('./CodeTools.tsx')).CodeTools)

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

/** Code with its language and what can be done with it. */
export const CodeBlock = (props: CodeProps) => {
  const {text, language, t} = props
  const code = useRef<HTMLElement>(null)
  const [coloured, setColoured] = useState<Coloured>()
  const name = language ? t('codeBlock', {language}) : t('codePlain')
  const shown = text.endsWith('\n') ? text.slice(0, -1) : text
  // A group, not a region: an answer with ten examples would add ten landmarks to the page.
  return (
    <div class="code" dir="ltr">
      <div class="code-bar">
        <span class="code-language">{language}</span>
        <CodeTools {...props} target={() => code.current} onColour={setColoured} />
      </div>
      <pre tabIndex={0} role="group" aria-label={name}>
        <code ref={code}>{coloured?.text === text ? coloured.nodes : <PlainCode text={shown} />}</code>
      </pre>
    </div>
  )
}
