import type {Random} from './random.ts'

/** What is read of a zod schema. */
interface Schema {
  _zod: {
    def: {
      type: string
      shape?: Record<string, Schema>
      element?: Schema
      innerType?: Schema
      valueType?: Schema
      options?: Schema[]
      values?: unknown[]
      entries?: Record<string, string>
    }
  }
}

/** Makes the string for a field, by the names of the fields that lead to it, innermost first. */
export type MakeText = (path: readonly string[]) => string

/** A value that a zod schema accepts. Fails with the name of a kind of schema that it does not know yet. */
export function fromSchema(schema: unknown, random: Random, makeText: MakeText): unknown {
  const make = (at: Schema, path: readonly string[]): unknown => {
    const {def} = at._zod
    switch (def.type) {
      case 'object':
        return Object.fromEntries(
          Object.entries(def.shape ?? {}).flatMap(([key, child]) => {
            const value = make(child, [key, ...path])
            return value === undefined ? [] : [[key, value]]
          }),
        )
      case 'array':
        return list(() => make(required(def.element), path))
      case 'record':
        return Object.fromEntries(list(() => [makeText(['key', ...path]), make(required(def.valueType), path)]))
      case 'string':
        return makeText(path)
      case 'number':
        return random.pick([0, 1, 2, 20, 100, 1000])
      case 'boolean':
        return random.oneIn(2)
      case 'literal':
        return random.pick(def.values ?? [])
      case 'enum':
        return random.pick(Object.values(def.entries ?? {}))
      case 'union':
        return make(random.pick(def.options ?? []), path)
      case 'optional':
      case 'default':
        return random.oneIn(2) ? undefined : make(required(def.innerType), path)
      case 'nullable':
        return random.oneIn(4) ? null : make(required(def.innerType), path)
      case 'unknown':
        return random.pick<unknown>([null, 'x', 0, [1, null], {a: {b: ''}}])
      default:
        throw new Error(`No value is made for a schema of type ${def.type} at ${path.join(' of ')}`)
    }
  }
  const list = <T>(makeOne: () => T): T[] => Array.from({length: random.below(4)}, makeOne)
  return make(schema as Schema, [])
}

function required(schema: Schema | undefined): Schema {
  if (schema === undefined) throw new Error('A schema lacks its inner one')
  return schema
}
