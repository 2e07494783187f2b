import {readDefinition, type Definition} from '../text/definition.ts'
import type {CodeBlock} from '../search/types.ts'
import {formsOf} from '../text/form.ts'
import {splitSentences} from '../text/blocks.ts'
import {stemSet} from '../text/words.ts'

/** What ranking needs of a passage, worked out once when it is taken in. Stems stand between spaces: ` robot arm `. */
export interface Features {
  readonly heading: string
  /** Of the last heading alone. */
  readonly own: string
  readonly body: string
  /** What forms it has, as `formsOf` tells them. */
  readonly forms: string
  /** What the first sentences define, as JSON of `Definition[]`. */
  readonly defines: string
}

/** A definition further down is not what a passage is about. */
const DEFINING_PART = 1_000
const MAX_DEFINITIONS = 12

/** @param source code and titles of the blocks */
export function readFeatures(
  headings: readonly string[],
  text: string,
  code: readonly CodeBlock[],
  source: string,
): Features {
  return {
    heading: listStems(headings.join(' ')),
    own: listStems(headings.at(-1) ?? ''),
    body: listStems(`${text} ${source}`),
    forms: listOf(formsOf(text, code)),
    defines: JSON.stringify(readDefinitions(text.slice(0, DEFINING_PART))),
  }
}

/** Whether a list of stems as written here has one. */
export function hasStem(list: string, stem: string): boolean {
  return list.includes(` ${stem} `)
}

function listStems(text: string): string {
  return listOf([...stemSet(text)])
}

function listOf(all: readonly string[]): string {
  return ` ${all.join(' ')} `
}

function readDefinitions(text: string): Definition[] {
  return text
    .split(/\n{2,}/)
    .flatMap((paragraph) => splitSentences(paragraph.replace(/\n/g, ' ')))
    .map(readDefinition)
    .filter((definition) => definition !== null)
    .slice(0, MAX_DEFINITIONS)
}
