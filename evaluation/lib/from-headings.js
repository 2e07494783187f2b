import {toQuestion} from './questions.js'

const MOST = 120
/** Headings that every other page has, and that say nothing about what stands under them. */
const EMPTY =
  /^(?:introduction|overview|exercises?|summary|examples?|usage|api|see also|references?|next steps|faq|notes?|options|description|installation|configuration|parameters|properties|type|default)$/i

/**
 * Questions for an index that nobody has written any for. Each is made of one heading that is on the site only once, and is
 * answered by the section under it: "Quality of service" becomes "Tell me about quality of service".
 * They are spread evenly over the site. This shows whether a search finds its way on an unknown site; it is easier than
 * readers' questions, which use other words than the heading.
 *
 * For what the site does not answer, every fourth heading is asked for together with three made-up words.
 *
 * @param {{sections: {id: string, title: string, headingPath: string[], text: string}[]}} index
 */
export function questionsFromHeadings({sections}) {
  const headings = sections.flatMap((section) => {
    const heading = (section.headingPath.at(-1) ?? section.title).trim()
    const words = heading.split(/\s+/).length
    const says = section.text.length >= 80 && words <= 8 && /\p{L}{3}/u.test(heading) && !EMPTY.test(heading)
    return says ? [{id: section.id, heading}] : []
  })
  const count = new Map()
  for (const {heading} of headings) count.set(heading.toLowerCase(), (count.get(heading.toLowerCase()) ?? 0) + 1)
  const single = headings.filter(({heading}) => count.get(heading.toLowerCase()) === 1)
  const step = Math.max(1, Math.floor(single.length / MOST))
  const chosen = single.filter((_, at) => at % step === 0).slice(0, MOST)
  return [
    ...chosen.map(({id, heading}) =>
      toQuestion({
        id: `heading/${id}`,
        question: `Tell me about ${lowerFirst(heading)}`,
        sections: [id],
      }),
    ),
    ...chosen
      .filter((_, at) => at % 4 === 0)
      .map(({id}, at) => toQuestion({id: `made-up/${id}`, question: `How do I ${inventWords(at)}?`})),
  ]
}

/** "Costmaps" but not "DDS": a capital inside a word belongs to it. */
function lowerFirst(heading) {
  return /^\p{Lu}\p{Ll}*(?:\s|$)/u.test(heading) ? heading[0].toLowerCase() + heading.slice(1) : heading
}

const SYLLABLES = ['bra', 'zul', 'mek', 'tor', 'quin', 'dal', 'fex', 'nim', 'gor', 'plu', 'vash', 'ket']

function inventWords(seed) {
  const word = (n) =>
    SYLLABLES[(seed * 5 + n) % SYLLABLES.length] + SYLLABLES[(seed * 7 + n * 3 + 1) % SYLLABLES.length]
  return `${word(0)} the ${word(1)} of a ${word(2)}`
}
