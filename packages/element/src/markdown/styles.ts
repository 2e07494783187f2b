/** Styles of rendered Markdown, by the element's tokens. Those of parts that come later are in files of their own. */
export const markdownStyles = /* css */ `
.md {
  font-size: 1em; line-height: 1.55; color: var(--text); overflow-wrap: anywhere; max-inline-size: 68ch;
}
.md :where(p, ul, ol, blockquote, h4, h5, h6, hr) { margin-block: 0; }
/* Blink keeps what it has painted of positioned boxes: while an answer grows, only the block that grows is painted again. */
.md > *, .md .part { position: relative; }
.md > * + * { margin-block-start: 0.8em; }
.md > .citations { margin-block-start: 0.35em; }
.md :is(p, li, h4, h5, h6) { text-align: start; }
.md :is(p, li, h4, h5, h6):not([dir='rtl']) { unicode-bidi: plaintext; }
.md strong { font-weight: 600; }
.md em { font-style: italic; }
.md del { color: var(--muted); }

.md :is(h4, h5, h6) { font-weight: 600; line-height: 1.35; text-wrap: balance; }
.md > * + :is(h4, h5, h6) { margin-block-start: 1.4em; }
.md > :is(h4, h5, h6) + * { margin-block-start: 0.45em; }
.md :is(h4, h5, h6) { font-size: 0.93em; color: var(--muted); }
.md .heading-1 { font-size: 1.2em; letter-spacing: -0.01em; color: inherit; }
.md .heading-2 { font-size: 1.1em; letter-spacing: -0.005em; color: inherit; }
.md .heading-3 { font-size: 1em; color: inherit; }

.md a { color: var(--accent-text); text-decoration: underline; text-decoration-color: color-mix(in oklab, currentColor 35%, transparent); text-decoration-thickness: 1px; text-underline-offset: 0.2em; border-radius: 3px; }
.md a:hover { text-decoration-color: currentColor; }

.md ul, .md ol { padding-inline-start: 1.5em; }
.md ul { list-style: disc; }
.md ul ul { list-style: circle; }
.md ol { list-style: decimal; font-variant-numeric: tabular-nums; }
.md li { margin-block: 0.25em 0; padding-inline-start: 0.15em; }
.md li:first-child { margin-block-start: 0; }
.md li::marker { color: var(--muted); }
.md li > p + p, .md li > * + :is(p, .code, .table, blockquote), .md li > :is(.code, .table, blockquote) + * { margin-block-start: 0.6em; }
.md li > :is(.code, .table, blockquote):not(:first-child) { margin-block-start: 0.5em; }
.md li:has(> p) + li { margin-block-start: 0.6em; }
.md li > :is(ul, ol) { margin-block-start: 0.25em; }
.md li.task { list-style: none; }
.md .task > input { appearance: none; position: relative; inline-size: 1em; block-size: 1em; margin: 0 0.5em 0 -1.5em; border: 1.5px solid var(--muted); border-radius: 0.25em; vertical-align: -0.12em; }
.md .task > input:dir(rtl) { margin: 0 -1.5em 0 0.5em; }
.md .task > input:checked { border-color: var(--accent-text); background: var(--accent-text); }
.md .task > input:checked::after { content: ""; position: absolute; inset: 0.02em 0.24em 0.16em; border: solid var(--bg); border-width: 0 0.14em 0.14em 0; transform: rotate(42deg); }

.md blockquote { padding-inline-start: 0.9em; border-inline-start: 3px solid var(--line-color); color: var(--muted); }
.md blockquote > * + * { margin-block-start: 0.6em; }
.md hr { block-size: 1px; border: 0; background: var(--line-color); }
.md > hr { margin-block: 1.4em; }
.md img { max-inline-size: 100%; block-size: auto; border-radius: var(--radius-small); }
.md .html { white-space: pre-wrap; font-family: var(--mono); font-size: 0.87em; color: var(--muted); }

.md code, .md pre { font-family: var(--mono); font-size: 0.9em; font-variant-ligatures: none; }
.md :not(pre) > code { padding: 0.1em 0.3em; border-radius: 5px; background: var(--surface); box-decoration-break: clone; -webkit-box-decoration-break: clone; direction: ltr; unicode-bidi: isolate; }
.md .code { border: 1px solid var(--line-color); border-radius: var(--radius-small); background: var(--surface); overflow: hidden; text-align: left; }
.md .code-bar { display: flex; align-items: center; gap: 8px; block-size: 32px; padding-inline: 12px 4px; font-size: 12px; color: var(--muted); }
.md .code-language { flex: 1; min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.md pre { margin: 0; padding: 2px 12px 12px; overflow-x: auto; line-height: 1.5; white-space: pre; overflow-wrap: normal; tab-size: 4; scrollbar-width: thin; scrollbar-color: var(--line-color) transparent; }
.md pre > code { display: block; inline-size: max-content; min-inline-size: 100%; font-size: inherit; }
.md .part { display: block; }
.md :is(pre, .table, .formula-display):focus-visible { outline: 2px solid var(--accent-text); outline-offset: -2px; }

.md .table { overflow-x: auto; border: 1px solid var(--line-color); border-radius: var(--radius-small); scrollbar-width: thin; scrollbar-color: var(--line-color) transparent; }
.md table { border-spacing: 0; inline-size: 100%; font-size: 0.93em; line-height: 1.45; font-variant-numeric: tabular-nums; }
.md :is(th, td) { padding: 7px 12px; min-inline-size: 5.5em; max-inline-size: 22em; text-align: start; vertical-align: top; unicode-bidi: plaintext; overflow-wrap: break-word; }
.md :where(.table:dir(rtl)) :is(th, td) { text-align: right; }
.md th { font-weight: 600; background: var(--surface); vertical-align: bottom; }
.md tr + tr > td, .md tbody > tr:first-child > td { border-block-start: 1px solid var(--line-color); }
.md .align-left { text-align: left; }
.md .align-center { text-align: center; }
.md .align-right { text-align: right; }

.md math { font-size: 1.08em; }
.md .formula-display { display: block; padding-block: 0.3em; overflow: auto hidden; text-align: center; scrollbar-width: thin; }
.md .formula-display math { display: block math; margin-inline: auto; inline-size: max-content; }
.md code.formula-display { white-space: pre-wrap; text-align: start; padding: 0.6em 0.8em; }
.md .formula-pending { min-block-size: 2.6em; border-radius: var(--radius-small); background: var(--surface); }

.md .note-reference { font-size: 0.75em; line-height: 0; vertical-align: 0.45em; font-variant-numeric: tabular-nums; }
.md .note-reference a { padding-inline: 0.1em; text-decoration: none; }

@media (forced-colors: active) {
  .md :is(.code, .table, blockquote) { border-color: CanvasText; }
  .md .task > input:checked { forced-color-adjust: none; background: Highlight; }
}
@media print { .md pre { white-space: pre-wrap; } }
`
