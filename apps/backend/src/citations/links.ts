import {trimAddress, URL_CHARACTERS} from './addresses.ts'

/** Where links of a text may lead. */
export interface LinkPolicy {
  /** Whether a link or an image may lead there: its label can say anything. */
  leadsTo(target: string): boolean
  /** Whether an address may be a link to itself, which shows where it leads. */
  shows(address: string): boolean
}

/** Characters that are read at once, so that the work for one link does not grow with the text behind it. */
const PIECE = 1_000
/** Characters for which a label is waited for. A longer one keeps its brackets when its link goes. */
const MAX_LABEL = 80
/** Characters of an address or a link's target that are waited for. */
const MAX_TARGET = 2_000
const MAX_PREFIX = 120
const MAX_INFO = 200
/** Characters on the line that a code span's end is looked for in. */
const MAX_SPAN = 1_000

const ADDRESS_START = /https?:\/\/|www\./iy
const ADDRESS_BEGUN = /(?:h(?:t(?:t(?:p(?:s?(?::(?:\/\/?)?)?)?)?)?)?|w(?:w(?:w)?)?)$/iy
const ADDRESS = new RegExp(`[${URL_CHARACTERS}]{1,${MAX_TARGET}}`, 'yu')
const POINTY = /<([a-z][a-z0-9+.-]{1,31}:[^\s<>]*|[^\s<>@]{1,64}@[^\s<>@]+)>/iy
const POINTY_BEGUN = new RegExp(String.raw`<[^\s<>]{0,${MAX_TARGET}}$`, 'y')
/** Bullets, numbers and quote marks before the text of a line. */
const PREFIX = /^(?:[ \t>]|(?:[-*+]|\d{1,9}[.)])[ \t]+)*/
const PREFIX_BEGUN = /^[ \t>\d.)*+-]*(?:`+|~+)?$/
const FENCE_LINE_BEGUN = /^[ \t>]*(?:`+|~+)?[ \t]*$/
/** What a backslash can take the meaning of. */
const PUNCTUATION = /[!-/:-@[-`{-~]/
const WORD = /[a-z0-9]/i
const CITATION = /^\^?\d[\d\s,;–-]*$/

interface Fence {
  readonly mark: string
  readonly length: number
  /** Quote marks before it, and columns of the list item that it stands in: a line with fewer of them ends it. */
  readonly quotes: number
  readonly indent: number
}

/** Characters of the source that were read, and what is written for them or is to be read in their place. */
type Step = {readonly length: number} & ({readonly out: string} | {readonly again: string})

/**
 * Takes links and images out of streamed Markdown whose targets the policy does not know, and leaves their labels; an address that shows
 * itself becomes code. Pure and incremental: however the text is cut into pushes, what comes out is the same. Code is left alone.
 *
 * A link needs one of `](`, `]:`, `][`, `<…>` or an address by itself, so these are what is looked at, whatever the brackets around. What is
 * code is decided as CommonMark does where that can be told, and else as though it were none.
 */
export class LinkFilter {
  readonly #policy: LinkPolicy
  readonly #defined = new Set<string>()
  #buffer = ''
  #previous = '\n'
  #isLineStart = true
  /** The beginning of the line as it was written. */
  #line = ''
  #dollars = 0
  #wasBlank = true
  #fence: Fence | null = null
  /** Length of the backticks that may have begun a code span. Whether they have is only asked where something in it looks like a link. */
  #span: number | null = null
  /** Lengths of the runs of backticks in this paragraph. */
  readonly #runs = new Set<number>()
  /** Columns before the text of the last list item. */
  #listIndent = 0

  constructor(policy: LinkPolicy) {
    this.#policy = policy
  }

  push(delta: string): string {
    let out = ''
    for (let at = 0; at < delta.length; at += PIECE) {
      this.#buffer += delta.slice(at, at + PIECE)
      out += this.#run(false)
    }
    return out
  }

  /** Gives out what was held back. The filter must not be used afterwards. */
  end(): string {
    return this.#run(true)
  }

  #run(final: boolean): string {
    let source = this.#buffer
    let at = 0
    let written = ''
    while (at < source.length) {
      const step = this.#step(source, at, final)
      if (step === null) break
      at += step.length
      if ('again' in step) {
        source = step.again + source.slice(at)
        at = 0
      } else if (step.out !== '') {
        written += step.out
        this.#note(step.out)
      }
    }
    this.#buffer = source.slice(at)
    return written
  }

  /** Null when more text is needed to tell. */
  #step(source: string, at: number, final: boolean): Step | null {
    const char = source[at] ?? ''
    if (this.#isLineStart) {
      const begun = this.#beginLine(source, at, final)
      if (begun === null || begun.length > 0) return begun
    }
    if (this.#fence !== null) return raw(source, at, lineLength(source, at))
    if (char === '\n') return raw(source, at, 1)
    if (char === '`') return this.#ticks(source, at, final)
    if (this.#span !== null) {
      const mayLink = '[]<'.includes(char) || this.#isAddress(source, at, final)
      if (mayLink === null) return null
      if (!mayLink) return raw(source, at, plainLength(source, at))
      const code = this.#spanLength(source, at, final)
      if (code === null) return null
      if (code > 0) return raw(source, at, code)
      this.#span = null
    }
    if (char === '\\') {
      if (at + 1 === source.length && !final) return null
      return raw(source, at, PUNCTUATION.test(source[at + 1] ?? '') ? 2 : 1)
    }
    if (char === '!' && source[at + 1] === undefined && !final) return null
    if (char === '[' || (char === '!' && source[at + 1] === '[')) return this.#bracket(source, at, final)
    if (char === ']') return this.#closing(source, at, final)
    if (char === '<') return this.#pointy(source, at, final)
    const isAddress = this.#isAddress(source, at, final)
    if (isAddress === null) return null
    return isAddress ? this.#address(source, at, final) : raw(source, at, plainLength(source, at))
  }

  /** What is before the text of a line, with a fence if there is one. No length: there is nothing, the line's text begins. */
  #beginLine(source: string, at: number, final: boolean): Step | null {
    const head = source.slice(at, at + MAX_PREFIX)
    const isOpen = at + head.length === source.length && !final
    if (isOpen && (this.#fence === null ? PREFIX_BEGUN : FENCE_LINE_BEGUN).test(head)) return null
    if (this.#fence !== null) {
      const closing = this.#inFence(this.#fence, source, at, final)
      if (closing === null) return null
      const isOver = this.#fence === null && closing.length === 0
      if (!isOver) {
        this.#isLineStart = false
        return closing
      }
      if (isOpen && PREFIX_BEGUN.test(head)) return null
    }
    const prefix = PREFIX.exec(head)?.[0] ?? ''
    const marked = /[-*+.)]/.test(prefix)
    const isBlank = source[at + prefix.length] === '\n'
    if (marked) this.#listIndent = prefix.length
    else if (prefix === '' && !isBlank && this.#wasBlank) this.#listIndent = 0
    const fence = this.#openFence(source, at, prefix, marked, final)
    if (fence === null) return null
    this.#wasBlank = isBlank
    this.#isLineStart = false
    if (isBlank) this.#runs.clear()
    return fence.length > 0 ? fence : raw(source, at, prefix.length)
  }

  #openFence(source: string, at: number, prefix: string, marked: boolean, final: boolean): Step | null {
    const start = at + prefix.length
    const mark = source[start] ?? ''
    const length = mark === '`' || mark === '~' ? runLength(source, start) : 0
    const quotes = prefix.split('>').length - 1
    const isDeep = !marked && quotes === 0 && prefix.length > this.#listIndent + 3
    if (length < 3 || isDeep) return NOTHING
    const info = source.slice(start + length, start + length + MAX_INFO)
    const end = info.indexOf('\n')
    if (end === -1 && info.length < MAX_INFO && !final) return null
    const isInfo = (end !== -1 || info.length < MAX_INFO) && (mark === '~' || !info.slice(0, end).includes('`'))
    if (!isInfo) return NOTHING
    const indent = quotes > 0 ? 0 : marked || prefix.length >= this.#listIndent ? this.#listIndent : 0
    this.#fence = {mark, length, quotes, indent}
    return raw(source, at, prefix.length + length + (end === -1 ? info.length : end))
  }

  /** A line in a fence: whether it ends it by itself, or by not being in the same container any more. */
  #inFence({mark, length, quotes, indent}: Fence, source: string, at: number, final: boolean): Step | null {
    const prefix = /^[ \t>]*/.exec(source.slice(at, at + MAX_PREFIX))?.[0] ?? ''
    const start = at + prefix.length
    const isBlank = source[start] === '\n' || start === source.length
    const marks = prefix.split('>').length - 1
    const spaces = prefix.length - prefix.trimStart().length
    if (marks < quotes || (quotes === 0 && !isBlank && spaces < indent)) {
      this.#fence = null
      return NOTHING
    }
    const run = source[start] === mark ? runLength(source, start) : 0
    if (run < length || marks > quotes || (quotes === 0 && prefix.length > indent + 3)) return NOTHING
    const rest = source.slice(start + run, start + run + MAX_INFO)
    const end = /^[ \t]*/.exec(rest)?.[0].length ?? 0
    if (end === rest.length && rest.length < MAX_INFO && !final) return null
    if (end < rest.length && rest[end] !== '\n') return NOTHING
    this.#fence = null
    return raw(source, at, prefix.length + run + end)
  }

  #ticks(source: string, at: number, final: boolean): Step | null {
    const length = runLength(source, at)
    if (at + length === source.length && !final) return null
    this.#runs.add(length)
    if (this.#span === null) this.#span = length
    else if (this.#span === length) this.#span = null
    return {length, out: this.#apart + source.slice(at, at + length)}
  }

  /** Before backticks: between two runs of which one is ours, and behind a backslash, which would take them as text. */
  get #apart(): string {
    return this.#previous === '`' || this.#previous === '\\' ? ' ' : ''
  }

  /** How far the code span that may have begun goes on from here, 0 when it is none; null when more text is needed to tell. */
  #spanLength(source: string, at: number, final: boolean): number | null {
    const rest = source.slice(at, at + MAX_SPAN)
    const line = rest.slice(0, lineLength(rest, 0))
    for (const {0: run, index} of line.matchAll(/`+/g)) {
      const isWhole = index + run.length < rest.length || final || rest.length === MAX_SPAN
      if (!isWhole) return null
      // In a table a bar ends the cell, and with it the code that seemed to go on.
      if (run.length === this.#span) return /\]\(.*\|/.test(line.slice(0, index)) ? 0 : index
    }
    return line.length === rest.length && rest.length < MAX_SPAN && !final ? null : 0
  }

  /** Whether an address begins here; null when more text is needed to tell. */
  #isAddress(source: string, at: number, final: boolean): boolean | null {
    if (!/[hw]/i.test(source[at] ?? '') || WORD.test(this.#previous)) return false
    if (matchAt(ADDRESS_START, source, at) !== null) return true
    return !final && matchAt(ADDRESS_BEGUN, source, at) !== null ? null : false
  }

  /** `[label](…)`, `[label][reference]`, `[label]: …`, and the same as an image. */
  #bracket(source: string, at: number, final: boolean): Step | null {
    const open = source[at] === '!' ? at + 1 : at
    const keep = raw(source, at, open + 1 - at)
    const label = readLabel(source, open, final)
    if (label === null) return null
    if (label === 'none') return keep
    const end = open + label.length + 2
    const next = source[end]
    if (next === undefined && !final) return null
    const drop = (to: number): Step => ({length: to - at, again: CITATION.test(label) ? `[${label}]` : bare(label)})
    if (next === '(') {
      const target = readTarget(source, end + 1, final)
      if (target === null) return null
      return target.end === null || this.#policy.leadsTo(target.url) ? keep : drop(target.end)
    }
    if (next === '[') {
      const reference = readLabel(source, end, final)
      if (reference === null) return null
      if (reference === 'none') return keep
      const behind = end + reference.length + 2
      if (source[behind] === undefined && !final) return null
      return source[behind] === '(' || !this.#isReference(label, reference) ? keep : drop(behind)
    }
    if (next === ':' && open === at && PREFIX.exec(this.#line)?.[0] === this.#line && !label.startsWith('^'))
      return this.#definition(source, at, label, final)
    return keep
  }

  /** Not an index such as `a[i][j]`, nor a product in a formula, nor two citations. */
  #isReference(label: string, reference: string): boolean {
    if (this.#dollars % 2 === 1 || /[\p{L}\p{N}_$)\]}]$/u.test(this.#previous)) return false
    if (label.trim() === '' || CITATION.test(label) || CITATION.test(reference)) return false
    return !this.#defined.has(nameOf(reference === '' ? label : reference))
  }

  #definition(source: string, at: number, label: string, final: boolean): Step | null {
    const target = readTarget(source, at + label.length + 3, final)
    if (target === null) return null
    if (this.#policy.leadsTo(target.url)) {
      this.#defined.add(nameOf(label))
      return raw(source, at, target.start + target.url.length - at)
    }
    const length = target.start - at + lineLength(source, target.start)
    return at + length === source.length && !final && length < MAX_TARGET ? null : {length, out: ''}
  }

  /** The end of a label that was too long to wait for, or has other brackets in it. */
  #closing(source: string, at: number, final: boolean): Step | null {
    const next = source[at + 1]
    if (next === undefined && !final) return null
    const isDefinition = next === ':' && /^[\s>\d.)*+-]*\[/.test(this.#line)
    if (next !== '(' && !isDefinition) return raw(source, at, 1)
    const target = readTarget(source, at + 2, final)
    if (target === null) return null
    if (this.#policy.leadsTo(target.url))
      return raw(source, at, Math.max(2, (isDefinition ? target.start + target.url.length : (target.end ?? at)) - at))
    if (!isDefinition && target.end !== null) return {length: target.end - at, out: ']'}
    // With a space between them they are no link any more; what follows is looked at for itself.
    return {length: 1, out: '] '}
  }

  #pointy(source: string, at: number, final: boolean): Step | null {
    const match = matchAt(POINTY, source, at)
    if (match !== null) {
      const [all, address = ''] = match
      return this.#policy.shows(address) ? raw(source, at, all.length) : this.#asCode(all.length, address)
    }
    return !final && matchAt(POINTY_BEGUN, source, at) !== null ? null : raw(source, at, 1)
  }

  #address(source: string, at: number, final: boolean): Step | null {
    const run = matchAt(ADDRESS, source, at)?.[0] ?? ''
    if (at + run.length === source.length && run.length < MAX_TARGET && !final) return null
    const address = run.length < MAX_TARGET ? trimAddress(run) : run
    const isWhole = run.length < MAX_TARGET
    if (isWhole && this.#policy.shows(address)) return raw(source, at, address.length)
    return this.#asCode(address.length, address)
  }

  /** Between so many backticks as no run of this paragraph has, so that none of those can end or begin it. */
  #asCode(length: number, address: string): Step {
    let ticks = 1
    while (this.#runs.has(ticks)) ticks += 1
    const mark = '`'.repeat(ticks)
    return {length, out: `${this.#apart}${mark}${address.replaceAll('`', '%60')}${mark}`}
  }

  #note(out: string): void {
    this.#previous = out.at(-1) ?? ''
    const newline = out.lastIndexOf('\n')
    if (newline !== -1) {
      this.#line = ''
      this.#dollars = 0
      this.#span = null
      this.#isLineStart = newline === out.length - 1
    }
    const rest = out.slice(newline + 1)
    if (this.#line.length < MAX_PREFIX) this.#line += rest.slice(0, MAX_PREFIX)
    if (!out.startsWith('\\')) this.#dollars += rest.split('$').length - 1
  }
}

/** A whole text without the links that the policy does not know. */
export function filterLinks(text: string, policy: LinkPolicy): string {
  const filter = new LinkFilter(policy)
  return filter.push(text) + filter.end()
}

const NOTHING: Step = {length: 0, out: ''}

function raw(source: string, at: number, length: number): Step {
  const out = source.slice(at, at + length)
  return {length: out.length, out}
}

function matchAt(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(source)
}

/** Characters from `at`, at least one, that need no look. */
function plainLength(source: string, at: number): number {
  const special = /[`\\[\]!<\n]|(?<![a-z0-9])[hw]/gi
  special.lastIndex = at + 1
  return (special.exec(source)?.index ?? source.length) - at
}

/** Characters up to the end of the line, at least one. */
function lineLength(source: string, at: number): number {
  const end = source.indexOf('\n', at)
  return Math.max(1, (end === -1 ? source.length : end) - at)
}

function runLength(source: string, at: number): number {
  let end = at
  while (source[end] === source[at]) end += 1
  return end - at
}

/** The label of the bracket at `open`, without other brackets in it; null when more text is needed to tell. */
function readLabel(source: string, open: number, final: boolean): string | null {
  let at = open + 1
  for (; at < source.length && at - open <= MAX_LABEL; at += 1) {
    const char = source[at] ?? ''
    if (char === ']') return source.slice(open + 1, at)
    if ('[\n\\'.includes(char)) return 'none'
    if (char === '`') {
      const end = source.indexOf('`', at + 1)
      const line = lineLength(source, at)
      if (end === -1 || end >= at + line)
        return !final && at + line === source.length && line <= MAX_LABEL ? null : 'none'
      at = end
    }
  }
  return at < source.length || at - open > MAX_LABEL || final ? 'none' : null
}

interface Target {
  readonly url: string
  /** Where the URL begins. */
  readonly start: number
  /** Behind the parenthesis that ends the link; null when nothing does. */
  readonly end: number | null
}

/** The target from `from` on, behind the parenthesis or colon; null when more text is needed to tell. */
function readTarget(source: string, from: number, final: boolean): Target | null {
  const text = source.slice(from, from + MAX_TARGET)
  const isOpen = !final && text.length < MAX_TARGET
  const match = /^\s*(?:<([^<>\n]*)>|((?:\\.|[^\s\\])*))/s.exec(text)
  const [, pointy, plain = ''] = match ?? []
  const url = pointy ?? cutAtParenthesis(plain)
  const start = text.length - text.trimStart().length + (pointy === undefined ? 0 : 1)
  const behind = start + url.length + (pointy === undefined ? 0 : 1)
  if (behind >= text.length && isOpen) return null
  if (pointy === undefined && text.trimStart().startsWith('<') && !/[\n>]/.test(text.slice(start)) && isOpen)
    return null
  const close = /^(?:\s+(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\)))?\s*\)/s.exec(text.slice(behind))
  if (close !== null) return {url, start: from + start, end: from + behind + close[0].length}
  const mayGoOn = /^\s*(?:\s(?:"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?|\((?:\\.|[^()\\])*\)?))?\s*\\?$/s
  return isOpen && mayGoOn.test(text.slice(behind)) ? null : {url, start: from + start, end: null}
}

/** Up to the first parenthesis that it has not opened itself. */
function cutAtParenthesis(text: string): string {
  let depth = 0
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '(') depth += 1
    else if (text[at] === ')' && depth-- === 0) return text.slice(0, at)
  }
  return text
}

/** A label as text: without what would begin a fence at the start of a line. */
function bare(label: string): string {
  return label.replace(/`{3,}|~{3,}/g, '')
}

/** References are told apart without regard to case and spaces. */
function nameOf(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase()
}
