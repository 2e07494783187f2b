import {fail} from './failure.ts'
import type {Value} from './values.ts'

/** Names and their values. A name that is set in a loop or in a block set is gone after it; one that is set in an `if` stays. */
export class Scope {
  readonly #values: Map<string, Value>
  readonly #outer: Scope | null

  constructor(outer: Scope | null, values: Map<string, Value> = new Map()) {
    this.#outer = outer
    this.#values = values
  }

  get(name: string): Value | undefined {
    const value = this.#values.get(name)
    return value === undefined ? this.#outer?.get(name) : value
  }

  set(name: string, value: Value): void {
    this.#values.set(name, value)
  }

  /** A scope inside of this one. Scopes nest as deeply as blocks, which the parser bounds. */
  inner(): Scope {
    return new Scope(this)
  }

  /** Gives several names the entries of one list. */
  setAll(names: readonly ((value: Value) => void)[], values: readonly Value[]): void {
    if (names.length !== values.length) {
      throw fail('runtime', `${names.length} names cannot take ${values.length} values`)
    }
    for (const [index, assign] of names.entries()) assign(values[index] ?? null)
  }
}
