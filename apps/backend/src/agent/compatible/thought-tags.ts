const OPEN = '<think>'
const CLOSE = '</think>'

/** A piece of a message, told apart. */
export interface Told {
  readonly thought: string
  readonly answer: string
}

/**
 * Tells thoughts from the answer where a server leaves both in the text: models such as DeepSeek-R1 and Qwen3 begin with thoughts
 * between tags. Only at the very beginning: later a tag is what the model writes about.
 */
export class ThoughtTags {
  #state: 'begin' | 'thought' | 'gap' | 'answer' = 'begin'
  #held = ''

  push(text: string): Told {
    if (this.#state === 'answer') return {thought: '', answer: text}
    let thought = ''
    this.#held += text
    if (this.#state === 'begin') {
      const begun = this.#held.trimStart()
      if (begun.length < OPEN.length && OPEN.startsWith(begun)) return {thought, answer: ''}
      if (!begun.startsWith(OPEN)) return this.#answer(thought)
      this.#held = begun.slice(OPEN.length)
      this.#state = 'thought'
    }
    if (this.#state === 'thought') {
      const end = this.#held.indexOf(CLOSE)
      const known = end === -1 ? this.#held.length - partOf(CLOSE, this.#held) : end
      thought = this.#held.slice(0, known)
      this.#held = this.#held.slice(end === -1 ? known : end + CLOSE.length)
      if (end === -1) return {thought, answer: ''}
      this.#state = 'gap'
    }
    // The empty lines between the two belong to neither.
    this.#held = this.#held.trimStart()
    return this.#held === '' ? {thought, answer: ''} : this.#answer(thought)
  }

  /** What was held back in case a tag would come of it. */
  end(): Told {
    const held = this.#held
    this.#held = ''
    return this.#state === 'thought' ? {thought: held, answer: ''} : {thought: '', answer: held}
  }

  #answer(thought: string): Told {
    const answer = this.#held
    this.#held = ''
    this.#state = 'answer'
    return {thought, answer}
  }
}

/** How much of the beginning of `tag` the text ends with. */
function partOf(tag: string, text: string): number {
  for (let length = Math.min(tag.length - 1, text.length); length > 0; length--)
    if (text.endsWith(tag.slice(0, length))) return length
  return 0
}
