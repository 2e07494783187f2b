import {z} from 'zod'
import {readJson} from '../read-json.ts'
import type {Passage, SearchResult} from '../search/types.ts'

/** Characters of a passage's text and lines of its code that go to a model: six passages must fit a small context. */
const MAX_TEXT = 3_000
const MAX_CODE_LINES = 60

const shownPassage = z.object({
  number: z.number(),
  page: z.string(),
  heading: z.string(),
  url: z.string(),
  text: z.string(),
  code: z.array(z.object({language: z.string(), title: z.string().nullable(), code: z.string()})),
})

const shownPlace = z.object({page: z.string(), heading: z.string(), url: z.string()})

const toolOutput = z.object({
  passages: z.array(shownPassage),
  nearest: z.array(shownPlace),
  /** Set when the passages are from another language, version or build than the reader's. */
  elsewhere: z
    .object({
      locale: z.string().nullable(),
      version: z.object({read: z.string(), found: z.string()}).nullable(),
      address: z.string().nullable(),
    })
    .optional(),
})

/** A passage as a model sees it, under the number to cite it by. */
export type ShownPassage = z.infer<typeof shownPassage>
/** Where a passage stands, without its text. */
export type ShownPlace = z.infer<typeof shownPlace>
export type ToolOutput = z.infer<typeof toolOutput>

/** JSON, because its strings delimit retrieved text in a way that the text cannot break out of. */
export function writeToolOutput(result: SearchResult, numberOf: (passage: Passage) => number): string {
  const output: ToolOutput = {
    passages: result.passages.map((passage) => showPassage(passage, numberOf(passage))),
    nearest: result.nearest.map(showPlace),
    ...(result.elsewhere === undefined ? {} : {elsewhere: result.elsewhere}),
  }
  return JSON.stringify(output)
}

/** Null when the text is not what {@link writeToolOutput} writes, as when the tool failed. */
export function readToolOutput(text: string): ToolOutput | null {
  return readJson(toolOutput, text)
}

/**
 * Several outputs for one question as one, the first one's passages first. When the first found nothing, so did the question,
 * whatever its parts found. Null when there is no output.
 */
export function joinToolOutputs(outputs: readonly ToolOutput[]): ToolOutput | null {
  const [first] = outputs
  if (first === undefined || first.passages.length === 0) return first ?? null
  const byNumber = new Map(outputs.flatMap(({passages}) => passages).map((passage) => [passage.number, passage]))
  return {...first, passages: [...byNumber.values()], nearest: []}
}

export function showPassage(passage: Passage, number: number): ShownPassage {
  return {
    number,
    ...showPlace(passage),
    text: passage.text.slice(0, MAX_TEXT),
    code: passage.code.map(({language, title, code}) => ({
      language,
      title,
      code: code.split('\n').slice(0, MAX_CODE_LINES).join('\n'),
    })),
  }
}

export function showPlace({title, headingPath, url}: Passage): ShownPlace {
  return {page: title, heading: headingPath.at(-1) ?? title, url}
}
