/** A fenced block of the page: what it says stands here and not in the section's text. */
export interface CodeBlock {
  /** Language after the fence, `text` when the page names none. `mermaid` blocks hold a diagram's source. */
  language: string
  title: string | null
  code: string
}

/** What stands between one heading and the next. */
export interface Section {
  /** Path below the site's `baseUrl` plus anchor: the same from build to build, unique in one index. */
  id: string
  /** Site path with `baseUrl` and `#anchor`, percent-encoded where a URL must be. */
  url: string
  /** The page's title. */
  title: string
  /** From the page's title down to the section's own heading. */
  headingPath: string[]
  /** The heading's id, or `''` for what stands before the page's first heading. */
  anchor: string
  /**
   * Paragraphs separated by blank lines. Lists keep their markers, table rows read `a | b`, inline code keeps its
   * backticks, formulas are TeX between `$` or `$$`; nothing else of Markdown or HTML remains.
   */
  text: string
  code: CodeBlock[]
  /** Docs version (`current`, `1.2.0`), or null outside docs. */
  version: string | null
  /** Docusaurus' search tag (`docs-default-current`, `default`), or null. */
  tag: string | null
  /** The docs plugin's id of the page, or null outside docs. */
  docId: string | null
  /** Source file relative to the site's folder, with forward slashes, or null. */
  source: string | null
  /** ISO 8601, or null where Docusaurus was not asked to find it out (`showLastUpdateTime`). */
  lastUpdatedAt: string | null
  /** SHA-256 (hex) of all the above except `lastUpdatedAt` and `source`: it changes when the section must be read again. */
  hash: string
}

/** `chatkit-index.json`: one per locale, in the build folder. */
export interface ContentIndex {
  schemaVersion: 1
  site: {
    url: string
    baseUrl: string
    locale: string
    title: string
    /** Docs versions that readers get when their address names none: one for each set of docs, none without docs. */
    latestVersions: string[]
  }
  sections: Section[]
}

/** One page to read, as the build knows it. */
export interface Page {
  /** Route with `baseUrl`, in the site's trailing slash style. */
  path: string
  /** Built file relative to the output folder. */
  file: string
  docId: string | null
  source: string | null
  lastUpdatedAt: string | null
  /** False for docs of another version than the one that readers get by default. */
  isLatest: boolean
}
