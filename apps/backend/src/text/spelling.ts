/** Lower-case words that one of the rules below could change; most are none. */
const MAYBE =
  /^[a-z]+(?:is(?:e|es|ed|er|ers|ing|ation|ations|able)|yse[sdr]?|our(?:s|ed|ing|al|able)?|tre[sd]?|ll(?:ing|ed|er|ers))$/

/**
 * One spelling for words that British and American English write differently, so that "randomization" finds
 * "randomisation". It only has to treat both alike, not to be right: "noise" becomes "noize" on both sides and nobody sees it.
 */
export function unifySpelling(word: string): string {
  if (word.length < 5 || !MAYBE.test(word)) return word
  return word
    .replace(/(.{2})is(e|es|ed|er|ers|ing|ation|ations|able)$/, '$1iz$2')
    .replace(/(.{2})yse(s|d|r)?$/, '$1yze$2')
    .replace(/(.{2})our(s|ed|ing|al|able)?$/, '$1or$2')
    .replace(/(.{2})tre(s|d)?$/, '$1ter$2')
    .replace(/(.{2})ll(ing|ed|er|ers)$/, '$1l$2')
}
