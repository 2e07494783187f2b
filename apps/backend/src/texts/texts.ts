/** What the backend itself says to a reader, in one language. Names of sites and headings come as Markdown, emphasised already. */
export interface Texts {
  /** BCP 47. */
  readonly locale: string

  /** Above an answer that is made of quotations. */
  opening(site: string): string
  /** Above links to sections of which no sentence can be quoted by itself. */
  pointers(site: string): string
  /** Beside code that goes on. */
  firstLines(count: number): string
  nothingFound(site: string): string
  /** Below an answer that is made of quotations, above questions to go on with. */
  goOn: string
  /** A question about a section, which the search understands. */
  about(heading: string): string
  /** Goes on after `nothingFound`, above links. */
  nearest: string
  /** Goes on after `nothingFound` when there is nothing to link to. */
  tryOtherWords: string
  /** Before an answer from the text in another language than the reader's. @param language in this language: "Urdu" */
  onlyInLanguage(language: string): string
  /** Before an answer from another version than the reader's. */
  onlyInVersion(found: string, read: string): string
  /** Before an answer from another build of the site. */
  onlyAt(address: string): string

  searching(site: string): string
  reading(heading: string): string

  /** What the assistant does when no language model is connected. */
  does(site: string): string
  hello(does: string): string
  whatItIs(does: string): string
  welcome: string
  goodbye: string
  whatNext(site: string): string
  pleaseAsk(site: string): string

  modelDown: string
  /** Before quotations, when models have read and written as much as they may in a day. */
  modelSpent: string
  modelBrokeOff: string
  /** Before quotations, when a model has looked things up and written no answer. */
  modelGaveUp: string
  /** An error below half an answer. */
  modelStopped: string
  /** Below an answer of a language model. @param sentences of it, in quotation marks */
  unsupported(sentences: string): string
  searchFailed: string
  restarted: string
  /** While the first index is being taken in. */
  beingIndexed: string
  notIndexed: string
  indexUnreadable: string
}
