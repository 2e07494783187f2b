import type {AgentInputItem} from '@openai/agents'
import * as fc from 'fast-check'
import {buildInstructions} from '../prompt.ts'
import type {ShownPassage} from '../tool-output.ts'
import {estimateTokens} from './estimate-tokens.ts'
import {fitContext, type FitOptions} from './fit-context.ts'
import {readText} from './outputs.ts'

const SENTENCE = 'A topic is a named channel on which nodes publish messages of one type. '
const words = (count: number): string => SENTENCE.repeat(Math.ceil(count / 12)).trim()

const asks = (text: string): AgentInputItem => ({type: 'message', role: 'user', content: [{type: 'input_text', text}]})
const says = (text: string): AgentInputItem => ({
  type: 'message',
  role: 'assistant',
  status: 'completed',
  content: [{type: 'output_text', text}],
})
const passage = (number: number, text = words(400)): ShownPassage => ({
  number,
  page: 'Topics',
  heading: `Heading ${number}`,
  url: `/docs/topics#${number}`,
  text,
  code: [{language: 'python', title: null, code: 'x = 1\n'.repeat(20)}],
})
const calls = (callId: string, output: string): AgentInputItem[] => [
  {type: 'function_call', callId, name: 'search_textbook', arguments: '{"query":"topic"}', status: 'completed'},
  {type: 'function_call_result', callId, name: 'search_textbook', status: 'completed', output},
]
const finds = (callId: string, ...passages: ShownPassage[]): AgentInputItem[] =>
  calls(callId, JSON.stringify({passages, nearest: []}))

const turn = (at: number): AgentInputItem[] => [
  asks(`Question ${at}? ${words(60)}`),
  says(`Answer ${at}. ${words(300)}`),
]

function fit(
  input: AgentInputItem[],
  contextTokens: number,
  passages: ShownPassage[] = [passage(1), passage(2), passage(3)],
) {
  const options: FitOptions = {
    input,
    passages,
    isCut: false,
    instruct: (shown) => buildInstructions({title: 'Robots', page: {}, ...shown}),
    contextTokens,
  }
  return fitContext(options)
}

/** A context that is too small by so many tokens, besides what is left for the answer. */
const short = (input: AgentInputItem[], by: number): ReturnType<typeof fitContext> =>
  fit(input, tokensOf(fit(input, 1_000_000)) + 2_400 - by)

const tokensOf = ({input, instructions}: ReturnType<typeof fitContext>): number =>
  estimateTokens(instructions) + estimateTokens(JSON.stringify(input))

test('what fits is left as it is', () => {
  const input = [...turn(1), ...turn(2), asks('And now?'), ...finds('c1', passage(4))]
  const {input: fitted, instructions} = fit(input, 100_000)
  expect(fitted).toEqual(input)
  expect(instructions).toContain(JSON.stringify(passage(3)))
  expect(instructions).not.toContain('left out')
})

test('text that stands there twice goes first', () => {
  const input = [asks('What is it?'), ...finds('c1', passage(1), passage(4)), ...finds('c2', passage(4), passage(5))]
  const {input: fitted, instructions} = short(input, 1_000)
  expect(instructions).toContain(JSON.stringify(passage(1)))
  const [first, second] = fitted
    .filter((item) => item.type === 'function_call_result')
    .map((item) => readText(item.output))
  expect(first?.match(/Shown elsewhere/g)).toHaveLength(2)
  expect(second).toBe(JSON.stringify({passages: [passage(4), passage(5)], nearest: []}))
})

test('older results are shortened before the conversation, the newest stays whole', () => {
  const input = [...turn(1), asks('What is it?'), ...finds('c1', passage(4)), ...finds('c2', passage(5))]
  const {input: fitted} = short(input, 600)
  const text = JSON.stringify(fitted)
  expect(text).toContain('Left out to save room')
  expect(fitted.slice(0, 3)).toEqual(input.slice(0, 3))
  expect(fitted.at(-1)).toEqual(input.at(-1))
})

