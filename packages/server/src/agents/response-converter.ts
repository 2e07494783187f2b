import type {Annotation, FileSource, URLSource} from 'chatkit-protocol'

/** A quotation from a file that was searched. `index` is a position in the part's text. */
export interface FileCitation {
  type: 'file_citation'
  file_id?: string
  filename: string
  index?: number
}

/** A file that code of the model has made, cited in `start_index` to `end_index` of the part's text. */
export interface ContainerFileCitation {
  type: 'container_file_citation'
  container_id?: string
  file_id?: string
  filename: string
  start_index?: number
  end_index?: number
}

/** A page of the web, cited in `start_index` to `end_index` of the part's text. */
export interface UrlCitation {
  type: 'url_citation'
  url: string
  title: string
  start_index?: number
  end_index?: number
}

export interface ResponseStreamConverterOptions {
  /** How many partial images the model was asked for (`partialImages` of the SDK's image tool), for progress. Default: unknown. */
  partialImages?: number
}

type MaybePromise<Value> = Value | Promise<Value>

/**
 * Turns what a model streams into what ChatKit shows. Extend it to store images instead of putting them into the thread, to give files a
 * URL, or to drop what must not be shown; every method may be asynchronous.
 * Source: openai-chatkit 1.6.5, agents.py `ResponseStreamConverter`.
 */
export class ResponseStreamConverter {
  readonly partialImages: number | undefined

  constructor({partialImages}: ResponseStreamConverterOptions = {}) {
    this.partialImages = partialImages
  }

  /**
   * The URL under which an image is shown. By default a `data:` URL, which puts the whole image into the stored item.
   *
   * @param imageId the model's id of the call, the same for all partial images of one
   * @param partialIndex from 0, for a partial image only: a later one replaces it
   */
  base64ImageToUrl(_imageId: string, base64: string, _partialIndex?: number): MaybePromise<string> {
    return `data:${mediaTypeOf(base64)};base64,${base64}`
  }

  /** How far an image is, from 0 to 1, at a partial one. 0 when `partialImages` is not known. */
  partialImageIndexToProgress(partialIndex: number): MaybePromise<number> {
    const {partialImages} = this
    return partialImages === undefined || partialImages <= 0 ? 0 : Math.min(1, partialIndex / partialImages)
  }

  /** Null = not shown. By default files without a name are not. */
  fileCitationToAnnotation({filename, index}: FileCitation): MaybePromise<Annotation | null> {
    return filename === '' ? null : annotate({type: 'file', filename, title: filename}, index)
  }

  /** Null = not shown. By default files without a name are not. */
  containerFileCitationToAnnotation(citation: ContainerFileCitation): MaybePromise<Annotation | null> {
    const {filename, end_index: index} = citation
    return filename === '' ? null : annotate({type: 'file', filename, title: filename}, index)
  }

  /** Null = not shown. */
  urlCitationToAnnotation({url, title, end_index: index}: UrlCitation): MaybePromise<Annotation | null> {
    return annotate({type: 'url', url, title}, index)
  }
}

function annotate(source: FileSource | URLSource, index: number | undefined): Annotation {
  return {type: 'annotation', source, ...(index === undefined ? {} : {index})}
}

/** By the first bytes, which are the same three in Base64 as in the file. PNG is what the API sends unless it was asked for another. */
function mediaTypeOf(base64: string): string {
  if (base64.startsWith('/9j/')) return 'image/jpeg'
  return base64.startsWith('UklGR') ? 'image/webp' : 'image/png'
}
