import {z} from 'zod'

const record = z.looseObject({
  level: z.number(),
  time: z.number(),
  msg: z.string().default(''),
  err: z.looseObject({stack: z.string().optional(), message: z.string().optional()}).optional(),
})

/** Of use to whoever searches a log, not to whoever watches it. */
const HIDDEN = new Set(['level', 'time', 'msg', 'pid', 'hostname', 'requestId', 'err', 'host', 'port'])
/** Written after their number: "243 sections". */
const COUNTED = new Set(['sections', 'added', 'removed', 'unchanged'])
const WARN = 40
const ERROR = 50

/** A line of pino's JSON as a person reads it: `12:01:07 content index taken in: 243 sections, 183 ms`. */
export function toPlainLine(json: string): string {
  const parsed = parse(json)
  if (parsed === null) return json
  const {time, level, msg, err, ...fields} = parsed
  const mark = level >= ERROR ? 'error: ' : level >= WARN ? 'warning: ' : ''
  const details = msg === 'request' ? '' : describeFields(fields)
  const said = msg === 'request' ? describeRequest(fields) : msg
  const stack = err === undefined ? '' : `\n${indent(err.stack ?? err.message ?? 'unknown error')}`
  return `${clock(time)} ${mark}${said}${details === '' ? '' : `: ${details}`}${stack}\n`
}

function parse(json: string): z.infer<typeof record> | null {
  try {
    const parsed = record.safeParse(JSON.parse(json))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

function describeRequest({method, path, status, milliseconds}: Record<string, unknown>): string {
  return `${String(method)} ${String(path)} ${String(status)}, ${String(milliseconds)} ms`
}

function describeFields(fields: Record<string, unknown>): string {
  return Object.entries(fields)
    .filter(([key, value]) => !HIDDEN.has(key) && value !== 0 && value !== undefined)
    .map(([key, value]) => {
      if (COUNTED.has(key)) return `${String(value)} ${key}`
      if (key === 'milliseconds') return `${String(value)} ms`
      return `${key} ${typeof value === 'string' ? value : JSON.stringify(value)}`
    })
    .join(', ')
}

function clock(time: number): string {
  const date = new Date(time)
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':')
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${line.trimStart()}`)
    .join('\n')
}
