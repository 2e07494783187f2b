import type {Budget} from './budget.ts'
import {fail} from './failure.ts'
import type {Value} from './values.ts'
import {defined, Float, isEmpty, Loop, Namespace, Tuple, typeName} from './values.ts'

/** A value as text, as Python's `str` gives it. */
export function print(given: Value, budget: Budget): string {
  if (isEmpty(given)) return ''
  const value = defined(given)
  return typeof value === 'string' ? value : represent(value, budget)
}

/** A value as it stands inside of a printed list: texts in quotes. */
function represent(given: Value, budget: Budget): string {
  const value = defined(given)
  budget.spend(1)
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'string') {
    budget.spendText(value.length)
    return quote(value)
  }
  if (typeof value === 'number' || value instanceof Float) return printNumber(value)
  if (value instanceof Namespace || value instanceof Loop) throw fail('runtime', `${typeName(value)} has no text`)
  return budget.nested(() => {
    const parts =
      value instanceof Map
        ? [...value].map(([key, entry]) => `${quote(key)}: ${represent(entry, budget)}`)
        : [...value].map((entry) => represent(entry, budget))
    const text = parts.join(', ')
    budget.spendText(text.length)
    if (value instanceof Map) return `{${text}}`
    if (value instanceof Tuple) return parts.length === 1 ? `(${text},)` : `(${text})`
    return `[${text}]`
  })
}

/** A number as Python writes it. */
export function printNumber(number: number | Float): string {
  const value = number instanceof Float ? number.value : number
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf'
  if (!(number instanceof Float) && Number.isInteger(value)) return String(value)
  const [digits = '', exponent = '0'] = value.toExponential().split('e')
  const power = Number(exponent)
  if (power < -4 || power >= 16) return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`
  const decimals = digits.replace('-', '').replace('.', '').length - 1
  return value.toFixed(Math.max(decimals - power, 1))
}

const NAMED: Readonly<Record<string, string>> = {'\n': String.raw`\n`, '\r': String.raw`\r`, '\t': String.raw`\t`}

function quote(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'"
  const inside = text.replaceAll(/[\\'"]|[^\P{C}]|[^\P{Z} ]/gu, (character) => {
    if (character === '\\') return '\\\\'
    if (character === '"' || character === "'") return character === mark ? `\\${mark}` : character
    if (character === ' ') return character
    const code = character.codePointAt(0) ?? 0
    const hex = code.toString(16)
    if (code < 0x1_00) return NAMED[character] ?? `\\x${hex.padStart(2, '0')}`
    return code < 0x1_00_00 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`
  })
  return mark + inside + mark
}
