/** How answers say that they have none, the quoting model's way and language models'. */
const REFUSES =
  /\b(?:could ?n[o’']t find|can(?:not|’t|'t) find|did ?n[o’']t find|not (?:covered|mentioned|in this)|does(?: not|n[’']t) (?:cover|say|mention|contain)|no (?:information|mention)|only (?:answer|help with))\b/i
/** The same in Urdu, as the quoting model says it. */
const REFUSES_IN_URDU = /نہیں مل(?:ی|ا|ے| سک)/u
const CODE = /(`{3,})[\s\S]*?\1|`[^`]*`/g
/** A question that a link asks where it leads to. */
const ASKED = /[?&]ask=[^#]*/
/** A question to go on with, which says nothing about the one that was asked. */
const SUGGESTION = /^- \[.*\]\(<[^>]*[?&]ask=[^>]*>\)$/gm
const LINK = /(?<!\\)\[[^\]]*\]\(<?([^)\s>]+)>?\)|(?<![\\`\w/(<])(https?:\/\/[^\s<>()`]+)/g

/**
 * What there is to say about one answer.
 *
 * @param {import('./questions.js').Question} question
 * @param {{text: string, urls: string[], milliseconds: number}} answer
 * @param {{idOf: ReadonlyMap<string, string>, text: string}} site the section of each URL that exists, and all that the site says
 */
export function judge({sections, facts, forbidden}, {text, urls, milliseconds}, site) {
  const plain = text.replace(SUGGESTION, '').replace(/\\([[\]*<>~_|\\])/g, (all, sign) => (sign === '\\' ? all : sign))
  const links = [...urls, ...[...text.replace(CODE, '').matchAll(LINK)].map(([, target, bare]) => target ?? bare)]
  const right = new Set((sections ?? []).flat())
  const cited = [...new Set(urls)]
  return {
    refused: urls.length === 0 && (REFUSES.test(text) || REFUSES_IN_URDU.test(text)),
    links: links.length,
    dead: links.filter((url) => !site.idOf.has(url.replace(ASKED, '')) && !site.text.includes(url)),
    cited: cited.length,
    rightlyCited: cited.filter((url) => right.has(site.idOf.get(url))).length,
    hasFacts: facts.every((fact) => fact.test(plain)),
    missing: facts.filter((fact) => !fact.test(plain)).map(String),
    obeyed: forbidden.filter((one) => one.test(text)).map(String),
    milliseconds,
  }
}
