import type {Element} from 'domhandler'
import {readBlocks} from './blocks.ts'
import type {Heading} from './sink.ts'
import type {CodeBlock} from './types.ts'

/** A section as it stands on its page, before it is given the page's data. */
export interface PageSection {
  anchor: string
  headingPath: string[]
  text: string
  code: CodeBlock[]
}

/** Cuts the content of a page at its headings (h1 to h4 with an id). The first section is what stands before all of them. */
export function splitSections(content: Element, title: string): PageSection[] {
  const outline: Heading[] = []
  const sections = [{anchor: '', headingPath: [title], blocks: [] as string[], code: [] as CodeBlock[]}]
  const current = () => sections.at(-1)!

  readBlocks(content, {
    addText: (text) => void current().blocks.push(text),
    addCode: (block) => void current().code.push(block),
    openSection(heading) {
      while ((outline.at(-1)?.level ?? 0) >= heading.level) outline.pop()
      outline.push(heading)
      const headingPath = [title, ...outline.map(({text}) => text)]
      sections.push({anchor: heading.anchor, headingPath, blocks: [], code: []})
    },
  })
  return sections.map(({anchor, headingPath, blocks, code}) => ({anchor, headingPath, text: blocks.join('\n\n'), code}))
}
