import type {ShownPassage, ToolOutput} from '../agent/tool-output.ts'
import {escapeMarkdown} from '../text/markdown.ts'
import {correctSpelling} from '../text/near-word.ts'
import {stem} from '../text/stem.ts'
import {stemSet, words} from '../text/words.ts'
import {readAcronyms, type Acronyms} from './acronyms.ts'
import {asksOnlyForCode, chooseCode, type ChosenCode} from './code.ts'
import {compare} from './compare.ts'
import {chooseDefinition, chooseMore} from './define.ts'
import {chooseBest} from './general.ts'
import {chooseOpening, chooseOverview} from './overview.ts'
import {readQuestion, type Context, type Question} from './question.ts'
import {scoreUnits} from './score.ts'
import {readUnits, type Unit} from './units.ts'
import {
  writeCode,
  writeElsewhere,
  writeNothingFound,
  writeOpening,
  writePointers,
  writeUnits,
  type Voice,
} from './write.ts'

/**
 * Writes an answer from retrieved passages in Markdown, every statement followed by the marker of the passage it is quoted
 * from. Nothing is added but the words around the quotes. Two to six sentences, fewer when no more are worth it; lists,
 * tables, formulas and code are kept whole.
 *
 * @param context the question with what it takes along from the conversation
 * @param voice the name of the site, and the language in which it is said what this is
 */
export function composeAnswer(text: string, context: Context, output: ToolOutput, voice: Voice): string {
  if (output.passages.length === 0) return writeNothingFound(output, voice)
  const question = readCorrected(text, context, output.passages)
  const acronyms = readAcronyms(output.passages.map((passage) => passage.text))
  const code = chooseCode(output.passages, question, acronyms)
  if (code === null && asksOnlyForCode(question)) return writePointers(output.passages, voice)
  const all = readUnits(output.passages)
  const units = question.wantsMore ? all.filter((unit) => !wasSaid(unit, context)) : all
  const more = question.wantsMore ? chooseMore(all, question.subject, (unit) => wasSaid(unit, context)) : []
  const quoted = more.length > 0 ? writeUnits(more) : quote(question, units, code, acronyms)
  const paragraphs = quoted.length === 0 && code === null ? writeUnits(chooseOpening(units)) : quoted
  if (paragraphs.length === 0 && code === null) return writePointers(output.passages, voice)
  return [
    ...writeElsewhere(output.elsewhere, voice),
    writeOpening(voice),
    ...paragraphs,
    ...(code === null ? [] : [writeCode(code, voice)]),
  ].join('\n\n')
}

/** The search corrects what it looks for; here the passages that it found say what was meant. */
function readCorrected(text: string, context: Context, passages: readonly ShownPassage[]): Question {
  const known = words(passages.map((passage) => `${passage.heading} ${passage.text}`).join(' '))
  const stems = stemSet(known.join(' '))
  const correct = (asked: string): string =>
    correctSpelling(asked, {
      has: (word) => words(word).every((one) => stems.has(stem(one))),
      like: (word) => known.filter((other) => other[0] === word[0]),
      count: (word) => known.filter((other) => other === word).length,
    })
  return readQuestion(correct(text), {...context, query: correct(context.query)})
}

function quote(question: Question, units: readonly Unit[], code: ChosenCode | null, acronyms: Acronyms): string[] {
  if (question.kind === 'overview') return writeUnits(chooseOverview(units))
  if (!question.wantsFormula && (question.kind === 'definition' || question.kind === 'explanation')) {
    const options =
      question.kind === 'definition'
        ? {following: 2, across: false, sentences: 4}
        : {following: 4, across: true, sentences: 6}
    const chosen = chooseDefinition(units, question.subject, options)
    if (chosen.length > 0) return writeUnits(chosen)
  }
  if (question.kind === 'comparison' && question.sides !== null) {
    const found = compare(units, question.sides, acronyms)
    if (found !== null)
      return [found.both, ...found.each, found.table === null ? [] : [found.table]].flatMap((run) => writeUnits(run))
  }
  const scored = scoreUnits(units, question, acronyms)
  // A table that does not hold both sides only mentions them.
  const fitting = question.sides === null ? scored : scored.filter(({unit}) => unit.kind !== 'table')
  // Beside code only its own passage has more to say.
  const near = code === null ? fitting : fitting.filter(({unit}) => unit.passage === code.passage)
  return writeUnits(
    inReadingOrder(chooseBest(near, units, {sentences: code === null ? 5 : 3, words: question.stems.length})),
  )
}

/** Who asks for more has read the answers so far. */
function wasSaid(unit: Unit, {said = ''}: Context): boolean {
  return said.includes(escapeMarkdown(unit.text.replace(/[.:;]$/, '')))
}

/** Passages in the order of their first choice, each in the order it is written. */
function inReadingOrder(chosen: readonly Unit[]): Unit[] {
  const passages = [...new Set(chosen.map((unit) => unit.passage))]
  return passages.flatMap((passage) =>
    chosen.filter((unit) => unit.passage === passage).toSorted((a, b) => a.order - b.order),
  )
}
