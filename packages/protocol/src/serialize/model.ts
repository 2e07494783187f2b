/**
 * How one field of a model reaches the wire. `null` and `undefined` are left out, or become the default where there is one.
 */
export interface Field<T> {
  // Methods, not function properties: a table of fields of different types must stay assignable to one of `unknown`.
  convert?(value: NonNullable<T>): NonNullable<T>
  byDefault?(): NonNullable<T>
}

/** One entry for every field of `T`, so that a new field cannot be forgotten. */
export type Fields<T> = {[Key in keyof T]-?: Field<T[Key]> | typeof PRIVATE}

/** A field that never leaves the server. */
export const PRIVATE = 'private'

/** Sent as it is. What is inside, nulls too, is the app's own and not touched. */
export const plain = {}

/** Sent as it is, or as the default. The default is made anew each time: nobody shares a mutable one. */
export const withDefault = <T>(byDefault: () => NonNullable<T>): Field<T> => ({byDefault})

/** Sent converted. */
export const nested = <T>(convert: (value: NonNullable<T>) => NonNullable<T>): Field<T> => ({convert})

/** A list, each entry converted; missing means empty. */
export const list = <T>(convert: (value: T) => T): Field<T[]> => ({
  convert: (values) => values.map((value) => convert(value)),
  byDefault: () => [],
})

/**
 * Makes the function that copies the known fields of a model, in the order given, and nothing else: what an app hangs on an object of
 * its own does not leak. Only the model itself is copied; free-form values inside are shared.
 */
export function model<T extends object>(fields: Fields<T>): (value: T) => T {
  const entries = Object.entries<Field<unknown> | typeof PRIVATE>(fields).flatMap(([key, field]) =>
    field === PRIVATE ? [] : [{key, field}],
  )
  return (value) => {
    const from = value as Record<string, unknown>
    const wire: Record<string, unknown> = {}
    for (const {key, field} of entries) {
      const present = from[key]
      if (present !== undefined && present !== null) wire[key] = field.convert ? field.convert(present) : present
      else if (field.byDefault) wire[key] = field.byDefault()
    }
    return wire as T
  }
}

/** Picks the fields by `type`. What has an unknown type is sent as it is: it is an app's own extension. */
export function byType<T extends {type: string}>(models: {[Type in T['type']]: Fields<Extract<T, {type: Type}>>}): (
  value: T,
) => T {
  const table = new Map(Object.entries<Fields<T>>(models).map(([type, fields]) => [type, model(fields)]))
  return (value) => table.get(value.type)?.(value) ?? value
}
