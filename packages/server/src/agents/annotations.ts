import type {Annotation} from 'chatkit-protocol'
import {isRecord, readNumber, readString} from './read.ts'
import type {ResponseStreamConverter} from './response-converter.ts'

/** Converts a model's annotations, dropping those that are not shown. */
export async function toAnnotations(
  raw: readonly unknown[],
  converter: ResponseStreamConverter,
): Promise<Annotation[]> {
  const annotations: Annotation[] = []
  for (const one of raw) {
    const annotation = await toAnnotation(one, converter)
    if (annotation !== null) annotations.push(annotation)
  }
  return annotations
}

/** One annotation of a model, in the shape of either API. Null for one that is of no kind known here, malformed, or not shown. */
export async function toAnnotation(raw: unknown, converter: ResponseStreamConverter): Promise<Annotation | null> {
  if (!isRecord(raw)) return null
  const type = readString(raw, 'type')
  if (type === 'url_citation') {
    // Chat completions nest the same fields one level deeper.
    const fields = isRecord(raw['url_citation']) ? raw['url_citation'] : raw
    const url = readString(fields, 'url')
    if (url === undefined || url === '') return null
    const title = readString(fields, 'title') || url
    return await converter.urlCitationToAnnotation({type, url, title, ...readSpan(fields)})
  }
  const file = {filename: readString(raw, 'filename') ?? '', ...readText(raw, 'file_id')}
  if (type === 'file_citation') {
    return await converter.fileCitationToAnnotation({type, ...file, ...readPlace(raw, 'index')})
  }
  if (type === 'container_file_citation') {
    const citation = {type, ...file, ...readText(raw, 'container_id'), ...readSpan(raw)} as const
    return await converter.containerFileCitationToAnnotation(citation)
  }
  return null
}

function readSpan(record: Record<string, unknown>): {start_index?: number; end_index?: number} {
  return {...readPlace(record, 'start_index'), ...readPlace(record, 'end_index')}
}

function readPlace<Key extends string>(record: Record<string, unknown>, key: Key): {[K in Key]?: number} {
  const value = readNumber(record, key)
  return value === undefined ? {} : ({[key]: value} as {[K in Key]?: number})
}

function readText<Key extends string>(record: Record<string, unknown>, key: Key): {[K in Key]?: string} {
  const value = readString(record, key)
  return value === undefined ? {} : ({[key]: value} as {[K in Key]?: string})
}
