import type {Annotation} from 'chatkit-protocol'
import {isRecord, readNumber, readString} from './read.ts'

/**
 * Turns a model's own annotations into ChatKit's. Extend it to add a URL to files, or to drop what must not be shown.
 * Source: openai-chatkit 1.6.5, agents.py `ResponseStreamConverter`.
 */
export class ResponseStreamConverter {
  /** Returns null for an annotation that is not shown. `annotation` is the model's raw object, in the Responses shape. */
  convertAnnotation(annotation: unknown): Annotation | null {
    if (!isRecord(annotation)) return null
    const type = readString(annotation, 'type')
    if (type === 'url_citation') return this.convertUrlCitation(annotation)
    if (type === 'file_citation') return this.convertFileCitation(annotation, readNumber(annotation, 'index'))
    if (type === 'container_file_citation')
      return this.convertFileCitation(annotation, readNumber(annotation, 'end_index'))
    return null
  }

  protected convertUrlCitation(citation: Record<string, unknown>): Annotation | null {
    // Chat completions nest the same fields one level deeper.
    const fields = isRecord(citation['url_citation']) ? citation['url_citation'] : citation
    const url = readString(fields, 'url')
    if (url === undefined || url === '') return null
    const index = readNumber(fields, 'end_index')
    const source = {type: 'url' as const, url, title: readString(fields, 'title') ?? url}
    return {type: 'annotation', source, ...(index === undefined ? {} : {index})}
  }

  protected convertFileCitation(citation: Record<string, unknown>, index: number | undefined): Annotation | null {
    const filename = readString(citation, 'filename')
    if (filename === undefined || filename === '') return null
    const source = {type: 'file' as const, filename, title: filename}
    return {type: 'annotation', source, ...(index === undefined ? {} : {index})}
  }
}
