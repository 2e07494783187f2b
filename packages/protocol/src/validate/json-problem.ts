/** Where a text stops being JSON, and what should stand there. */
export interface JsonProblem {
  /** From 1. */
  line: number
  /** From 1, in UTF-16 code units. */
  column: number
  expected: string
}

type State = 'value' | 'first value' | 'key' | 'first key' | 'colon' | 'list separator' | 'object separator' | 'end'

const EXPECTED: Record<State, string> = {
  value: 'a value',
  'first value': 'a value or "]"',
  key: 'a property name in double quotes',
  'first key': 'a property name in double quotes or "}"',
  colon: '":"',
  'list separator': '"," or "]"',
  'object separator': '"," or "}"',
  end: 'the end of the text',
}

const BLANK = /[ \t\n\r]*/y
const SCALAR = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y

/**
 * Finds where a text stops being JSON; `undefined` if it is JSON. `JSON.parse` says this differently in every engine, or not at all, and
 * repeats parts of the text. Not recursive: nesting does not matter.
 */
export function findJsonProblem(text: string): JsonProblem | undefined {
  const open: ('list' | 'object')[] = []
  let state = 'value' as State
  let at = 0
  const afterValue = (): State => (open.length === 0 ? 'end' : `${open.at(-1) ?? 'list'} separator`)

  for (;;) {
    at = skip(BLANK, text, at)
    const character = text[at]
    if (character === undefined) return state === 'end' ? undefined : problem(text, at, EXPECTED[state])
    const closes = character === '}' ? 'object' : character === ']' ? 'list' : undefined
    if (closes && mayClose(state, closes)) {
      open.pop()
      at += 1
      state = afterValue()
    } else if (state === 'colon' || state === 'list separator' || state === 'object separator') {
      if (character !== (state === 'colon' ? ':' : ',')) return problem(text, at, EXPECTED[state])
      at += 1
      state = state === 'object separator' ? 'key' : 'value'
    } else if (character === '"' && state !== 'end') {
      const string = readString(text, at)
      if (string.expected !== undefined) return problem(text, string.end, string.expected)
      at = string.end
      state = state === 'key' || state === 'first key' ? 'colon' : afterValue()
    } else if (state !== 'value' && state !== 'first value') {
      return problem(text, at, EXPECTED[state])
    } else if (character === '{' || character === '[') {
      open.push(character === '{' ? 'object' : 'list')
      at += 1
      state = character === '{' ? 'first key' : 'first value'
    } else {
      const end = skip(SCALAR, text, at)
      if (end === at) return problem(text, at, EXPECTED[state])
      at = end
      state = afterValue()
    }
  }
}

function mayClose(state: State, kind: 'list' | 'object'): boolean {
  return kind === 'list'
    ? state === 'first value' || state === 'list separator'
    : state === 'first key' || state === 'object separator'
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}

function readString(text: string, start: number): {end: number; expected?: string} {
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text[at]
    if (character === '"') return {end: at + 1}
    if (character === '\\') {
      const end = skip(ESCAPE, text, at)
      if (end === at) return {end: at, expected: 'a valid escape sequence'}
      at = end - 1
    } else if (text.charCodeAt(at) < 0x20)
      return {end: at, expected: 'an escape sequence instead of a control character'}
  }
  return {end: text.length, expected: 'a closing double quote'}
}

function problem(text: string, at: number, expected: string): JsonProblem {
  const before = text.slice(0, at)
  return {line: before.split('\n').length, column: at - before.lastIndexOf('\n'), expected}
}
