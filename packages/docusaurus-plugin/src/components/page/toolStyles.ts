// Loaded with the first selection, and constructed: Docusaurus would put a style sheet on every page.
const CSS = `
.chatkit-selection {
  position: absolute;
  z-index: calc(var(--ifm-z-index-fixed) - 1);
  display: flex;
  align-items: center;
  gap: 6px;
  min-block-size: 36px;
  padding: 4px 12px;
  border: 1px solid var(--ifm-color-emphasis-300);
  border-radius: 18px;
  background: var(--ifm-background-surface-color, Canvas);
  color: var(--ifm-font-color-base, CanvasText);
  font: 500 14px/1.4 var(--ifm-font-family-base);
  white-space: nowrap;
  box-shadow: 0 1px 2px rgb(0 0 0 / 8%), 0 4px 14px rgb(0 0 0 / 14%);
  cursor: pointer;
  user-select: none;
  animation: chatkit-selection 120ms ease-out;
}
.chatkit-selection svg { fill: none; stroke: var(--ifm-color-primary); stroke-width: 1.75; stroke-linejoin: round; }
.chatkit-selection:hover { border-color: var(--ifm-color-primary); }
.chatkit-selection:focus-visible { outline: 2px solid var(--ifm-color-primary); outline-offset: 2px; }
@keyframes chatkit-selection { from { opacity: 0; } }
@media (pointer: coarse) { .chatkit-selection { min-block-size: 44px; border-radius: 22px; } }
@media (prefers-reduced-motion: reduce) { .chatkit-selection { animation: none; } }
@media print { .chatkit-selection { display: none; } }
`

/** Adds the button's styles to the page. Called once. */
export function adoptToolStyles(): void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(CSS)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
}
