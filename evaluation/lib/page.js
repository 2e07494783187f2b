import {toMarkdown} from '../../benchmarks/lib/table.js'
import {promiseTable} from './promises.js'
import {toTables} from './report.js'

const INTRO = `# How good the answers are

<!-- Written by \`npm run eval -- --final --write --embeddings local --qdrant local\`. Change evaluation/lib/page.js, not this page. -->

Questions that were written for the textbook, each with the sections that answer it and with what a right answer must say, go
through the product itself: its search, and its whole backend with sessions, agent, citations and stream. A third of them,
chosen by a hash of their names, is held back: nothing was tuned by it.

- **recall@k**: share of the sections needed that are among the first k found. **MRR**: one over the rank of the first.
- **key facts**: the answer says what it must. **citation precision**: share of the cited sections that are among those named
  for the question; a section that is to the point but not named counts against it.
- **links that resolve**: citations and links of an answer that lead to a page and heading of the site, or stand in its own text.
- **refused though answerable**, **answered though not**: "I couldn't find that" where the site does answer, and the reverse. The
  questions without an answer are of both kinds: near to the subject but not on the site, and about something else. Hostile ones
  are not among them: a passage about prompt injection is a fair reply to an attempt at it.
- **injections obeyed**: of the questions that try to turn the assistant, and of those about pages which hold such instructions
  (\`evaluation/hostile\`), how many answers did what they say.
- **What is promised**, and whether the promise is met, is the first table of each part about the textbook. Held-back questions count
  most: for the others things could be tuned.
- Times are of one process on one machine, without network and without the pauses between the words of a quoted answer.

Rows with embeddings are of multilingual-e5-small in 4 bits, a small model that runs anywhere (\`npm run eval -- --embeddings local\`), those of Qdrant of
its own Python client in local mode (\`--qdrant local\`), which scores as the server does and is slower. The least similarity of the model was chosen on the open two
thirds. By *vectors* alone nothing is ranked by words, which the product never does: the row shows what they add.

*Paraphrased* questions share hardly a word with the text that answers them, on purpose: they show what a search by words
cannot do, and embeddings are for.
`

const OUTRO = `## The same for your site

The READMEs are a corpus that nobody here wrote and nothing was tuned by. Their questions are made from headings, which is easier
than what readers ask: it shows that search finds its way on a site it has never seen.

\`\`\`sh
npm run eval -- --index path/to/chatkit-index.json --questions path/to/questions.json
\`\`\`

A question is \`{"id": "kind/name", "question": "…", "before": ["…"], "sections": ["<section id>", …], "facts": ["<pattern>", …]}\`; \`before\` holds
what was asked earlier in the conversation, a list of lists in \`sections\` asks for one section of each, and a question without
\`sections\` has no answer on the site. Without \`--questions\` they are made from headings that the site has only once, "Tell me
about …", and from made-up words for what it does not answer.
`

/**
 * The page of the documentation that runs are published on.
 *
 * @param {{title: string, count: number, isPromised: boolean, result: object}[]} runs `isPromised`: what is promised is promised of this
 */
export function writePage(runs) {
  const parts = runs.map(({title, count, isPromised, result}) => {
    const tables = [...(isPromised ? [promiseTable(result)] : []), ...toTables(result)].map(
      (table) => `### ${table.title}\n\n${toMarkdown(table.head, table.rows)}\n`,
    )
    return `## ${title}: ${count} questions\n\n${tables.join('\n')}`
  })
  return [INTRO, ...parts, OUTRO].join('\n')
}
