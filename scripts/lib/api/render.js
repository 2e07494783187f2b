import {createHash} from 'node:crypto'

const NOTICE =
  '<!-- Made from the docstrings by `node scripts/api.js --write`. Do not edit. A diff of this page is a diff of the API. -->'

// A type that has been computed, such as a schema's, can take thousands of lines that nobody reads.
const MAX_LINES = 80

/**
 * The page of one entry point.
 *
 * @param {string} entry As imported, such as `chatkit-server/http`.
 * @param {{exported: object[], reached: object[], foreign: {name: string, source: string}[]}} api
 * @param {Map<string, string>} elsewhere Where other pages describe a name.
 */
export function renderEntry(entry, {exported, reached, foreign}, elsewhere) {
  const places = new Map([...elsewhere, ...[...exported, ...reached].map(({name}) => [name, anchor(name)])])
  const parts = [NOTICE, `# ${entry}`, ...exported.map((description) => section(description, places))]
  if (foreign.length > 0) {
    parts.push('## Also exported', foreign.map(({name, source}) => `- \`${name}\`, of \`${source}\``).join('\n'))
  }
  if (reached.length > 0) {
    parts.push('## Not exported', 'What the declarations above are made of.')
    parts.push(...reached.map((description) => section(description, places, '###')))
  }
  return `${parts.join('\n\n')}\n`
}

/** The page that leads to the others. */
export function renderIndex(packageName, description, entries) {
  const lines = entries.map(({entry, file, exported}) => {
    const names = exported.map(({name}) => `\`${name}\``)
    return `- [${entry}](./${file}): ${names.slice(0, 8).join(', ')}${names.length > 8 ? ` and ${names.length - 8} more` : ''}`
  })
  return `${[NOTICE, `# API of ${packageName}`, description, lines.join('\n')].join('\n\n')}\n`
}

/** Where a heading is found. */
export const anchor = (name) => `#${name.toLowerCase()}`

function section({name, doc, code, members}, places, level = '##') {
  const parts = [`${level} ${name}`, ...(doc === '' ? [] : [prose(doc, places)]), `\`\`\`ts\n${cut(code)}\n\`\`\``]
  const items = members.map((member) => `- \`${member.signature}\`\n${indent(prose(member.doc, places))}`)
  return [...parts, ...(items.length === 0 ? [] : [items.join('\n')])].join('\n\n')
}

/** A docstring as Markdown: its links lead somewhere, its tags begin paragraphs. */
function prose(doc, places) {
  return doc
    .replaceAll(/\{@link (\w+)(\.\w+)?\}/g, (_link, name, member = '') => {
      const place = places.get(name)
      return place === undefined ? `\`${name}${member}\`` : `[\`${name}${member}\`](${place})`
    })
    .replaceAll(/\s*@(?:param|typeParam) (\w+) /g, '\n\n**`$1`**: ')
    .replaceAll(/\s*@throws \{?(\w+)\}? /g, '\n\n**Throws** `$1`: ')
    .replaceAll(
      /^@(default|deprecated|see|example|returns)\b ?/gm,
      (_tag, tag) => `\n**${tag[0].toUpperCase()}${tag.slice(1)}** `,
    )
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}

function indent(text) {
  return text.replaceAll(/^(?=.)/gm, '  ')
}

/** The digest makes a change in what is left out a change of the page. */
function cut(code) {
  const lines = code.split('\n')
  if (lines.length <= MAX_LINES) return code
  const rest = lines.slice(MAX_LINES / 2)
  const digest = createHash('sha256').update(rest.join('\n')).digest('hex').slice(0, 16)
  return [...lines.slice(0, MAX_LINES / 2), `// … and ${rest.length} more lines (${digest})`].join('\n')
}
