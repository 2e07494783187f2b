import type {Kept} from './at-server.ts'
import type {View} from './look.ts'

/** Answers to the same questions as nothing was wrong: on the page, and at the server. */
export type Undisturbed = ReadonlyMap<string, {shown: string; kept: string}>

export interface Verdict {
  /** Questions that are missing on the page or at the server. */
  lost: string[]
  /** Questions that are there more than once. */
  doubled: string[]
  /** Questions whose answer is not what it is otherwise. */
  incomplete: string[]
}

/** Compares what was asked with what is there. */
export function judge(
  asked: readonly string[],
  {turns}: Pick<View, 'turns'>,
  kept: Kept,
  undisturbed: Undisturbed,
): Verdict {
  const places = [turns.map(({question}) => question), kept.questions]
  const count = (question: string) => places.map((place) => place.filter((text) => text === question).length)
  return {
    lost: asked.filter((question) => count(question).includes(0)),
    doubled: asked.filter((question) => count(question).some((times) => times > 1)),
    incomplete: asked.filter((question) => {
      const wanted = undisturbed.get(question)
      const isShown = turns.some((turn) => turn.question === question && turn.answer === wanted?.shown)
      return !isShown || !kept.answers.some((answer) => answer === wanted?.kept)
    }),
  }
}
