/**
 * Styles of rendered Markdown, for the element's shadow root. They use the element's tokens (`--text`, `--muted`, `--surface`,
 * `--line-color`, `--accent-text`, `--mono`, `--radius-box`) and, where those are missing, the page's `--chatkit-*`. Colours of code
 * follow `color-scheme`; each meets 4.5:1 on the surface in both.
 */
export const markdownStyles = /* css */ `
.md {
  --md-text: var(--text, var(--chatkit-text, light-dark(#1c1c20, #e9e9ec)));
  --md-background: var(--bg, var(--chatkit-background, light-dark(#fff, #1a1a1e)));
  --md-muted: var(--muted, color-mix(in oklab, var(--md-text) 66%, var(--md-background)));
  --md-surface: var(--surface, var(--chatkit-surface, color-mix(in oklab, var(--md-text) 4.5%, var(--md-background))));
  --md-line: var(--line-color, color-mix(in oklab, var(--md-text) 13%, var(--md-background)));
  --md-accent: var(--accent-text, var(--chatkit-accent, var(--md-text)));
  --md-mono: var(--mono, var(--chatkit-font-mono, ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono", monospace));
  --md-radius: min(var(--radius-box, var(--chatkit-radius, 10px)), 12px);
  --md-keyword: light-dark(#a5247a, #f48fc8); --md-string: light-dark(#1a6b3c, #8fd6a4); --md-number: light-dark(#9a4a00, #f0b37e);
  --md-title: light-dark(#1f5fbf, #8cb8ff); --md-type: light-dark(#00697a, #79d0dd); --md-meta: light-dark(#6a4fc0, #bda9ff);
  --md-added: light-dark(#e2f5e7, #16331f); --md-removed: light-dark(#fde8e8, #421d20);
  font-size: 1em; line-height: 1.55; color: var(--md-text); overflow-wrap: anywhere; max-inline-size: 68ch;
}
.md :where(p, ul, ol, blockquote, h4, h5, h6, hr) { margin-block: 0; }
.md > * + * { margin-block-start: 0.8em; }
.md > .citations { margin-block-start: 0.35em; }
.md :is(p, li, h4, h5, h6) { unicode-bidi: plaintext; text-align: start; }
.md strong { font-weight: 600; }
.md em { font-style: italic; }
.md del { color: var(--md-muted); }

.md :is(h4, h5, h6) { font-weight: 600; line-height: 1.35; text-wrap: balance; }
.md > * + :is(h4, h5, h6) { margin-block-start: 1.4em; }
.md > :is(h4, h5, h6) + * { margin-block-start: 0.45em; }
.md :is(h4, h5, h6) { font-size: 0.93em; color: var(--md-muted); }
.md .heading-1 { font-size: 1.2em; letter-spacing: -0.01em; color: inherit; }
.md .heading-2 { font-size: 1.1em; letter-spacing: -0.005em; color: inherit; }
.md .heading-3 { font-size: 1em; color: inherit; }

.md a { color: var(--md-accent); text-decoration: underline; text-decoration-color: color-mix(in oklab, currentColor 35%, transparent); text-decoration-thickness: 1px; text-underline-offset: 0.2em; border-radius: 3px; }
.md a:hover { text-decoration-color: currentColor; }

.md ul, .md ol { padding-inline-start: 1.5em; }
.md ul { list-style: disc; }
.md ul ul { list-style: circle; }
.md ol { list-style: decimal; font-variant-numeric: tabular-nums; }
.md li { margin-block: 0.25em 0; padding-inline-start: 0.15em; }
.md li:first-child { margin-block-start: 0; }
.md li::marker { color: var(--md-muted); }
.md li > p + p, .md li > * + :is(p, .code, .table, blockquote), .md li > :is(.code, .table, blockquote) + * { margin-block-start: 0.6em; }
.md li > :is(.code, .table, blockquote):not(:first-child) { margin-block-start: 0.5em; }
.md li:has(> p) + li { margin-block-start: 0.6em; }
.md li > :is(ul, ol) { margin-block-start: 0.25em; }
.md li.task { list-style: none; }
.md .task > input { appearance: none; position: relative; inline-size: 1em; block-size: 1em; margin: 0 0.5em 0 -1.5em; border: 1.5px solid var(--md-muted); border-radius: 0.25em; vertical-align: -0.12em; }
.md .task > input:dir(rtl) { margin: 0 -1.5em 0 0.5em; }
.md .task > input:checked { border-color: var(--md-accent); background: var(--md-accent); }
.md .task > input:checked::after { content: ""; position: absolute; inset: 0.02em 0.24em 0.16em; border: solid var(--md-background); border-width: 0 0.14em 0.14em 0; transform: rotate(42deg); }

.md blockquote { padding-inline-start: 0.9em; border-inline-start: 3px solid var(--md-line); color: var(--md-muted); }
.md blockquote > * + * { margin-block-start: 0.6em; }
.md hr { block-size: 1px; border: 0; background: var(--md-line); }
.md > hr { margin-block: 1.4em; }
.md img { max-inline-size: 100%; block-size: auto; border-radius: var(--md-radius); }
.md .html { white-space: pre-wrap; font-family: var(--md-mono); font-size: 0.87em; color: var(--md-muted); }

.md code, .md pre { font-family: var(--md-mono); font-size: 0.9em; font-variant-ligatures: none; }
.md :not(pre) > code { padding: 0.1em 0.3em; border-radius: 5px; background: var(--md-surface); box-decoration-break: clone; -webkit-box-decoration-break: clone; direction: ltr; unicode-bidi: isolate; }
.md .code { border: 1px solid var(--md-line); border-radius: var(--md-radius); background: var(--md-surface); overflow: hidden; text-align: left; }
.md .code-bar { display: flex; align-items: center; gap: 8px; block-size: 32px; padding-inline: 12px 4px; font-size: 12px; color: var(--md-muted); }
.md .code-language { flex: 1; min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.md .copy { position: relative; display: grid; place-items: center; flex: none; inline-size: 28px; block-size: 28px; border-radius: 7px; color: inherit; background: none; border: 0; cursor: pointer; }
.md .copy::after { content: ""; position: absolute; inset: -8px; }
.md .copy:hover { color: var(--md-text); background: color-mix(in oklab, var(--md-text) 7%, transparent); }
.md .copy svg { fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
.md pre { margin: 0; padding: 2px 12px 12px; overflow-x: auto; line-height: 1.5; white-space: pre; overflow-wrap: normal; tab-size: 4; scrollbar-width: thin; scrollbar-color: var(--md-line) transparent; }
.md pre > code { display: block; inline-size: max-content; min-inline-size: 100%; font-size: inherit; }
.md .part { display: block; }
.md :is(pre, .table, .formula-display):focus-visible { outline: 2px solid var(--md-accent); outline-offset: -2px; }

.md .table { overflow-x: auto; border: 1px solid var(--md-line); border-radius: var(--md-radius); scrollbar-width: thin; scrollbar-color: var(--md-line) transparent; }
.md table { border-collapse: collapse; inline-size: 100%; font-size: 0.93em; line-height: 1.45; font-variant-numeric: tabular-nums; }
.md :is(th, td) { padding: 7px 12px; min-inline-size: 5.5em; max-inline-size: 22em; text-align: start; vertical-align: top; unicode-bidi: plaintext; overflow-wrap: break-word; }
.md th { font-weight: 600; background: var(--md-surface); vertical-align: bottom; }
.md tr + tr > td, .md tbody > tr:first-child > td { border-block-start: 1px solid var(--md-line); }
.md .align-left { text-align: left; }
.md .align-center { text-align: center; }
.md .align-right { text-align: right; }

.md math { font-size: 1.08em; }
.md .formula-display { display: block; padding-block: 0.3em; overflow: auto hidden; text-align: center; scrollbar-width: thin; }
.md .formula-display math { display: block math; margin-inline: auto; inline-size: max-content; }
.md code.formula-display { white-space: pre-wrap; text-align: start; padding: 0.6em 0.8em; }
.md .formula-pending { min-block-size: 2.6em; border-radius: var(--md-radius); background: var(--md-surface); }

.md .note-reference { font-size: 0.75em; line-height: 0; vertical-align: 0.45em; font-variant-numeric: tabular-nums; }
.md .note-reference a { padding-inline: 0.1em; text-decoration: none; }
.md .notes { padding-block-start: 0.8em; border-block-start: 1px solid var(--md-line); font-size: 0.87em; color: var(--md-muted); }
.md .notes li > p { display: inline; }
.md .notes li:focus { outline: none; background: var(--md-surface); border-radius: 4px; }
.md .note-back { margin-inline-start: 0.4em; text-decoration: none; }

.md .hljs-comment, .md .hljs-quote { color: var(--md-muted); }
.md :is(.hljs-keyword, .hljs-selector-tag, .hljs-literal, .hljs-name, .hljs-section, .hljs-doctag) { color: var(--md-keyword); }
.md :is(.hljs-string, .hljs-regexp, .hljs-template-tag, .hljs-char) { color: var(--md-string); }
.md :is(.hljs-number, .hljs-symbol, .hljs-bullet, .hljs-link) { color: var(--md-number); }
.md :is(.hljs-title, .hljs-selector-id, .hljs-selector-class) { color: var(--md-title); }
.md :is(.hljs-type, .hljs-built_in, .hljs-class, .hljs-params .hljs-type) { color: var(--md-type); }
.md :is(.hljs-attr, .hljs-attribute, .hljs-variable, .hljs-template-variable, .hljs-property) { color: var(--md-type); }
.md :is(.hljs-meta, .hljs-subst .hljs-meta, .hljs-tag) { color: var(--md-meta); }
.md .hljs-addition { background: var(--md-added); }
.md .hljs-deletion { background: var(--md-removed); }

@media (hover: none) { .md .copy { inline-size: 32px; block-size: 32px; } }
@media (forced-colors: active) {
  .md :is(.code, .table, blockquote) { border-color: CanvasText; }
  .md .task > input:checked { forced-color-adjust: none; background: Highlight; }
}
@media print { .md .copy { display: none; } .md pre { white-space: pre-wrap; } }
`
