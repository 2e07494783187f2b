/** Anything of Arabic script, presentation forms and joiners included. */
const ARABIC = /[\u0600-\u06FF\u0750-\u077F\uFB50-\uFDFF\uFE70-\uFEFC]|\u200C|\u200D/

/** Letters that look the same or are typed for each other, by keyboards of other languages: each pair is "from to". */
const SAME = 'ي ی ى ی ك ک ه ہ ة ہ ۃ ہ ە ہ ٱ ا'.split(' ')
const LETTERS = new Map(SAME.flatMap((letter, at) => (at % 2 === 0 ? [[letter, SAME[at + 1] ?? letter]] : [])))
const LETTER = new RegExp(`[${[...LETTERS.keys()].join('')}]`, 'g')
/** Tatweel, zero width joiner, and the hamza that stands by itself and is left out as often as not. */
const SILENT = /\u0640|\u200D|\u0621/g
const DIGIT = /[\u0660-\u0669\u06F0-\u06F9]/g

export function hasArabic(text: string): boolean {
  return ARABIC.test(text)
}

/**
 * Text of Arabic script in one spelling: no vowel signs, presentation forms or tatweel, one letter for those that are typed
 * for each other, digits as 0 to 9; a zero width non-joiner parts words as a space does.
 */
export function unifyArabic(text: string): string {
  if (!hasArabic(text)) return text
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(SILENT, '')
    .replace(/\u200C/g, ' ')
    .replace(LETTER, (letter) => LETTERS.get(letter) ?? letter)
    .replace(DIGIT, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
}

/** Endings of number, gender and case in Urdu, the longest first. */
const ENDING = /(?:یوں|یاں|ووں|وں|یں|ات|[اےہی])$/
/** English plurals of words that Urdu has taken over: "نوڈز", "ٹاپکس". */
const LOAN_PLURAL = /[زس]{1,2}$/
const LEAST = 3

/**
 * The stem of an Urdu word in the one spelling: it only has to treat the forms of a word alike, not to be right. Words of other
 * languages of the script lose their last letter now and then, on both sides. The stem of a stem is itself.
 */
export function stemUrdu(word: string): string {
  const stem = strip(strip(word, ENDING), LOAN_PLURAL)
  return stem === word ? word : stemUrdu(stem)
}

function strip(word: string, ending: RegExp): string {
  const stem = word.replace(ending, '')
  return stem.length >= LEAST ? stem : word
}
