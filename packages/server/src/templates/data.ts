import type {Dict, Value} from './engine/values.ts'
import {makeNumber} from './engine/values.ts'
import {WidgetTemplateError} from './template-error.ts'

/** A JSON value. */
export type Json = null | boolean | number | string | Json[] | {[key: string]: Json}

/** How deeply data may nest. */
const MAX_DEPTH = 100

/**
 * A copy of data as plain JSON: what is undefined is left out, `toJSON` is called (as for dates).
 *
 * @throws WidgetTemplateError `invalid_data` for what JSON cannot hold
 */
export function toPlainJson(value: unknown, path = '', depth = 0): Json {
  if (depth > MAX_DEPTH) throw unfit(path.slice(0, 80), `is nested more than ${MAX_DEPTH} levels deep`)
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value
    case 'number':
      if (Number.isFinite(value)) return value
      throw unfit(path, `is ${value}, which JSON cannot hold`)
    case 'object':
      break
    default:
      throw unfit(path, `is a ${typeof value}, which JSON cannot hold`)
  }
  if (value === null) return null
  if (Array.isArray(value)) return value.map((entry, index) => toPlainJson(entry, `${path}[${index}]`, depth + 1))
  if ('toJSON' in value && typeof value.toJSON === 'function') return toPlainJson(value.toJSON(), path, depth + 1)
  // Without a prototype, so that a schema asking for a key named "constructor" does not find one.
  const copy: {[key: string]: Json} = Object.create(null)
  for (const [key, entry] of Object.entries(value) as [string, unknown][]) {
    if (entry !== undefined) copy[key] = toPlainJson(entry, path === '' ? key : `${path}.${key}`, depth + 1)
  }
  return copy
}

/** The names of a template's data, as the template holds them. */
export function toNames(data: {[key: string]: Json}): Dict {
  return new Map(Object.entries(data).map(([key, value]) => [key, toValue(value)]))
}

function toValue(json: Json): Value {
  if (typeof json === 'number') return makeNumber(json)
  if (typeof json !== 'object' || json === null) return json
  return Array.isArray(json) ? json.map(toValue) : toNames(json)
}

function unfit(path: string, message: string): WidgetTemplateError {
  const where = path === '' ? 'The data' : path
  return new WidgetTemplateError('invalid_data', `The data does not fit the template: ${where} ${message}`, {
    issues: [{path, message}],
  })
}
