/**
 * The Porter stemmer (M.F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980), as SQLite FTS5's `porter`
 * tokenizer implements it. Ranking and sentence choice must agree with the index on what counts as the same word.
 */
const cache = new Map<string, string>()
const CACHE_LIMIT = 50_000

/** Stems one lower-case word. Words that are not plain ASCII letters and digits are returned as they are. */
export function stem(word: string): string {
  const known = cache.get(word)
  if (known !== undefined) return known
  const stemmed = word.length > 2 && word.length < 64 && /^[a-z0-9]+$/.test(word) ? porter(word) : word
  if (cache.size >= CACHE_LIMIT) cache.clear()
  cache.set(word, stemmed)
  return stemmed
}

const CONSONANT = '[^aeiou]'
const VOWEL = '[aeiouy]'
const CONSONANTS = `${CONSONANT}[^aeiouy]*`
const VOWELS = `${VOWEL}[aeiou]*`
const MEASURE_0 = new RegExp(`^(${CONSONANTS})?${VOWELS}${CONSONANTS}`)
const MEASURE_1 = new RegExp(`^(${CONSONANTS})?${VOWELS}${CONSONANTS}(${VOWELS})?$`)
const MEASURE_2 = new RegExp(`^(${CONSONANTS})?${VOWELS}${CONSONANTS}${VOWELS}${CONSONANTS}`)
const HAS_VOWEL = new RegExp(`^(${CONSONANTS})?${VOWEL}`)
const SHORT_SYLLABLE = new RegExp(`^${CONSONANTS}${VOWEL}[^aeiouwxy]$`)

const STEP_2: Record<string, string> = {
  ational: 'ate',
  tional: 'tion',
  enci: 'ence',
  anci: 'ance',
  izer: 'ize',
  bli: 'ble',
  alli: 'al',
  entli: 'ent',
  eli: 'e',
  ousli: 'ous',
  ization: 'ize',
  ation: 'ate',
  ator: 'ate',
  alism: 'al',
  iveness: 'ive',
  fulness: 'ful',
  ousness: 'ous',
  aliti: 'al',
  iviti: 'ive',
  biliti: 'ble',
  logi: 'log',
}
const STEP_2_SUFFIX =
  /^(.+?)(ational|tional|enci|anci|izer|bli|alli|entli|eli|ousli|ization|ation|ator|alism|iveness|fulness|ousness|aliti|iviti|biliti|logi)$/
const STEP_3: Record<string, string> = {icate: 'ic', ative: '', alize: 'al', iciti: 'ic', ical: 'ic', ful: '', ness: ''}
const STEP_3_SUFFIX = /^(.+?)(icate|ative|alize|iciti|ical|ful|ness)$/
const STEP_4_SUFFIX = /^(.+?)(al|ance|ence|er|ic|able|ible|ant|ement|ment|ent|ou|ism|ate|iti|ous|ive|ize)$/

function porter(word: string): string {
  // A y at the start is a consonant; upper case keeps it out of the vowel classes.
  let w = word.startsWith('y') ? `Y${word.slice(1)}` : word
  w = w.replace(/^(.+?)(ss|i)es$/, '$1$2').replace(/^(.+?)([^s])s$/, '$1$2')
  w = stripPast(w)
  w = w.replace(/^(.+)y$/, (all, rest: string) => (HAS_VOWEL.test(rest) ? `${rest}i` : all))
  w = w.replace(STEP_2_SUFFIX, (all, rest: string, suffix: string) =>
    MEASURE_0.test(rest) ? rest + STEP_2[suffix] : all,
  )
  w = w.replace(STEP_3_SUFFIX, (all, rest: string, suffix: string) =>
    MEASURE_0.test(rest) ? rest + STEP_3[suffix] : all,
  )
  w = stripLong(w)
  const withoutE = /^(.+)e$/.exec(w)?.[1]
  if (withoutE !== undefined) {
    const once = MEASURE_1.test(withoutE) && !SHORT_SYLLABLE.test(withoutE)
    if (MEASURE_2.test(withoutE) || once) w = withoutE
  }
  if (w.endsWith('ll') && MEASURE_2.test(w)) w = w.slice(0, -1)
  return w.toLowerCase()
}

function stripPast(word: string): string {
  const eed = /^(.+)eed$/.exec(word)?.[1]
  if (eed !== undefined) return MEASURE_0.test(eed) ? word.slice(0, -1) : word
  const rest = /^(.+?)(ed|ing)$/.exec(word)?.[1]
  if (rest === undefined || !HAS_VOWEL.test(rest)) return word
  if (/(at|bl|iz)$/.test(rest)) return `${rest}e`
  if (/([^aeiouylsz])\1$/.test(rest)) return rest.slice(0, -1)
  return SHORT_SYLLABLE.test(rest) ? `${rest}e` : rest
}

function stripLong(word: string): string {
  const rest = STEP_4_SUFFIX.exec(word)?.[1]
  if (rest !== undefined) return MEASURE_2.test(rest) ? rest : word
  const ion = /^(.+?)(s|t)ion$/.exec(word)
  return ion && MEASURE_2.test(`${ion[1]}${ion[2]}`) ? `${ion[1]}${ion[2]}` : word
}
