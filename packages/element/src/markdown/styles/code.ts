/** Styles of the copy button and of colours, which follow `color-scheme`; each meets 4.5:1 on the surface in both. */
export const codeStyles = /* css */ `
.md .code {
  --md-keyword: light-dark(#a5247a, #f48fc8); --md-string: light-dark(#1a6b3c, #8fd6a4); --md-number: light-dark(#9a4a00, #f0b37e);
  --md-title: light-dark(#1f5fbf, #8cb8ff); --md-type: light-dark(#00697a, #79d0dd); --md-meta: light-dark(#6a4fc0, #bda9ff);
  --md-added: light-dark(#e2f5e7, #16331f); --md-removed: light-dark(#fde8e8, #421d20);
}
.md .copy { position: relative; display: grid; place-items: center; flex: none; inline-size: 28px; block-size: 28px; border-radius: 7px; color: inherit; background: none; border: 0; cursor: pointer; }
.md .copy::after { content: ""; position: absolute; inset: -8px; }
.md .copy:hover { color: var(--text); background: color-mix(in oklab, var(--text) 7%, transparent); }
.md .copy svg { fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
.md .hljs-comment, .md .hljs-quote { color: var(--muted); }
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
@media print { .md .copy { display: none; } }
`
