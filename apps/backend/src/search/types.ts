/** A stretch of one section of the site, as it is retrieved, shown to the model and cited. */
export interface Passage {
  /** Stable within one index: section id and the part's number. */
  readonly id: string
  readonly sectionId: string
  /** Site path with base URL and anchor, e.g. `/textbook/docs/ros2/topics#quality-of-service`. */
  readonly url: string
  /** Title of the page. */
  readonly title: string
  /** From the page's title down to the section's own heading. */
  readonly headingPath: readonly string[]
  /** Plain text, paragraphs separated by blank lines. */
  readonly text: string
  readonly code: readonly CodeBlock[]
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

/** Where the reader is. Data from the browser: it only shifts the ranking. */
export interface PageHint {
  readonly url?: string | undefined
  readonly version?: string | undefined
}

export interface SearchRequest {
  readonly query: string
  readonly page?: PageHint | undefined
  /** Search this version of the site only; one that does not exist has no passages. Default: all. */
  readonly version?: string | undefined
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
}

export interface SiteInfo {
  readonly url: string
  readonly baseUrl: string
  readonly locale: string
  readonly title: string
}

export interface IndexStatus {
  readonly sections: number
  readonly passages: number
  /** Versions of the site that are indexed; empty where the site has none. */
  readonly versions: readonly string[]
  /** Null until a first index was taken in. */
  readonly site: SiteInfo | null
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
  ingest(source: string): Promise<IngestReport>
  close(): Promise<void>
}
