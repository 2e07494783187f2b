import type {z} from 'zod'

/** An environment variable: how it is read, what to say when it is wrong, what it is when it is missing. */
export interface Variable {
  readonly schema: z.ZodType
  readonly fallback: unknown
  /** Ends the sentence "Expected: …". */
  readonly expected: string
  readonly example: string
}

export type Variables = Readonly<Record<string, Variable>>

/** What the variables of a table are once they are read. */
export type Values<Table extends Variables> = {
  readonly [Name in keyof Table]: z.output<Table[Name]['schema']> | Table[Name]['fallback']
}

/** A line for the owner: which variable, what is wrong with it, what is right. The value itself may be a secret and stays out. */
export function problem<Table extends Variables>(table: Table, name: keyof Table & string, what: string): string {
  const variable = table[name]
  if (variable === undefined) throw new RangeError(`${name} is in no table.`)
  return `${name} ${what}. Expected: ${variable.expected}. Example: ${variable.example}`
}

/** Reads a table from the environment; an empty variable counts as missing. Problems are added to the list. */
export function readVariables<Table extends Variables>(
  table: Table,
  env: Readonly<Record<string, string | undefined>>,
  problems: string[],
): Values<Table> {
  const entries = Object.entries(table).map(([name, variable]) => {
    const raw = env[name]?.trim()
    if (raw === undefined || raw === '') return [name, variable.fallback]
    const parsed = variable.schema.safeParse(raw)
    if (parsed.success) return [name, parsed.data]
    problems.push(problem(table, name, 'has a value that cannot be used'))
    return [name, variable.fallback]
  })
  return Object.fromEntries(entries) as Values<Table>
}
