import type {FilterName} from './filters.ts'
import type {TestName} from './tests.ts'
import type {FunctionName, MethodName} from './calls.ts'
import type {Value} from './values.ts'

/** Arguments of a call, evaluated in order. */
export interface Arguments {
  positional: Expression[]
  named: [string, Expression][]
}

export interface Slice {
  start: Expression | null
  stop: Expression | null
  step: Expression | null
}

export type CompareOperator = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'not in'
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**'

export type Expression = {line: number} & (
  | {kind: 'const'; value: Value}
  | {kind: 'name'; name: string}
  | {kind: 'list' | 'tuple'; items: Expression[]}
  | {kind: 'dict'; entries: [Expression, Expression][]}
  | {kind: 'attribute'; object: Expression; name: string}
  | {kind: 'item'; object: Expression; key: Expression}
  | {kind: 'slice'; object: Expression; slice: Slice}
  | {kind: 'function'; name: FunctionName; args: Arguments}
  | {kind: 'method'; object: Expression; name: MethodName; args: Arguments}
  /** Without input inside of `{% set x | upper %}`: the block's text. */
  | {kind: 'filter'; name: FilterName; input: Expression | null; args: Arguments}
  | {kind: 'test'; name: TestName; input: Expression; negated: boolean}
  | {kind: 'not'; operand: Expression}
  | {kind: 'sign'; operator: '-' | '+'; operand: Expression}
  | {kind: 'arithmetic'; operator: ArithmeticOperator; left: Expression; right: Expression}
  | {kind: 'concat'; parts: Expression[]}
  | {kind: 'compare'; first: Expression; rest: {operator: CompareOperator; operand: Expression}[]}
  | {kind: 'and' | 'or'; left: Expression; right: Expression}
  | {kind: 'condition'; test: Expression; whenTrue: Expression; whenFalse: Expression | null}
)

/** What is assigned to: names to unpack into, one name, or an attribute of a namespace. */
export type Target =
  | {kind: 'name'; name: string}
  | {kind: 'names'; targets: Target[]}
  | {kind: 'namespace'; name: string; attribute: string}

export type Statement = {line: number} & (
  | {kind: 'text'; text: string}
  | {kind: 'output'; value: Expression}
  | {kind: 'set'; target: Target; value: Expression}
  | {kind: 'capture'; target: Target; filter: Expression | null; body: Statement[]}
  | {kind: 'if'; branches: {test: Expression; body: Statement[]}[]; otherwise: Statement[]}
  | {kind: 'for'; target: Target; items: Expression; test: Expression | null; body: Statement[]; otherwise: Statement[]}
)
