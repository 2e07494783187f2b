import type {CodeBlock} from './types.ts'

/** A heading that can be linked to. */
export interface Heading {
  level: number
  anchor: string
  text: string
}

/** Where the blocks of a page go as they are read. */
export interface Sink {
  addText(text: string): void
  addCode(block: CodeBlock): void
  /** Begins a section. Absent where a heading cannot begin one: inside a list item or a table cell. */
  openSection?: (heading: Heading) => void
}

export interface LabelledSink extends Sink {
  /** Says the label on its own if nothing has come after it. */
  end(): void
}

/** Puts a label before the first block: "Note: …" when it is a plain paragraph, else on its own line. */
export function withLabel(sink: Sink, label: string): LabelledSink {
  let pending = label === '' || /[:?!.…؟。：？！]$/.test(label) ? label : `${label}:`
  const take = () => {
    const taken = pending
    pending = ''
    return taken
  }
  const end = () => {
    if (pending) sink.addText(take())
  }
  return {
    end,
    addText(text) {
      const joins = pending !== '' && !/\n|^(- |\d+\. |\$\$)/.test(text)
      if (joins) return sink.addText(`${take()} ${text}`)
      end()
      sink.addText(text)
    },
    addCode(block) {
      end()
      sink.addCode(block)
    },
    ...(sink.openSection && {
      openSection(heading: Heading) {
        end()
        sink.openSection?.(heading)
      },
    }),
  }
}

/** A tab's sink: its label goes before its text, and is the title of code that has none. */
export function withTabLabel(sink: Sink, label: string): Sink {
  const labelled = withLabel(sink, label)
  return {...labelled, addCode: (block) => sink.addCode({...block, title: block.title ?? (label || null)})}
}

/** Collects text for a place that holds lines only; code goes on to the section. */
export function collectInto(lines: string[], sink: Sink): Sink {
  return {addText: (text) => void lines.push(text), addCode: (block) => sink.addCode(block)}
}
