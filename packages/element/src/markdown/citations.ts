import type {Annotation} from 'chatkit-protocol'

/** All annotations that share one place in the text. `numbers` are what the reader sees: 1-based, one per distinct source. */
export type CitationGroup = {index: number; annotations: Annotation[]; numbers: number[]}

/** A source with its number, in the order in which the text first cites it. */
export type NumberedSource = {number: number; source: Annotation['source']}

/** One key per thing cited, so that citing a page twice does not give it two numbers. */
const sourceKey = ({source}: Annotation): string => {
  if (source.type === 'url') return `url ${source.url}`
  return source.type === 'entity' ? `entity ${source.id}` : `file ${source.filename}`
}

const place = (annotation: Annotation): number => annotation.index ?? Number.POSITIVE_INFINITY

const inTextOrder = (annotations: readonly Annotation[]): Annotation[] =>
  [...annotations].sort((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)))

const numbering = (ordered: readonly Annotation[]): Map<string, NumberedSource> => {
  const sources = new Map<string, NumberedSource>()
  for (const annotation of ordered) {
    const key = sourceKey(annotation)
    if (!sources.has(key)) sources.set(key, {number: sources.size + 1, source: annotation.source})
  }
  return sources
}

/** The distinct sources of a text, for the list below it. An annotation without an index has a number but no place in the text. */
export const listSources = (annotations: readonly Annotation[]): NumberedSource[] => [
  ...numbering(inTextOrder(annotations)).values(),
]

/** Annotations grouped by their character index, in text order. A source that is cited twice in one group counts once. */
export const groupCitations = (annotations: readonly Annotation[]): CitationGroup[] => {
  const ordered = inTextOrder(annotations)
  const sources = numbering(ordered)
  const groups = new Map<number, CitationGroup>()
  for (const annotation of ordered) {
    const {index} = annotation
    if (index === undefined || index === null || !Number.isFinite(index)) continue
    const group = groups.get(index) ?? {index, annotations: [], numbers: []}
    groups.set(index, group)
    const number = sources.get(sourceKey(annotation))?.number ?? 0
    if (group.numbers.includes(number)) continue
    group.numbers.push(number)
    group.annotations.push(annotation)
  }
  return [...groups.values()]
}