test('older turns are shortened to what they were about, then left out with a word; the newest stay whole', () => {
  const input = [...turn(1), ...turn(2), ...turn(3), ...turn(4), asks('And now?')]
  const shortened = short(input, 800)
  expect(shortened.input).toHaveLength(input.length)
  expect(shortened.input.slice(-5)).toEqual(input.slice(-5))
  expect(JSON.stringify(shortened.input[1])).toMatch(/Answer 1\. A topic is a named channel/)
  expect(JSON.stringify(shortened.input[1]).length).toBeLessThan(500)
  expect(shortened.instructions).not.toContain('left out')

  const cut = short(input, 1_700)
  expect(cut.input.slice(-1)).toEqual(input.slice(-1))
  expect(cut.input.length).toBeLessThan(input.length)
  expect(cut.instructions).toContain('The beginning of the conversation is left out.')
})

test('an endless question loses its middle at last', () => {
  const text = `Why does this fail? ${'log line '.repeat(3_000)} Thanks!`
  const {input} = fit([asks(text)], 4_000)
  expect(JSON.stringify(input)).toMatch(/Why does this fail\?.* \[…\] .*Thanks!/)
})

test('a section that was read is shortened like a search', () => {
  const read = calls(
    'c1',
    JSON.stringify({...passage(4, words(3_000)), before: [], after: [{heading: 'Next', url: '/x'}]}),
  )
  const {input} = fit([asks('Why?'), ...read, ...finds('c2', passage(5))], 5_000)
  const output = JSON.parse(readText(input[2]?.type === 'function_call_result' ? input[2].output : '')) as {
    after: unknown[]
  }
  expect(output).toMatchObject({number: 4, code: [], text: expect.stringContaining('Left out')})
  expect(output.after).toEqual([{heading: 'Next', url: '/x'}])
})

describe('whatever the conversation', () => {
  const size = fc.integer({min: 1, max: 1_500})
  const output = fc.oneof(
    fc
      .array(fc.tuple(fc.integer({min: 1, max: 9}), size), {maxLength: 6})
      .map((list) =>
        JSON.stringify({passages: list.map(([number, length]) => passage(number, words(length))), nearest: []}),
      ),
    size.map((length) => JSON.stringify(passage(7, words(length)))),
    fc.constant('{"error":"There is no such section."}'),
    fc.constant('not JSON'),
  )
  const pair = fc.tuple(fc.uuid(), output).map(([id, text]) => calls(id, text))
  const past = fc
    .tuple(size, size, fc.array(pair, {maxLength: 2}), fc.boolean())
    .map(([question, answer, pairs, isAnswered]) =>
      [asks(words(question))].concat(pairs.flat(), isAnswered ? [says(words(answer))] : []),
    )
  const conversation = fc
    .tuple(fc.array(past, {maxLength: 8}), size, fc.option(size), fc.array(pair, {maxLength: 4}))
    .map(([turns, question, quote, run]) => ({
      before: turns.flat(),
      question: [asks(words(question)), ...(quote === null ? [] : [asks(words(quote))])],
      run: run.flat(),
    }))

  test('it fits, no call is without its result, and the question is there', () => {
    fc.assert(
      fc.property(conversation, fc.integer({min: 4_000, max: 60_000}), ({before, question, run}, contextTokens) => {
        const {input, instructions} = fit([...before, ...question, ...run], contextTokens)
        const said = input.map((item) => ('output' in item ? readText(item.output) : JSON.stringify(item))).join('\n')
        expect(estimateTokens(instructions) + estimateTokens(said)).toBeLessThan(contextTokens)

        const ids = (type: string) =>
          input.flatMap((item) => (item.type === type && 'callId' in item ? [item.callId] : []))
        expect(ids('function_call_result')).toEqual(ids('function_call'))
        for (const [at, item] of input.entries())
          if (item.type === 'function_call') expect(input[at + 1]).toMatchObject({callId: item.callId})

        // The turn under way is all there, in its order.
        expect(input.slice(-run.length - question.length).map(({type}) => type)).toEqual(
          [...question, ...run].map(({type}) => type),
        )
        expect(JSON.stringify(input.at(-run.length - question.length))).toContain('A topic is a named channel')
      }),
      {numRuns: 150},
    )
  })
})
