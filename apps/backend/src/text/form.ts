import type {CodeBlock} from '../search/types.ts'

/** The form that an answer is wanted in, or that a passage has: `code`, `formula`, or the name of a programming language. */
export type Form = string

const CODE = /\b(?:code|snippets?|examples?|commands?|script|syntax|implement|write)\b/i
const FORMULA =
  /\b(?:formulas?|formulae|equations?)\b|\b(?:control law|expression|update(?: rule| step)?) (?:for|of)\b|\bhow (?:is|are) .+ (?:computed|calculated)\b/i

/** What languages are called in questions and at blocks of code, under one name each. */
const LANGUAGES: readonly (readonly [name: string, asked: RegExp, block: RegExp])[] = [
  ['python', /\bpython\b/i, /^py(?:thon)?$/],
  ['c++', /\bc\+\+|\bcpp\b/i, /^(?:cpp|c\+\+|cc|hpp)$/],
  ['yaml', /\bya?ml\b/i, /^ya?ml$/],
  ['xml', /\b(?:xml|urdf|sdf)\b/i, /^(?:xml|urdf|sdf|xacro)$/],
  ['json', /\bjson\b/i, /^json[5c]?$/],
  ['javascript', /\b(?:javascript|js)\b/i, /^(?:javascript|[cm]?jsx?)$/],
  ['typescript', /\b(?:typescript|tsx?)\b/i, /^(?:typescript|[cm]?tsx?)$/],
  ['rust', /\brust\b/i, /^(?:rust|rs)$/],
  ['java', /\bjava\b/i, /^java$/],
  ['sql', /\bsql\b/i, /^sql$/],
  ['shell', /\b(?:command|shell|terminal|cli|bash)\b/i, /^(?:bash|sh|shell|console|zsh)$/],
]

/** The forms that a question asks for; empty when it says nothing of the kind. */
export function formsAsked(question: string): Form[] {
  const languages = LANGUAGES.filter(([, asked]) => asked.test(question)).map(([name]) => name)
  const code = CODE.test(question) || languages.length > 0 ? ['code'] : []
  return [...code, ...languages, ...(FORMULA.test(question) ? ['formula'] : [])]
}

/** The forms that a passage has. Diagrams are not code. */
export function formsOf(text: string, code: readonly CodeBlock[]): Form[] {
  const blocks = code.filter(({language}) => language !== 'mermaid')
  const languages = blocks.map(({language}) => languageOf(language))
  const forms = [...(blocks.length > 0 ? ['code'] : []), ...languages, ...(text.includes('$$') ? ['formula'] : [])]
  return [...new Set(forms.filter((form) => form !== null))]
}

/** The one name of a block's language; null for one that questions are not known to ask for. */
export function languageOf(block: string): Form | null {
  return LANGUAGES.find(([, , written]) => written.test(block))?.[0] ?? null
}
