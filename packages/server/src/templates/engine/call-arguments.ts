import {fail} from './failure.ts'
import type {Value} from './values.ts'

/** Evaluated arguments of a filter, a method or a function. */
export class CallArguments {
  readonly positional: readonly Value[]
  readonly named: ReadonlyMap<string, Value>

  constructor(positional: readonly Value[], named: ReadonlyMap<string, Value>) {
    this.positional = positional
    this.named = named
  }

  /** The arguments by the names that the callee gives them, in its order. Those left out are undefined. */
  take<Name extends string>(callee: string, ...names: Name[]): {[N in Name]?: Value} {
    if (this.positional.length > names.length) {
      throw fail('runtime', `"${callee}" takes at most ${names.length} arguments, not ${this.positional.length}`)
    }
    const taken: {[N in Name]?: Value} = {}
    for (const [index, value] of this.positional.entries()) {
      const name = names[index]
      if (name !== undefined) taken[name] = value
    }
    for (const [name, value] of this.named) {
      const known = names.find((each) => each === name)
      if (known === undefined || taken[known] !== undefined) {
        throw fail('runtime', `"${callee}" has no place for the argument "${name}"`)
      }
      taken[known] = value
    }
    return taken
  }
}
