// The seven kinds of HTML block of CommonMark 0.31, §4.6: how each starts, and what ends it (nothing: a blank line).
const BLOCK_NAMES =
  'address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul'

const ATTRIBUTE = '[ \\t]+[a-z_:][a-z0-9:._-]*(?:[ \\t]*=[ \\t]*(?:[^\\s"\'=<>`]+|\'[^\']*\'|"[^"]*"))?'

type Kind = {start: RegExp; until: RegExp | undefined; interrupts: boolean}

const KINDS: readonly Kind[] = [
  {start: /^<(?:script|pre|textarea|style)(?:\s|>|$)/i, until: /<\/(?:script|pre|textarea|style)>/i, interrupts: true},
  {start: /^<!--/, until: /-->/, interrupts: true},
  {start: /^<\?/, until: /\?>/, interrupts: true},
  {start: /^<![a-z]/i, until: />/, interrupts: true},
  {start: /^<!\[CDATA\[/, until: /\]\]>/, interrupts: true},
  {start: new RegExp(`^</?(?:${BLOCK_NAMES})(?:\\s|/?>|$)`, 'i'), until: undefined, interrupts: true},
  {
    start: new RegExp(`^(?:<[a-z][a-z0-9-]*(?:${ATTRIBUTE})*[ \\t]*/?>|</[a-z][a-z0-9-]*[ \\t]*>)[ \\t]*$`, 'i'),
    until: undefined,
    interrupts: false,
  },
]

/** Longest line that is looked at as a tag: what is longer is text, and cannot make the attribute pattern slow. */
const MAX_TAG = 1000

/** What ends the HTML block that starts with this line: a pattern, 'blank', or undefined if none starts. */
export const findHtmlEnd = (content: string, inParagraph: boolean): RegExp | 'blank' | undefined => {
  if (content[0] !== '<') return undefined
  const head = content.slice(0, MAX_TAG)
  const kind = KINDS.find(({start, interrupts}) => (interrupts || !inParagraph) && start.test(head))
  return kind && (kind.until ?? 'blank')
}
