import {entriesOf} from './access.ts'
import type {Statement, Target} from './ast.ts'
import type {TemplateLimits} from './budget.ts'
import {Budget} from './budget.ts'
import type {Surroundings} from './evaluate.ts'
import {evaluate} from './evaluate.ts'
import {fail, toTemplateError} from './failure.ts'
import {print} from './print.ts'
import {Scope} from './scope.ts'
import type {Value} from './values.ts'
import {isTrue, Loop, Namespace} from './values.ts'

/**
 * Runs a template that was parsed.
 *
 * @param data The names that the template can use.
 * @throws WidgetTemplateError `undefined`, `runtime` or `limit`, with the line
 */
export function render(template: readonly Statement[], data: Map<string, Value>, limits: TemplateLimits): string {
  const rendering = new Rendering(data, limits)
  return rendering.run(template)
}

class Rendering {
  readonly #at: Surroundings
  #output: string[] = []
  #size = 0

  constructor(data: Map<string, Value>, limits: TemplateLimits) {
    // Data is not in the outermost scope of the template: setting a name must not change the data.
    this.#at = {scope: new Scope(new Scope(null, data)), budget: new Budget(limits), line: 1}
  }

  run(template: readonly Statement[]): string {
    try {
      this.#all(template)
    } catch (error) {
      throw toTemplateError(error, this.#at.line)
    }
    return this.#output.join('')
  }

  #all(statements: readonly Statement[]): void {
    for (const statement of statements) {
      this.#at.line = statement.line
      this.#at.budget.spend(1)
      this.#one(statement)
    }
  }

  #one(statement: Statement): void {
    switch (statement.kind) {
      case 'text':
        return this.#write(statement.text)
      case 'output':
        return this.#write(print(evaluate(statement.value, this.#at), this.#at.budget))
      case 'set':
        return this.#assign(statement.target, evaluate(statement.value, this.#at), this.#at.scope)
      case 'capture':
        return this.#capture(statement)
      case 'if':
        return this.#if(statement)
      case 'for':
        return this.#for(statement)
      default:
        throw fail('runtime', `There is no statement ${JSON.stringify(statement)}`)
    }
  }

  #write(text: string): void {
    this.#size += text.length
    this.#at.budget.checkSize(this.#size)
    this.#output.push(text)
  }

  #if({branches, otherwise}: Extract<Statement, {kind: 'if'}>): void {
    const chosen = branches.find(({test}) => isTrue(evaluate(test, this.#at)))
    this.#all(chosen?.body ?? otherwise)
  }

  #for({target, items, test, body, otherwise}: Extract<Statement, {kind: 'for'}>): void {
    const at = this.#at
    const outer = at.scope
    let entries = entriesOf(evaluate(items, at), at.budget)
    if (test !== null) {
      entries = entries.filter((entry) => {
        at.scope = outer.inner()
        this.#assign(target, entry, at.scope)
        return isTrue(evaluate(test, at))
      })
    }
    for (const [index, entry] of entries.entries()) {
      at.budget.spend(1)
      at.scope = outer.inner()
      at.scope.set('loop', new Loop(entries, index))
      this.#assign(target, entry, at.scope)
      this.#all(body)
    }
    at.scope = entries.length === 0 ? outer.inner() : outer
    if (entries.length === 0) this.#all(otherwise)
    at.scope = outer
  }

  /** A block set: what the block writes becomes the value. */
  #capture({target, filter, body}: Extract<Statement, {kind: 'capture'}>): void {
    const at = this.#at
    const [outer, output, size] = [at.scope, this.#output, this.#size]
    at.scope = outer.inner()
    this.#output = []
    this.#all(body)
    const captured = this.#output.join('')
    at.scope = outer
    this.#output = output
    this.#size = size
    at.budget.spendText(captured.length)
    this.#assign(target, filter === null ? captured : evaluate(filter, {...at, captured}), outer)
  }

  #assign(target: Target, value: Value, scope: Scope): void {
    if (target.kind === 'name') return scope.set(target.name, value)
    if (target.kind === 'namespace') {
      const namespace = scope.get(target.name)
      if (namespace instanceof Namespace) return void namespace.attributes.set(target.attribute, value)
      throw fail(
        'runtime',
        `Only a namespace has attributes that can be set. Write {% set ${target.name} = namespace() %} first`,
      )
    }
    const assign = target.targets.map((each) => (entry: Value) => this.#assign(each, entry, scope))
    scope.setAll(assign, entriesOf(value, this.#at.budget))
  }
}
