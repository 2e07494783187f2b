import type {OutputUnit} from '@cfworker/json-schema'
import {Validator} from '@cfworker/json-schema'
import type {Json} from './data.ts'
import type {WidgetTemplateIssue} from './template-error.ts'
import {WidgetTemplateError} from './template-error.ts'

/** How many places that do not fit are named. */
const MAX_ISSUES = 10

/** Checks data. @throws WidgetTemplateError `invalid_data` */
export type CheckData = (data: Json) => void

/**
 * Makes the check for a template's JSON schema, by default of draft 2020-12.
 *
 * By @cfworker/json-schema: it passes the official suite of tests, has no dependencies, and interprets a schema instead of turning it into code,
 * so it runs where `eval` is forbidden. zod's `fromJSONSchema` is marked as experimental, refuses schemas it cannot translate (`if`, `not`,
 * `dependentRequired`), and compiles objects with `new Function` where it can.
 *
 * @throws WidgetTemplateError `invalid_file`
 */
export function makeDataCheck(schema: object): CheckData {
  const validator = makeValidator(schema)
  return (data) => {
    const issues = findIssues(validator, data)
    if (issues.length === 0) return
    const list = issues.map(({path, message}) => (path === '' ? message : `${path}: ${message}`)).join('; ')
    throw new WidgetTemplateError('invalid_data', `The data does not fit the template's JSON schema: ${list}`, {issues})
  }
}

function makeValidator(schema: object): Validator {
  const dialect = '$schema' in schema ? String(schema.$schema) : ''
  const draft = (/draft-0?([47])\b/.exec(dialect)?.[1] ?? /2019-09/.exec(dialect)?.[0] ?? '2020-12') as
    | '4'
    | '7'
    | '2019-09'
    | '2020-12'
  try {
    return new Validator(schema, draft, false)
  } catch (error) {
    throw unusable(error)
  }
}

function findIssues(validator: Validator, data: Json): WidgetTemplateIssue[] {
  const {errors} = validate(validator, data)
  // An error of a part is repeated by everything around it, which says less.
  const parts = errors.filter(({keyword}) => !AROUND.has(keyword))
  return (parts.length > 0 ? parts : errors)
    .slice(0, MAX_ISSUES)
    .map(({instanceLocation, keyword, error}) => ({path: toPath(instanceLocation), message: toMessage(keyword, error)}))
}

function toMessage(keyword: string, error: string): string {
  return keyword === 'false' ? 'is not allowed here' : error.replace(/\.$/, '')
}

const AROUND: ReadonlySet<string> = new Set([
  '$ref',
  '$recursiveRef',
  'properties',
  'patternProperties',
  'items',
  'prefixItems',
  'additionalItems',
  'additionalProperties',
  'allOf',
  'anyOf',
  'if',
  'dependentSchemas',
  'propertyNames',
])

function validate(validator: Validator, data: Json): {errors: OutputUnit[]} {
  try {
    return validator.validate(data)
  } catch (error) {
    throw unusable(error)
  }
}

/** `#/items/0/title` as `items[0].title`. */
function toPath(pointer: string): string {
  const parts = pointer
    .split('/')
    .slice(1)
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
  return parts.map((part, index) => (/^\d+$/.test(part) ? `[${part}]` : index === 0 ? part : `.${part}`)).join('')
}

function unusable(error: unknown): WidgetTemplateError {
  const message = error instanceof Error ? error.message : String(error)
  return new WidgetTemplateError('invalid_file', `The template's "jsonSchema" cannot be used: ${message}`, {
    cause: error,
  })
}
