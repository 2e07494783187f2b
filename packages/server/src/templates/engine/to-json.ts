import type {Budget} from './budget.ts'
import {fail} from './failure.ts'
import {printNumber} from './print.ts'
import {compareText} from './text.ts'
import type {Value} from './values.ts'
import {defined, Float, Loop, Namespace, typeName} from './values.ts'

const ESCAPES: Readonly<Record<string, string>> = {
  '"': String.raw`\"`,
  '\\': '\\\\',
  '\n': String.raw`\n`,
  '\r': String.raw`\r`,
  '\t': String.raw`\t`,
  '\f': String.raw`\f`,
  '\b': String.raw`\b`,
}

/**
 * A value as JSON, as Jinja's `tojson` writes it: ASCII only, keys sorted, and `< > & '` escaped so that it can stand in HTML.
 *
 * @param indent Spaces for each level; null for everything on one line.
 */
export function toJson(value: Value, budget: Budget, indent: number | null = null): string {
  if (indent !== null) budget.checkSize(indent)
  return write(value, budget, indent, '\n')
}

function write(given: Value, budget: Budget, indent: number | null, line: string): string {
  const value = defined(given)
  budget.spend(1)
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') {
    budget.spendText(value.length)
    return writeText(value)
  }
  if (typeof value === 'number' || value instanceof Float) return writeNumber(value)
  if (value instanceof Namespace || value instanceof Loop) throw fail('runtime', `${typeName(value)} cannot be JSON`)
  return budget.nested(() => {
    const inner = indent === null ? '' : line + ' '.repeat(indent)
    const parts =
      value instanceof Map
        ? [...value]
            .sort(([a], [b]) => compareText(a, b))
            .map(([key, entry]) => `${writeText(key)}: ${write(entry, budget, indent, inner)}`)
        : [...value].map((entry) => write(entry, budget, indent, inner))
    const [open, close] = value instanceof Map ? ['{', '}'] : ['[', ']']
    if (parts.length === 0) return open + close
    const body = indent === null ? parts.join(', ') : inner + parts.join(`,${inner}`) + line
    budget.spendText(body.length)
    return open + body + close
  })
}

function writeNumber(value: number | Float): string {
  const text = printNumber(value)
  if (/[an]/.test(text)) throw fail('runtime', `${text} is not a number that JSON can hold`)
  return text
}

function writeText(text: string): string {
  const inside = text.replaceAll(/["\\<>&']|[^ -~]/g, (unit) => {
    return ESCAPES[unit] ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
  return `"${inside}"`
}
