import {passageText} from '../embeddings/passage-text.ts'
import type {CodeBlock} from '../search/types.ts'
import {languageOf} from '../text/form.ts'
import {cleanText} from '../text/clean.ts'
import {words} from '../text/words.ts'
import {readFeatures, type Features} from './features.ts'
import {splitText} from './passages.ts'
import type {ContentSection} from './schema.ts'

/** A section as every engine takes it in: cleaned, and cut into passages. */
export interface PreparedSection {
  readonly title: string
  readonly headings: readonly string[]
  readonly passages: readonly PreparedPassage[]
}

export interface PreparedPassage {
  readonly part: number
  readonly text: string
  readonly code: readonly CodeBlock[]
  /** The code blocks' languages, titles and code, for what counts words. */
  readonly source: string
  readonly features: Features
  /** What a model makes the passage's vector of. */
  readonly embedded: string
}

export function prepareSection(section: ContentSection): PreparedSection {
  const headings = section.headingPath.map(cleanText)
  const title = cleanText(section.title)
  const passages = splitText(cleanText(section.text)).map((text, part) => {
    // The section's code goes with its first part: it is one thing to retrieve, and must not be counted twice.
    const code = part === 0 ? section.code.map((block) => ({...block, code: cleanText(block.code)})) : []
    const source = code
      .map((block) => [languageOf(block.language) ?? '', block.title ?? '', block.code].join('\n'))
      .join('\n')
    const features = readFeatures(headings.length > 0 ? headings : [title], text, code, source)
    const embedded = passageText(headings, title, text, code.map((block) => block.code).join('\n'))
    return {part, text, code, source, features, embedded}
  })
  return {title, headings, passages}
}

/** Words as they are spelled, for questions with a slip of the keyboard. */
export function readSpellings(headings: readonly string[], text: string): string[] {
  return words(`${headings.join(' ')} ${text}`).filter((word) => /^[a-z]{4,}$/.test(word))
}

/** Versions of the site that have sections, in the order of the index. */
export function readVersions(sections: readonly ContentSection[]): string[] {
  return [...new Set(sections.flatMap(({version}) => (version ? [version] : [])))]
}
