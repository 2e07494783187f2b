import {hasArabic, stemUrdu, unifyArabic} from './arabic.ts'
import {unifySpelling} from './spelling.ts'
import {stem} from './stem.ts'

/** Scripts written without spaces: the index holds one character a word, and a query looks for them as a phrase. */
const UNSPACED = /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])/gu

const GREEK =
  'α alpha β beta γ gamma δ delta ε epsilon ζ zeta η eta θ theta ι iota κ kappa λ lambda μ mu ν nu ξ xi π pi ρ rho σ sigma τ tau φ phi χ chi ψ psi ω omega'.split(
    ' ',
  )
const GREEK_NAMES = new Map(GREEK.flatMap((letter, at) => (at % 2 === 0 ? [[letter, GREEK[at + 1] ?? letter]] : [])))
/** A Greek letter by itself is a symbol, which formulas call by its name. */
const SYMBOL = /(?<!\p{L})[α-ω](?!\p{L})/gu

/** A sign that makes a name of a single letter, which would be no word without it: A*, C++, C#. */
const SIGNED = /(?<![\p{L}\p{N}])(\p{L})(\*|\+\+|#)(?![\p{L}\p{N}*+#])/gu
const SIGNS: Readonly<Record<string, string>> = {'*': 'star', '++': 'plusplus', '#': 'sharp'}

/** Lower-case words in one spelling and without diacritics, cut as FTS5's `unicode61 remove_diacritics 2` cuts them. */
export function words(text: string): string[] {
  const plain = unifyArabic(text)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(UNSPACED, ' $1 ')
    .replace(SYMBOL, (letter) => GREEK_NAMES.get(letter) ?? letter)
    .replace(SIGNED, spellSign)
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map(hasArabic(plain) ? unifyWord : unifySpelling)
}

/** A name and the number that belongs to it: "ROS 2", "Windows 11". */
const NUMBERED = /(?<![\p{L}\p{N}])(\p{Lu}\p{L}+)[ \u00A0-](\d{1,2})(?![\p{L}\p{N}])/gu

/** Names with the number that belongs to them as one word each, as many people write them: "ROS 2" → "ros2". */
export function numberedNames(text: string): string[] {
  return Array.from(text.matchAll(NUMBERED), ([, name = '', number = '']) => words(name).join('') + number)
}

function spellSign(_: string, letter: string, sign: string): string {
  return letter.toLowerCase() + (SIGNS[sign] ?? '')
}

/** The same for each spelling and, in Urdu, for each form of a word. */
function unifyWord(word: string): string {
  return hasArabic(word) ? stemUrdu(word) : unifySpelling(word)
}

/** FTS5 knows neither the spellings of Arabic script nor its endings, so it is given words without them. */
function stemArabic(text: string): string {
  if (!hasArabic(text)) return text
  return unifyArabic(text).replace(/[\p{L}\p{N}]+/gu, (word) => (hasArabic(word) ? stemUrdu(word) : word))
}

/** The words of a text as they stand side by side in the index, each in the spelling of the text. */
export function indexedWords(text: string): string[] {
  return (
    stemArabic(text.normalize())
      .replace(UNSPACED, ' $1 ')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}

/** "SensorDataQoS" → "Sensor Data Qo S", "ros2" → "ros 2". Returns null when there is nothing to split. */
export function splitIdentifier(word: string): string | null {
  // Nearly every word: this is asked of each one when an index is taken in.
  if (/^[A-Za-z]?[a-z]*$/.test(word)) return null
  const split = word
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{L})(\p{N})/gu, '$1 $2')
  return split === word ? null : split
}

/**
 * The text as it goes into the index: itself and, after it, the parts of every identifier that the tokenizer would keep
 * whole (CamelCase, `ros2`), and words in the one spelling. Snake case, slashes and dots are cut by the tokenizer already.
 */
export function expandForIndex(text: string): string {
  const spaced = stemArabic(text).replace(UNSPACED, ' $1 ')
  const parts = new Set<string>()
  for (const name of numberedNames(text)) parts.add(name)
  for (const [all, letter = '', sign = ''] of text.matchAll(SIGNED)) parts.add(spellSign(all, letter, sign))
  for (const word of text.match(/[\p{L}\p{N}]+/gu) ?? []) {
    const split = splitIdentifier(word)
    if (split !== null) parts.add(split)
    const lower = word.toLowerCase()
    const unified = unifySpelling(lower)
    if (unified !== lower) parts.add(unified)
    const symbol = GREEK_NAMES.get(lower)
    if (symbol !== undefined) parts.add(symbol)
  }
  return parts.size === 0 ? spaced : `${spaced}\n${[...parts].join('\n')}`
}

/** Words that say how something is asked, not what is asked. Content words of a technical text must not be here. */
const STOPWORDS = new Set(
  (
    'a about above after again all also am an and any are as at be because been before being between both but by can cannot could did do does doing ' +
    'done down each either else etc ever explain few for from further get give gives had has have having he help her here hers him his how i if in ' +
    'into is it its itself just kind know let lets like ll make makes made many may me mean means might more most much must my need no nor not of off on ' +
    'once one only or other our ours out over own please quite re really same say says shall she should show so some such tell than that the their ' +
    'theirs them then there these they thing things this those through to too under until up upon us use used uses using ve very want was we were ' +
    'what when where whether which while who whom whose why will with without would you your yours d m s t don doesn isn aren difference ' +
    'happen happens happened describe definition define work works write steps textbook book chapter page section question answer ' +
    'differ differs different differently differences compare compared comparison versus vs ' +
    // Urdu
    'کیا ہے ہیں کا کی کے کو میں سے پر اور یا یہ وہ اس ان کون سا سی سے کس کن کیسے کیوں کہاں کب جب تب ہوتا ہوتی ہوتے ہو ہوں تھا تھی تھے نے تک بھی جو ' +
    'کر کرتا کرتی کرتے کرنا کرنے کروں چاہیے جاتا جاتی جاتے جائے گا گی گے نہیں مطلب مراد فرق بتائیں بتاؤ وضاحت کام ایک ' +
    'کسے کسی کچھ ہونا ہوا ہوئی ہوئے رہا رہی رہے تو ہی سکتا سکتی سکتے والا والی والے ساتھ لیے مجھے کیجیے کریں'
  )
    .split(' ')
    .map((word) => unifyWord(unifyArabic(word))),
)

/** Asks for a name, and is not about standing or calling: "What does QoS stand for?", "What is that called?" */
const ASKS_FOR_NAME =
  /\bstands? for\b|\b(?:is|are) (?:it|that|this|they|these|those)(?: \p{L}+)? called\b|\bwhat do (?:you|we|people|they) call\b/giu

/** A question without phrases that only ask for a name. */
export function withoutAsking(question: string): string {
  return question.replace(ASKS_FOR_NAME, ' ')
}

export function isStopword(word: string): boolean {
  return STOPWORDS.has(word)
}

/** Distinct stems of the content words, in order. When nothing but stopwords was written, those count. */
export function contentStems(text: string): string[] {
  const all = words(text)
  const content = all.filter((word) => !isStopword(word))
  return [...new Set((content.length > 0 ? content : all).map(stem))]
}

/** Every stem of a text, the parts of its identifiers included, for matching against a query's stems. */
export function stemSet(text: string): Set<string> {
  return new Set(words(expandForIndex(text)).map(stem))
}
