/** Answers of any length, the same ones in every run. A token is four characters, as models' tokens are on average. */
const TOKEN = 4

const WORDS =
  'a robot reads its sensors and plans the next step while nodes publish messages over topics so that every part of the system learns what has changed and can act on it before the wheels turn again'.split(
    ' ',
  )

const words = (count, from) =>
  Array.from({length: count}, (_, i) => WORDS[(from * 7 + i * 3 + i * i) % WORDS.length]).join(' ')

const MIXED = [
  (i) => `## Part ${i}\n\n${words(30, i)}, with **${words(3, i)}** and [a link](/docs/part-${i}).\n\n`,
  (i) =>
    `${words(20, i)} where $x_${i} = ${i}y$ holds:\n\n- ${words(8, i)}\n- ${words(6, i)} in \`code_${i}\`\n  - ${words(5, i)}\n\n`,
  (i) => `\`\`\`python\ndef step_${i}(state):\n    # ${words(6, i)}\n    return state + ${i}\n\`\`\`\n\n`,
  (i) =>
    `| Name | Rate | Note |\n|---|--:|---|\n| n${i} | ${i} Hz | ${words(4, i)} |\n| m${i} | ${i * 2} Hz | ${words(3, i)} |\n\n`,
  (i) => `> ${words(18, i)}\n\n1. ${words(9, i)}\n2. ${words(7, i)} with *${words(2, i)}*\n\n`,
]

const KINDS = {
  'mixed text': {head: '', piece: (i) => MIXED[i % MIXED.length](i)},
  'one long list': {head: '', piece: (i) => `- ${words(9, i)} with **${words(2, i)}**\n`},
  'one long table': {
    head: '| Name | Rate | Note |\n|---|--:|---|\n',
    piece: (i) => `| node ${i} | ${i} Hz | ${words(5, i)} |\n`,
  },
  'an endless paragraph': {head: '', piece: (i) => `${words(11, i)}, *${words(2, i)}*. `},
}

export const KIND_NAMES = Object.keys(KINDS)

/**
 * @param {string} kind one of `KIND_NAMES`
 * @param {number} tokens
 * @returns {string[]} the answer, one string a token
 */
export function answerTokens(kind, tokens) {
  const {head, piece} = KINDS[kind]
  let text = head
  for (let i = 1; text.length < tokens * TOKEN; i++) text += piece(i)
  return Array.from({length: tokens}, (_, i) => text.slice(i * TOKEN, (i + 1) * TOKEN))
}
