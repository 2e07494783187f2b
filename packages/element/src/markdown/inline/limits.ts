/** From here on a run is cut at the next end of a sentence where nothing is open, so that a long paragraph costs no more than a short one. */
const SOFT = 2048

/** Here a run is cut whatever is open in it. Nothing is looked for beyond. */
const HARD = 8192

// A sentence's end is certain only with the blank behind it; the marks of Chinese and Japanese need none.
const SENTENCE = /[.!?…۔؟][)"'”’]*\s|[。！？]/

/** The offset where the piece that starts at `from` must end. */
export const hardEnd = (text: string, from: number): number => {
  if (text.length - from <= HARD) return text.length
  const limit = from + HARD
  const blank = text.lastIndexOf(' ', limit - 1)
  if (blank > limit - 200) return blank + 1
  const isPair = /[\uDC00-\uDFFF]/.test(text.charAt(limit))
  return isPair ? limit - 1 : limit
}

/** The end of the first sentence that ends after the soft limit and within plain text from `from` to `to`, or -1. */
export const softEnd = (text: string, pieceStart: number, from: number, to: number): number => {
  const start = Math.max(from, pieceStart + SOFT)
  if (start >= to) return -1
  // On the slice: a search in the whole text would run to its end for every mark in it.
  const match = SENTENCE.exec(text.slice(start, to))
  return match ? start + match.index + match[0].length : -1
}
