import type {Edition, IndexStatus} from './types.ts'

/** What the editions of a site hold together. @param failure what is wrong with the first that cannot be asked; null = nothing */
export function describeSite(
  editions: readonly Edition[],
  statuses: readonly IndexStatus[],
  failure: unknown,
): IndexStatus {
  const problem =
    statuses.map((status) => status.problem).find((one) => one !== undefined) ??
    (failure instanceof Error ? failure.message : undefined)
  const vectors = statuses.flatMap((status) => status.vectors ?? [])
  return {
    sections: sum(statuses.map(({sections}) => sections)),
    passages: sum(statuses.map(({passages}) => passages)),
    versions: [...new Set(editions.flatMap(({versions}) => versions))],
    site: editions[0]?.site ?? null,
    editions: editions.map(({site, versions, sections}) => ({site, versions, sections})),
    ...(vectors.length === 0
      ? {}
      : {
          vectors: {
            passages: sum(vectors.map(({passages}) => passages)),
            problem: vectors.map((one) => one.problem).find((one) => one !== null) ?? null,
          },
        }),
    ...(problem === undefined ? {} : {problem}),
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
