import {stem} from '../text/stem.ts'
import {contentStems, expandForIndex, words} from '../text/words.ts'

/** A question as it was asked once. */
export interface Asked {
  readonly text: string
  /** Milliseconds since 1970. */
  readonly askedAt: number
}

/** Questions about the same thing. */
export interface Cluster {
  /** The words that most of them share, as the most frequent one writes them; a single question itself. */
  readonly label: string
  /** How often they were asked, all together. */
  readonly count: number
  /** Milliseconds since 1970. */
  readonly lastAsked: number
  /** The different wordings, most frequent first. */
  readonly questions: readonly {readonly text: string; readonly count: number}[]
}

/** Two questions belong together when more than this share of their words, by stem, is common to both (Dice's coefficient). */
const SAME_SUBJECT = 0.5

interface Wording {
  text: string
  stems: Set<string>
  count: number
  lastAsked: number
}

/**
 * Groups questions by the stems of their content words. The most frequent wording leads the first group; each further wording joins the
 * group whose leader it shares most with, or else leads one of its own. No model, no chance: the same questions give the same groups.
 */
export function clusterQuestions(asked: readonly Asked[]): Cluster[] {
  const groups: Wording[][] = []
  for (const wording of readWordings(asked)) {
    let best: Wording[] | null = null
    let most = SAME_SUBJECT
    for (const group of groups) {
      const [leader] = group
      const share = leader === undefined ? 0 : dice(leader.stems, wording.stems)
      if (share > most) [best, most] = [group, share]
    }
    if (best === null) groups.push([wording])
    else best.push(wording)
  }
  return groups
    .map(toCluster)
    .toSorted((a, b) => b.count - a.count || b.lastAsked - a.lastAsked || (a.label < b.label ? -1 : 1))
}

/** The different wordings, most frequent first. Case, spelling and the order of the words make no difference. */
function readWordings(asked: readonly Asked[]): Wording[] {
  const wordings = new Map<string, Wording>()
  for (const {text, askedAt} of asked) {
    const stems = stemsOf(text)
    const key = wordingKey(text)
    const known = wordings.get(key)
    if (known === undefined) wordings.set(key, {text, stems, count: 1, lastAsked: askedAt})
    else {
      known.count += 1
      known.lastAsked = Math.max(known.lastAsked, askedAt)
    }
  }
  return [...wordings.values()].toSorted((a, b) => b.count - a.count)
}

/** Equal for questions that differ in case, spelling or the order of their words only. */
export function wordingKey(text: string): string {
  return [...stemsOf(text)].toSorted().join(' ') || text
}

function stemsOf(text: string): Set<string> {
  return new Set(contentStems(expandForIndex(text)))
}

function dice(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0
  for (const one of a) if (b.has(one)) common += 1
  return common === 0 ? 0 : (2 * common) / (a.size + b.size)
}

function toCluster(group: readonly Wording[]): Cluster {
  return {
    label: writeLabel(group),
    count: group.reduce((sum, {count}) => sum + count, 0),
    lastAsked: Math.max(...group.map(({lastAsked}) => lastAsked)),
    questions: group.map(({text, count}) => ({text, count})),
  }
}

function writeLabel(group: readonly Wording[]): string {
  const [leader] = group
  if (leader === undefined) return ''
  if (group.length === 1) return leader.text
  const isShared = (word: string): boolean =>
    words(word).some((part) => {
      const stemmed = stem(part)
      return leader.stems.has(stemmed) && group.filter(({stems}) => stems.has(stemmed)).length * 2 > group.length
    })
  const shared = (leader.text.match(/[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}_/.+#-]*/gu) ?? []).filter(isShared)
  const label = shared.map((word) => word.replace(/[./-]+$/, '')).join(' ')
  return label === '' ? leader.text : label
}
