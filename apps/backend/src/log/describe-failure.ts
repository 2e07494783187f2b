/** What of an error may be logged where its message can repeat what the reader wrote: its kind, its codes, its place. */
export function describeFailure(error: unknown): {type: string; status?: number; code?: string; at?: string} {
  const type = error instanceof Error ? error.constructor.name : typeof error
  const status = readField(error, 'status')
  const code = readField(error, 'code')
  const at = error instanceof Error ? /^ +at (.+)$/m.exec(error.stack ?? '')?.[1] : undefined
  return {
    type,
    ...(at === undefined ? {} : {at}),
    ...(typeof status === 'number' ? {status} : {}),
    ...(typeof code === 'string' ? {code} : {}),
  }
}

function readField(error: unknown, field: string): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, field) : undefined
}
