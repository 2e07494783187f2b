/** A call as source text: the same in every driver, whatever each makes of functions. */
export function toExpression(work: (...args: never[]) => unknown, args: unknown[]): string {
  return `(${work.toString()})(...${JSON.stringify(args)})`
}
