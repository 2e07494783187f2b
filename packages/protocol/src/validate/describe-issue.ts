import type {z} from 'zod'
import type {ProtocolIssue} from './protocol-error.ts'

type Path = readonly PropertyKey[]

const KIND_NAMES: Record<string, string> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
}

const FORMAT_NAMES: Record<string, string> = {
  url: 'an absolute URL',
  datetime: 'an ISO 8601 date and time',
}

/** Says in words what zod found. `root` is the value that was checked. */
export function describeIssue(issue: z.core.$ZodIssue, root: unknown): ProtocolIssue {
  const path = formatPath(issue.path)
  const expectation = describeExpectation(issue)
  if (!isMissing(root, issue.path)) return {path, message: expectation}
  return {path, message: expectation === '' ? 'is required' : `is required and ${expectation}`}
}

function describeExpectation(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type': {
      const kind = KIND_NAMES[issue.expected]
      return kind === undefined ? '' : `must be ${kind}`
    }
    case 'invalid_value':
      return `must be ${oneOf(issue.values)}`
    case 'invalid_union':
      // zod lists a discriminator's values, though its types do not say so.
      return 'options' in issue && Array.isArray(issue.options) ? `must be ${oneOf(issue.options)}` : issue.message
    case 'invalid_format':
      return `must be ${FORMAT_NAMES[issue.format] ?? 'well-formed'}`
    case 'too_small':
      return `must be ${String(issue.minimum)} or more`
    case 'too_big':
      return `must be ${String(issue.maximum)} or less`
    case 'unrecognized_keys':
      return `must not have the key ${issue.keys.map((key) => JSON.stringify(cut(key))).join(', ')}`
    default:
      return issue.message
  }
}

function oneOf(values: readonly unknown[]): string {
  // A discriminator with a default also lists `undefined`, which nobody would write.
  const names = values.filter((value) => value !== undefined).map((value) => JSON.stringify(value))
  return names.length === 1 ? (names[0] ?? '') : `one of ${names.join(', ')}`
}

function isMissing(root: unknown, path: Path): boolean {
  let value = root
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return true
    value = (value as Record<PropertyKey, unknown>)[key]
  }
  return value === undefined
}

const MAX_KEY_LENGTH = 40
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/

/** Writes `['params', 'content', 0, 'a b']` as `params.content[0]["a b"]`. Long keys are cut: they come from the peer. */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`
    const name = String(key)
    if (IDENTIFIER.test(name) && name.length <= MAX_KEY_LENGTH) return text === '' ? name : `${text}.${name}`
    return `${text}[${JSON.stringify(cut(name))}]`
  }, '')
}

const cut = (key: string): string => (key.length > MAX_KEY_LENGTH ? `${key.slice(0, MAX_KEY_LENGTH)}…` : key)
