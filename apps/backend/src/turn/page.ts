import {z} from 'zod'
import {cleanText} from '../text/clean.ts'

const text = (length: number) =>
  z
    .string()
    .transform((value) => cleanText(value.slice(0, length)).trim() || undefined)
    .optional()
    .catch(undefined)

const pageContext = z.object({
  url: text(2_000),
  title: text(300),
  heading: text(300),
  selection: text(2_000),
  version: text(100),
  locale: text(50),
})

/** Where the reader is, as the browser says: cut, cleaned, and never more than a hint. */
export type PageContext = z.infer<typeof pageContext>

/** Reads `metadata.page` of a request. Whatever cannot be used is left out; nothing here makes a request fail. */
export function readPage(metadata: Readonly<Record<string, unknown>>): PageContext {
  const parsed = pageContext.safeParse(metadata['page'])
  return parsed.success ? parsed.data : {}
}
