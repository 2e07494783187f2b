import type {IconName} from './icons.ts'

/** What every source has. */
export interface SourceBase {
  title: string
  description?: string
  /** Free text for the reader, such as a date. */
  timestamp?: string
  /** Sources with the same group are listed together. */
  group?: string
}

/** A web page that an answer cites. */
export interface URLSource extends SourceBase {
  type: 'url'
  /** A plain string: ChatKit does not require an absolute URL here. */
  url: string
  /** Who published it, shown beside the title. */
  attribution?: string
}

/** A file that an answer cites. */
export interface FileSource extends SourceBase {
  type: 'file'
  filename: string
}

/** Something of the app's own that an answer cites. */
export interface EntitySource extends SourceBase {
  type: 'entity'
  id: string
  icon?: IconName
  label?: string
  /** Text for the marker in the running text, instead of a number. */
  inline_label?: string
  /** Whether a click is reported to the page. Default `false`. */
  interactive: boolean
  /** The app's own data, handed back on a click. Default `{}`. */
  data: Record<string, unknown>
  /** @deprecated Accepted and ignored. */
  preview?: 'lazy'
}

/** What an annotation points to. */
export type Source = URLSource | FileSource | EntitySource

/** A citation in an assistant's message. */
export interface Annotation {
  type: 'annotation'
  source: Source
  /** Character position of the marker in the part's text. Annotations with the same index form one marker. */
  index?: number
}
