import type {Kept} from './at-server.ts'
import type {View} from './look.ts'

/** Answers to the same questions as nothing was wrong: on the page, and at the server. */
export type Undisturbed = ReadonlyMap<string, {shown: string; kept: string}>

export interface Verdict {
  /** Questions that are missing on the page or at the server. */
  lost: string[]
  /** Questions that are there more than once, with where. */
  doubled: string[]
  /** Questions whose answer is not what it is otherwise, with where it differs, and the page does not say so. */
  incomplete: string[]
  /** Questions whose answer is not whole, as the page says, with the offer to ask again. */
  marked: string[]
}

/** Compares what was asked with what is there. */
export function judge(
  asked: readonly string[],
  {turns}: Pick<View, 'turns'>,
  kept: Kept,
  undisturbed: Undisturbed,
): Verdict {
  const places = [turns.map(({question}) => question), kept.questions]
  const turnOf = (question: string) => turns.find((turn) => turn.question === question)
  const isMarked = (question: string) => turnOf(question)?.isMarked === true
  const count = (question: string) => places.map((place) => place.filter((text) => text === question).length)
  return {
    lost: asked.filter((question) => count(question).includes(0)),
    doubled: asked.flatMap((question) => {
      const [onPage = 0, atServer = 0] = count(question)
      return Math.max(onPage, atServer) > 1 ? [`${question} – ${onPage} on the page, ${atServer} at the server`] : []
    }),
    marked: asked.filter(isMarked),
    incomplete: asked.flatMap((question) => {
      if (isMarked(question)) return []
      const wanted = undisturbed.get(question)
      const shown = turnOf(question)?.answer ?? ''
      if (shown !== wanted?.shown) return `${question} – on the page ${difference(shown, wanted?.shown ?? '')}`
      if (!kept.answers.includes(wanted.kept)) return `${question} – at the server`
      return []
    }),
  }
}

/** Both texts from where they part. */
function difference(actual: string, wanted: string): string {
  let from = 0
  while (from < wanted.length && actual[from] === wanted[from]) from += 1
  return JSON.stringify({
    at: from,
    of: wanted.length,
    actual: actual.slice(from, from + 60),
    wanted: wanted.slice(from, from + 60),
  })
}
