import type {Inline, Resolver, Text} from './ast.ts'
import {scanMail, scanPointyLink, scanUrl, scanWww} from './autolinks.ts'
import {type Bracket, findTarget, isHalfTarget} from './brackets.ts'
import {BacktickIndex, trimCode} from './code.ts'
import {DelimiterStack, readDelimiter} from './delimiters.ts'
import {isAsciiPunctuation, scanEntity} from './entities.ts'
import {hardEnd, softEnd} from './limits.ts'
import {type MathScan, looksLikeMath, scanDollar, scanMarked} from './math.ts'
import {plainText} from './ast.ts'
import {type Token, buildTree, withoutLinks} from './tree.ts'

const SPECIAL = /[\\`*_~[\]<&$@\n]|!\[|:\/\/|www\./gi
const NOTE = /\[\^([^\]\s]{1,100})\](?!\()/y
const LINE_BREAK = /<br[ \t]*\/?>/iy
/** How far an unfinished `*` or `_` reaches before it is taken for a plain character. */
const MAX_UNFINISHED = 500
const HALF_ENTITY = /&(?:#x?[0-9a-f]{0,6}|[a-z]{2,8})$/i

/** One piece of a run: its nodes and where it ends, which is before the run's end only in very long runs. */
export type Piece = {start: number; end: number; nodes: readonly Inline[]}

/**
 * CommonMark's inline phase with GitHub's autolinks and strikethrough, TeX math and note references. One pass over the text;
 * everything that is looked for ahead is bounded or indexed, so no input makes it quadratic.
 */
export class InlineParser {
  readonly #tokens: Token[] = []
  readonly #delimiters = new DelimiterStack()
  readonly #brackets: Bracket[] = []
  readonly #limit: number
  #backticks: BacktickIndex | undefined
  #at: number
  /** Start of the plain text that has not become a token. */
  #textStart: number
  /** Text that comes later may change what has been read here: then the piece must not end. */
  #isPending = false
  readonly #text: string
  readonly #start: number
  readonly #open: boolean
  readonly #resolver: Resolver

  /** `open`: the text may go on, so its unfinished end is completed or held back. */
  constructor(text: string, start: number, open: boolean, resolver: Resolver) {
    this.#text = text
    this.#start = start
    this.#resolver = resolver
    this.#limit = hardEnd(text, start)
    this.#open = open && this.#limit === text.length
    this.#at = start
    this.#textStart = start
  }

  parse(): Piece {
    while (this.#at < this.#limit) {
      SPECIAL.lastIndex = this.#at
      const match = SPECIAL.exec(this.#text)
      const next = match && match.index < this.#limit ? match.index : this.#limit
      const cut = this.#findCut(next)
      if (cut >= 0) return this.#finish(cut)
      this.#at = next
      if (next < this.#limit) this.#readSpecial(match?.[0] ?? '')
    }
    this.#at = this.#limit
    if (this.#open) this.#mend()
    return this.#finish(this.#limit)
  }

  #finish(end: number): Piece {
    this.#flush(end)
    this.#delimiters.pair()
    if (this.#open && end === this.#limit) this.#completeDelimiters()
    return {start: this.#start, end, nodes: buildTree(this.#tokens, end)}
  }

  /** The offset to end this piece at, if one lies before `next` and nothing is open there. */
  #findCut(next: number): number {
    const cut = softEnd(this.#text, this.#start, this.#at, next)
    if (cut < 0 || cut === this.#text.length || this.#isPending || this.#brackets.some(({active}) => active)) return -1
    this.#delimiters.pair()
    for (const {canOpen} of this.#delimiters) if (canOpen) return -1
    return cut
  }

  #flush(to = this.#at): void {
    if (to > this.#textStart) this.#pushText(this.#textStart, to, this.#text.slice(this.#textStart, to))
    this.#textStart = to
  }

  #pushText(start: number, end: number, value: string): Text {
    const token: Text = {type: 'text', start, end, value}
    this.#tokens.push(token)
    return token
  }

  #pushNode(node: Inline): void {
    this.#flush(node.start)
    this.#tokens.push(node)
    this.#moveTo(node.end)
  }

  #moveTo(offset: number): void {
    this.#at = offset
    this.#textStart = offset
  }

  /** Leaves out the rest of the text: what it will be is not known yet. */
  #holdBack(): void {
    this.#flush()
    this.#moveTo(this.#limit)
  }

  #readSpecial(special: string): void {
    switch (special) {
      case '\\':
        return this.#readEscape()
      case '`':
        return this.#readCode()
      case '*':
      case '_':
      case '~':
        return this.#readDelimiter(special)
      case '[':
        return this.#readOpenBracket(false)
      case '![':
        return this.#readOpenBracket(true)
      case ']':
        return this.#readCloseBracket()
      case '<':
        return this.#readAngle()
      case '&':
        return this.#readEntity()
      case '$':
        return this.#readDollar()
      case '\n':
        return this.#readLineEnd()
      default:
        return this.#readAddress(special)
    }
  }

  #readEscape(): void {
    const at = this.#at
    const text = this.#text
    const code = at + 1 < this.#limit ? text.charCodeAt(at + 1) : 0
    const isMath = code === 40 || code === 91
    if (isMath && this.#readMath(scanMarked(text, at, this.#limit, code === 40 ? String.raw`\)` : String.raw`\]`)))
      return
    if (code === 10) this.#pushNode({type: 'break', start: at, end: at + 2})
    else if (isAsciiPunctuation(code)) {
      this.#flush()
      this.#pushText(at, at + 2, text.charAt(at + 1))
      this.#moveTo(at + 2)
    } else if (this.#open && at + 1 === this.#limit) this.#holdBack()
    else this.#at++
  }

  #readCode(): void {
    const at = this.#at
    const text = this.#text
    const limit = this.#limit
    let end = at
    while (end < limit && text[end] === '`') end++
    const length = end - at
    this.#backticks ??= new BacktickIndex(text, this.#start, limit)
    const close = this.#backticks.find(length, end)
    if (close >= 0) {
      this.#pushNode({type: 'code', start: at, end: close + length, value: trimCode(text.slice(end, close))})
    } else if (this.#open) {
      const value = trimCode(text.slice(end, limit).replace(/`+$/, ''))
      if (value === '') this.#holdBack()
      else this.#pushNode({type: 'code', start: at, end: limit, value})
    } else this.#at = end
  }

  #readDelimiter(char: string): void {
    const at = this.#at
    const text = this.#text
    const limit = this.#limit
    let end = at
    while (end < limit && text[end] === char) end++
    const length = end - at
    // A single tilde means "about" far more often than it strikes out: "5~10 and 20~30".
    if (char === '~' && length !== 2) {
      if (this.#open && end === limit) this.#holdBack()
      else this.#at = end
      return
    }
    const delimiter = readDelimiter(text, at, length)
    if (!delimiter.canOpen && !delimiter.canClose && !(this.#open && end === limit)) {
      this.#at = end
      return
    }
    this.#flush()
    this.#tokens.push(delimiter)
    this.#delimiters.push(delimiter)
    this.#moveTo(end)
  }

  #readOpenBracket(isImage: boolean): void {
    const at = this.#at
    const text = this.#text
    NOTE.lastIndex = at
    const label = isImage ? undefined : NOTE.exec(text)?.[1]?.toLowerCase()
    if (label !== undefined && (/^\d+$/.test(label) || this.#resolver.hasNote(label))) {
      return this.#pushNode({type: 'note', start: at, end: NOTE.lastIndex, label})
    }
    if (this.#open && !isImage && text[at + 1] === '^' && /^\[\^[^\]\s]{0,100}$/.test(text.slice(at, at + 103))) {
      return this.#holdBack()
    }
    this.#flush()
    const end = at + (isImage ? 2 : 1)
    const token = this.#pushText(at, end, text.slice(at, end))
    this.#brackets.push({isImage, index: this.#tokens.length - 1, token, floor: this.#delimiters.top, active: true})
    this.#moveTo(end)
  }

  #readCloseBracket(): void {
    const at = this.#at
    const text = this.#text
    const bracket = this.#brackets.pop()
    if (!bracket?.active) {
      this.#at++
      return
    }
    const target = findTarget(text, bracket.token.end - 1, at, this.#resolver)
    if (target && target.end <= this.#limit) this.#closeLink(bracket, target)
    else if (this.#open && isHalfTarget(text, at)) this.#closeHalfLink(bracket)
    else this.#at++
  }

  #closeLink(bracket: Bracket, {href, title, end}: {href: string; title: string; end: number}): void {
    const children = this.#takeChildren(bracket)
    const {start} = bracket.token
    if (bracket.isImage) this.#tokens.push({type: 'image', start, end, src: href, title, alt: plainText(children)})
    else {
      this.#tokens.push({type: 'link', start, end, href, title, children: withoutLinks(children)})
      this.#deactivate()
    }
    this.#moveTo(end)
  }

  /** Takes the tokens since the bracket, nested. The bracket itself is gone with them. */
  #takeChildren({index, floor}: Bracket): Inline[] {
    this.#flush()
    this.#delimiters.pair(floor)
    this.#delimiters.clear(floor)
    const children = buildTree(this.#tokens.slice(index + 1), this.#at)
    this.#tokens.length = index
    return children
  }

  /** A link may not hold another: the brackets around this one are text. */
  #deactivate(): void {
    for (const bracket of this.#brackets.toReversed()) {
      if (bracket.isImage) continue
      if (!bracket.active) return
      bracket.active = false
    }
  }

  /** Shows the words of a link whose address has not arrived; of an image, nothing yet. */
  #closeHalfLink(bracket: Bracket): void {
    if (bracket.isImage) this.#takeChildren(bracket)
    else {
      bracket.token.value = ''
      this.#flush()
    }
    this.#moveTo(this.#limit)
  }

  #readAngle(): void {
    const link = scanPointyLink(this.#text, this.#at)
    LINE_BREAK.lastIndex = this.#at
    if (link && link.end <= this.#limit) this.#pushNode(link)
    else if (LINE_BREAK.test(this.#text)) this.#pushNode({type: 'break', start: this.#at, end: LINE_BREAK.lastIndex})
    else if (
      this.#open &&
      /^<(?:br?[ \t]*\/?|[a-z][a-z0-9+.-]*:[^\s<>]*)$/i.test(this.#text.slice(this.#at, this.#at + 500))
    ) {
      this.#holdBack()
    } else {
      this.#isPending ||= this.#open
      this.#at++
    }
  }

  #readEntity(): void {
    const at = this.#at
    const entity = scanEntity(this.#text, at)
    if (!entity) {
      this.#at++
      return
    }
    this.#flush()
    this.#pushText(at, entity.end, entity.value)
    this.#moveTo(entity.end)
  }

  #readDollar(): void {
    const at = this.#at
    const text = this.#text
    const limit = this.#limit
    if (text[at + 1] === '$') {
      if (!this.#readMath(scanMarked(text, at, limit, '$$'))) this.#at += 2
    } else if (!this.#readMath(scanDollar(text, at, limit))) this.#at++
  }

  /** True if a formula was read, or held back because its end has not come. */
  #readMath(scan: MathScan): boolean {
    if (scan.kind === 'math') this.#pushNode(scan.node)
    else if (scan.kind === 'none' || !this.#open) return false
    else if (looksLikeMath(scan.tex) || scan.tex === '' || this.#text[this.#at] === '\\') {
      const at = this.#at
      const limit = this.#limit
      this.#pushNode({type: 'math', start: at, end: limit, tex: scan.tex, display: false, pending: true})
    } else {
      this.#isPending = true
      return false
    }
    return true
  }

  #readLineEnd(): void {
    const at = this.#at
    const text = this.#text
    const textStart = this.#textStart
    let from = at
    while (from > textStart && text[from - 1] === ' ') from--
    if (at - from >= 2 && at + 1 < this.#limit) this.#pushNode({type: 'break', start: from, end: at + 1})
    else this.#at++
  }

  #readAddress(special: string): void {
    const at = this.#at
    const text = this.#text
    const limit = this.#limit
    const place = {floor: this.#textStart, at, limit, inBracket: this.#brackets.length > 0}
    const scan = special === '@' ? scanMail : special === '://' ? scanUrl : scanWww
    const link = scan(text, place)
    if (link) this.#pushNode(link)
    else this.#at += special.length
  }

  /** Completes or hides what is unfinished at the end of a text that goes on. */
  #mend(): void {
    const half = HALF_ENTITY.exec(this.#text.slice(Math.max(this.#textStart, this.#limit - 10)))
    this.#delimiters.hideHalf(this.#limit)
    this.#flush(half ? this.#limit - half[0].length : this.#limit)
    this.#textStart = this.#limit
    for (const bracket of this.#brackets.toReversed()) {
      if (!bracket.active || this.#limit - bracket.token.start > MAX_UNFINISHED) continue
      if (bracket.isImage) this.#takeChildren(bracket)
      else bracket.token.value = ''
    }
  }

  /** Closes emphasis at the end of the text, and hides a mark that the text ends with. */
  #completeDelimiters(): void {
    for (const delimiter of this.#delimiters) {
      const end = delimiter.start + delimiter.length
      if (end === this.#limit) delimiter.left = 0
      while (delimiter.canOpen && delimiter.left > 0 && this.#limit - end < MAX_UNFINISHED) {
        const used = Math.min(2, delimiter.left)
        delimiter.left -= used
        delimiter.opens.push(used)
      }
    }
  }
}
