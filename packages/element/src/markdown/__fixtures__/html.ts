import {render} from '@testing-library/preact'
import {h} from 'preact'
import {Markdown} from '../Markdown.tsx'
import type {MarkdownProps} from '../types.ts'

const TYPESET =
  /<span class="(formula[^"]*)"[^>]*><span class="katex">.*?<annotation[^>]*>(.*?)<\/annotation>.*?<\/span><\/span>/gs

/** The elements that a text becomes, without what is the same for all: directions and the frame. */
export const toHtml = (text: string, props: Partial<MarkdownProps> = {}): string => {
  const {container, unmount} = render(h(Markdown, {text, ...props}))
  const html = container.firstElementChild?.innerHTML ?? ''
  unmount()
  return (
    html
      .replaceAll(/ (?:dir="(?:auto|ltr)"|class="heading-\d")/g, '')
      // A formula looks like its source until the typesetter is there, which is after the first test that has one.
      .replaceAll(TYPESET, '<code class="$1 formula-source">$2</code>')
  )
}
