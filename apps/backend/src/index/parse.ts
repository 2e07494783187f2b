import {IndexError} from './errors.ts'
import {contentIndex, type ContentIndex} from './schema.ts'

/** Parses and validates the text of a content index; `where` names it in messages. */
export function parseIndex(json: string, where: string): ContentIndex {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (cause) {
    throw new IndexError(
      'invalid',
      `${where} is not valid JSON. Build the site again to write a fresh chatkit-index.json.`,
      {cause},
    )
  }
  const parsed = contentIndex.safeParse(value)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`)
  const more = parsed.error.issues.length > 3 ? ` (and ${parsed.error.issues.length - 3} more)` : ''
  throw new IndexError(
    'invalid',
    `${where} is not a content index this version understands: ${problems.join('; ')}${more}. ` +
      'Build the site with a docusaurus-plugin-chatkit of the same version.',
  )
}
