/** Tokens of a character by its place in Unicode. */
const ASCII = 1 / 3.3
const ALPHABETS = 1 / 1.6
const IDEOGRAPHS = 1.2
const BEYOND = 3

/**
 * About how many tokens a text has. Without a tokenizer: each model has its own, of megabytes, and what is asked is only what fits. Held
 * against those of GPT-4 and GPT-4o on the textbook of this repository it is 12 % above for English with code, and 5 % below to 15 % above
 * for Urdu.
 */
export function estimateTokens(text: string): number {
  let tokens = 0
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit < 0x80) tokens += ASCII
    else if (unit < 0x2e80) tokens += ALPHABETS
    // The two halves of a character beyond the first plane.
    else if (unit >= 0xd800 && unit < 0xe000) tokens += BEYOND / 2
    else tokens += IDEOGRAPHS
  }
  return Math.ceil(tokens)
}
