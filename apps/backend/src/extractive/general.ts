import {continuation, previous, repeats, withAntecedent} from './runs.ts'
import type {Scored} from './score.ts'
import type {Unit} from './units.ts'

/** A further sentence must be at least this good against the best one. */
const WORTH = 0.7
/** The same for the first one from another passage. */
const WORTH_ELSEWHERE = 0.8
/** Share of the question's weight that it must have of what the chosen ones lack. */
const LEAST_GAIN = 0.15
/** Below this even the best sentence is about something else. */
const MIN_SCORE = 0.25
const MAX_PASSAGES = 3
/** When even the best has less of the question than this, three sentences are enough. */
const GOOD_MATCH = 0.55
const FEW = 3
const BESIDE_BLOCK = 2

export interface GeneralOptions {
  /** Sentences at most. */
  readonly sentences: number
  /** Content words of the question: one alone says little about what is wanted. */
  readonly words: number
}

/** Takes the best unit, then what is nearly as good and says something new; a sentence brings along what it leans on. */
export function chooseBest(scored: readonly Scored[], units: readonly Unit[], options: GeneralOptions): Unit[] {
  // The first that can be quoted; a better one may lean on what cannot.
  let best: Scored | null = null
  const chosen = new Set<Unit>()
  const passages = new Set<number>()
  const covered = new Set<string>()
  const count = (block: boolean): number => [...chosen].filter((unit) => (unit.kind !== 'sentence') === block).length
  for (const one of scored) {
    const {unit, score, match} = one
    if (score < Math.max(MIN_SCORE, (best?.score ?? 0) * WORTH)) break
    const isFew = (best ?? one).match < GOOD_MATCH || options.words < 2
    const limit = count(true) > 0 ? BESIDE_BLOCK : isFew ? FEW : options.sentences
    if (match === 0 || chosen.has(unit) || repeats(unit, chosen)) continue
    if (!passages.has(unit.passage.number) && passages.size >= MAX_PASSAGES) continue
    if (best !== null && !passages.has(unit.passage.number)) {
      if (score < best.score * WORTH_ELSEWHERE || gainOf(one, covered) < LEAST_GAIN) continue
    }
    if (unit.kind !== 'sentence') {
      // "Its causes are:" needs the sentence before it; a list that cannot have it is quoted without its lead.
      if (count(true) === 0)
        for (const member of withAntecedent(unit, units) ?? [{...unit, lead: ''}]) chosen.add(member)
    } else {
      const run = withAntecedent(unit, units)
      const added = run?.filter((member) => !chosen.has(member)) ?? []
      if (added.length === 0 || count(false) + added.length > limit) continue
      for (const member of added) chosen.add(member)
    }
    passages.add(unit.passage.number)
    for (const stem of one.covers.keys()) covered.add(stem)
    best ??= one
  }
  fillGaps(chosen, units, options.sentences + 1)
  addContext(chosen, units)
  return [...chosen]
}

/** Share (0 to 1) of the question's weight that a unit has and those before it have not. */
function gainOf({covers}: Scored, covered: ReadonlySet<string>): number {
  let gain = 0
  for (const [stem, share] of covers) if (!covered.has(stem)) gain += share
  return gain
}

/** Between two sentences that are quoted a single one of the same paragraph is not left out, as long as there are no more than `most`. */
function fillGaps(chosen: Set<Unit>, units: readonly Unit[], most: number): void {
  for (const unit of chosen) {
    const [between, after] = unit.kind === 'sentence' ? continuation(unit, units, 2) : []
    if (between !== undefined && after !== undefined && chosen.has(after) && chosen.size < most) chosen.add(between)
  }
}

/** One sentence alone reads like a scrap: the next one of its paragraph goes with it, or else the one before. */
function addContext(chosen: Set<Unit>, units: readonly Unit[]): void {
  const [only] = chosen
  if (chosen.size !== 1 || only?.kind !== 'sentence') return
  const [next] = continuation(only, units, 1)
  const neighbour = next ?? previous(only, units)
  if (neighbour !== null && (neighbour === next || !neighbour.leans)) chosen.add(neighbour)
}
