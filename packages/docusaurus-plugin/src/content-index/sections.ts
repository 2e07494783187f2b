import type {Element} from 'domhandler'
import {readBlocks} from './blocks.ts'
import type {Heading} from './sink.ts'
import type {CodeBlock} from './types.ts'

/** A paragraph, list or table as text, or a block of code. */
export type Block = string | CodeBlock

/** A section as it stands on its page, before it is given the page's data. */
export interface PageSection {
  anchor: string
  headingPath: string[]
  text: string
  code: CodeBlock[]
  /** Text and code in the order of the page. */
  blocks: Block[]
}

/** Cuts the content of a page at its headings (h1 to h4 with an id). The first section is what stands before all of them. */
export function splitSections(content: Element, title: string): PageSection[] {
  const outline: Heading[] = []
  const sections = [{anchor: '', headingPath: [title], blocks: [] as Block[]}]
  const add = (block: Block) => void sections.at(-1)!.blocks.push(block)

  readBlocks(content, {
    addText: add,
    addCode: add,
    openSection(heading) {
      while ((outline.at(-1)?.level ?? 0) >= heading.level) outline.pop()
      outline.push(heading)
      const headingPath = [title, ...outline.map(({text}) => text)]
      sections.push({anchor: heading.anchor, headingPath, blocks: []})
    },
  })
  return sections.map(({anchor, headingPath, blocks}) => ({
    anchor,
    headingPath,
    text: blocks.filter((block) => typeof block === 'string').join('\n\n'),
    code: blocks.filter((block) => typeof block !== 'string'),
    blocks,
  }))
}
