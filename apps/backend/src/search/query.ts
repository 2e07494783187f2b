import {cleanText} from '../text/clean.ts'
import {stem} from '../text/stem.ts'
import {isStopword, splitIdentifier, words} from '../text/words.ts'

export interface SearchQuery {
  /** Distinct stems, used for coverage. */
  readonly stems: readonly string[]
  /** An FTS5 MATCH expression of quoted strings and OR only, or null when the text holds no word at all. */
  readonly match: string | null
}

/** A question is rarely longer; a pasted log must not become a query with thousands of terms. */
const MAX_CHARACTERS = 4_000
const MAX_TERMS = 40

/**
 * Builds a query from any text. Only letters and digits reach the expression, each run in double quotes, so that no
 * operator, quote, bracket, column filter or control character of the reader's can be read as FTS5 syntax.
 */
export function buildQuery(text: string): SearchQuery {
  const cleaned = cleanText(text.slice(0, MAX_CHARACTERS))
  const chunks = cleaned.split(/\s+/).filter(Boolean)
  const all = words(cleaned)
  const onlyStopwords = all.every(isStopword)
  const stems = new Set<string>()
  const strings = new Set<string>()
  let last: string | null = null

  for (const chunk of chunks) {
    if (strings.size >= MAX_TERMS) break
    const parts = words(chunk)
    const kept = parts.filter((word) => onlyStopwords || !isStopword(word))
    for (const word of kept) {
      stems.add(stem(word))
      // The "2" of "ROS 2" is in every other passage: it is looked for beside its word only.
      const beside = /^\d{1,2}$/.test(word) && last !== null
      strings.add(beside ? `"${last} ${word}"` : `"${word}"`)
      last = word
    }
    // `ros2_control`, `/cmd_vel` and `rclcpp::Node` mean their parts side by side.
    if (parts.length > 1 && parts.length < 8 && kept.length > 0) strings.add(`"${parts.join(' ')}"`)
    for (const word of chunk.match(/[\p{L}\p{N}]+/gu) ?? []) {
      const split = splitIdentifier(word)
      const splitWords = split === null ? [] : words(split)
      if (splitWords.length > 1 && splitWords.length < 8) strings.add(`"${splitWords.join(' ')}"`)
    }
  }
  return {stems: [...stems], match: strings.size === 0 ? null : [...strings].join(' OR ')}
}
