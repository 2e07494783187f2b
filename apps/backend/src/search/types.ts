/** A stretch of one section of the site, as it is retrieved, shown to the model and cited. */
export interface Passage {
  /** Stable within one index: section id and the part's number. */
  readonly id: string
  readonly sectionId: string
  /** Site path with base URL and anchor, e.g. `/textbook/docs/ros2/topics#quality-of-service`; absolute if on another host than the reader. */
  readonly url: string
  /** Title of the page. */
  readonly title: string
  /** From the page's title down to the section's own heading. */
  readonly headingPath: readonly string[]
  /** Plain text, paragraphs separated by blank lines. */
  readonly text: string
  readonly code: readonly CodeBlock[]
  /** Docs version, or null outside docs. */
  readonly version: string | null
  /** Higher is better; comparable only within one answer of the index. */
  readonly score: number
  /** Share (0 to 1) of the query's weight that the passage covers, rare words weighing more. */
  readonly coverage: number
}

export interface CodeBlock {
  readonly language: string
  readonly title: string | null
  readonly code: string
}

/** Where the reader is. Data from the browser: it shifts the ranking, and says which edition and version are asked first. */
export interface PageHint {
  readonly url?: string | undefined
  readonly version?: string | undefined
  readonly locale?: string | undefined
}

export interface SearchRequest {
  readonly query: string
  /** What the question may point to, such as text that the reader has marked: its words count for little, beside the question's own. */
  readonly around?: string | undefined
  readonly page?: PageHint | undefined
  /** Search this version of the site only, or these, and what belongs to no version. Default: all. */
  readonly version?: string | readonly string[] | undefined
  /** Search this language only; an index of another has no passages. Default: whatever there is. */
  readonly locale?: string | undefined
  /** Passages to return, 1 to 20; default 6. */
  readonly limit?: number | undefined
}

export interface SearchResult {
  /** Best first; empty when nothing covers enough of the query. */
  readonly passages: readonly Passage[]
  /** What came closest when `passages` is empty. */
  readonly nearest: readonly Passage[]
  /** Where the passages are from, if what the reader reads has none: another language, version or build of the site. */
  readonly elsewhere?: Elsewhere
  /** The edition that was searched, and answers if anything does. Missing where the index holds no more than one. */
  readonly site?: SiteInfo
}

/** How the passages' place differs from the reader's; the first that is not null says most. */
export interface Elsewhere {
  /** The passages' language, when the reader's is another. */
  readonly locale: string | null
  /** The passages' version and the reader's, when they are not the same. */
  readonly version: {readonly read: string; readonly found: string} | null
  /** Where the passages' edition begins, when it is another one. */
  readonly address: string | null
}

export interface SiteInfo {
  readonly url: string
  readonly baseUrl: string
  readonly locale: string
  readonly title: string
  /** Versions that readers get when they ask for none, one for each set of docs that has versions. */
  readonly latestVersions?: readonly string[] | undefined
}

/** One build of the site: all of it in one language. */
export interface Edition {
  readonly site: SiteInfo
  /** Versions in it; empty where it has none. */
  readonly versions: readonly string[]
  readonly sections: number
}

export interface IndexStatus {
  readonly sections: number
  readonly passages: number
  /** Versions of the site that are indexed; empty where the site has none. */
  readonly versions: readonly string[]
  /** That of the first edition, where there are several. Null until a first index was taken in. */
  readonly site: SiteInfo | null
  /** Every edition that was taken in, the default one first. Missing where the index holds no more than one. */
  readonly editions?: readonly Edition[]
  /** Passages that can be found by meaning, and why questions cannot, if so. Missing when embeddings are off. */
  readonly vectors?: {readonly passages: number; readonly problem: string | null}
  /** Why another engine than the configured one answers, if so. */
  readonly problem?: string
}

export interface IngestReport {
  readonly sections: number
  readonly added: number
  readonly removed: number
  readonly unchanged: number
  readonly milliseconds: number
  /** What could not be done although the index was taken in, and will be tried again: embedding, or a second engine. */
  readonly problem?: string
}

/**
 * `checked`: what is at the source, unless it has far fewer sections than the last index or was gone back from. `force`: that, too.
 * `previous`: the index before the one that is searched.
 */
export type IngestMode = 'checked' | 'force' | 'previous'

/** How far the taking in of an index is. */
export interface IngestProgress {
  readonly step: 'indexing' | 'embedding' | 'uploading'
  /** Of `total` sections, or passages. */
  readonly done: number
  readonly total: number
}

/** A whole section as it was indexed. */
export interface Section {
  readonly id: string
  /** Site path with base URL and anchor. */
  readonly url: string
  readonly title: string
  readonly headingPath: readonly string[]
  readonly version: string | null
  /** Plain text, paragraphs separated by blank lines. */
  readonly text: string
  readonly code: readonly CodeBlock[]
  /** The sections of its page, itself included, in the order in which they were indexed. At most 200. */
  readonly page: readonly SectionLink[]
}

export interface SectionLink {
  readonly id: string
  readonly url: string
  readonly heading: string
}

/** What the agent and the server need of an index, wherever it lives. */
export interface SearchIndex {
  search(request: SearchRequest): Promise<SearchResult>
  /** The section of this id or site path (with base URL and anchor), or null. A path without anchor is its page's beginning. */
  section(idOrPath: string): Promise<Section | null>
  status(): Promise<IndexStatus>
  /** Takes in the content index at a file path or URL; throws `IndexError` and changes nothing when it is unfit. */
  ingest(source: string, onProgress?: (progress: IngestProgress) => void, mode?: IngestMode): Promise<IngestReport>
  close(): Promise<void>
}
