// Docusaurus puts every style sheet into the one that all pages load. The panel's comes with the panel instead, as a
// constructed sheet, which also works where the page's policy forbids <style> elements.
const CSS = `
.chatkit-panel {
  --chatkit-line: var(--ifm-color-emphasis-200);
  --chatkit-muted: var(--ifm-color-emphasis-700);
  --chatkit-tint: color-mix(in srgb, var(--ifm-color-emphasis-900) 6%, transparent);
  position: fixed;
  z-index: calc(var(--ifm-z-index-fixed) + 1);
  inset-block-end: 1.3rem;
  inset-inline-end: 1.3rem;
  display: flex;
  flex-direction: column;
  overflow: hidden;
  box-sizing: border-box;
  inline-size: min(400px, 100vw - 2.6rem);
  block-size: min(600px, 100dvh - var(--ifm-navbar-height, 0px) - 2.6rem);
  border: 1px solid var(--chatkit-line);
  border-radius: 16px;
  background: var(--ifm-background-surface-color);
  color: var(--ifm-font-color-base);
  font: 15px/1.55 var(--ifm-font-family-base);
  box-shadow: 0 1px 3px rgb(0 0 0 / 8%), 0 12px 40px rgb(0 0 0 / 16%);
  transform-origin: bottom right;
  animation: chatkit-open 180ms ease-out;
  outline: none;
}
.chatkit-panel[data-position='start'] { inset-inline: 1.3rem auto; }
.chatkit-panel[hidden] { display: none; }
@keyframes chatkit-open { from { opacity: 0; transform: translateY(8px); } }

.chatkit-stage { position: relative; flex: 1; min-block-size: 0; }
.chatkit-host { position: absolute; inset: 0; visibility: hidden; }
.chatkit-host[data-ready] { visibility: visible; }
.chatkit-host openai-chatkit {
  --chatkit-accent: var(--ifm-color-primary);
  --chatkit-background: var(--ifm-background-surface-color);
  --chatkit-text: var(--ifm-font-color-base);
  --chatkit-font-family: var(--ifm-font-family-base);
  --chatkit-font-mono: var(--ifm-font-family-monospace);
  display: block;
  inline-size: 100%;
  block-size: 100%;
}

.chatkit-interim { position: absolute; inset: 0; display: flex; flex-direction: column; background: var(--ifm-background-surface-color); }
.chatkit-header { display: flex; align-items: center; justify-content: space-between; flex: none; block-size: 48px; padding-inline: 16px 6px; }
.chatkit-title { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-weight: 600; }
.chatkit-panel button { font: inherit; cursor: pointer; }
.chatkit-panel svg { flex: none; fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
.chatkit-close { display: grid; place-items: center; inline-size: 44px; block-size: 44px; padding: 0; border: 0; border-radius: 10px; background: none; color: var(--chatkit-muted); }
.chatkit-close:hover { color: var(--ifm-font-color-base); background: var(--chatkit-tint); }

.chatkit-body { flex: 1; min-block-size: 0; overflow-y: auto; padding: 8px 16px 16px; }
.chatkit-start { display: flex; flex-direction: column; justify-content: flex-end; gap: 8px; min-block-size: 100%; }
.chatkit-panel p { margin: 0; }
.chatkit-panel .chatkit-greeting { margin-block-end: auto; padding-block: 24px 16px; font-size: 20px; line-height: 1.3; font-weight: 600; text-wrap: balance; }
.chatkit-starter { padding: 10px 14px; border: 0; border-radius: 12px; background: var(--chatkit-tint); color: inherit; text-align: start; }
.chatkit-starter:hover { background: color-mix(in srgb, var(--ifm-color-emphasis-900) 10%, transparent); }
.chatkit-panel .chatkit-question { inline-size: fit-content; max-inline-size: 85%; margin-inline-start: auto; padding: 8px 14px; border-radius: 18px; background: var(--chatkit-tint); white-space: pre-wrap; overflow-wrap: anywhere; }
.chatkit-panel .chatkit-status { padding-block-start: 16px; color: var(--chatkit-muted); }

.chatkit-notice { display: flex; align-items: center; gap: 10px; flex: none; margin: 0 12px 8px; padding: 6px 6px 6px 12px; border-radius: 12px; background: var(--chatkit-tint); font-size: 14px; line-height: 1.4; }
.chatkit-notice span { flex: 1; padding-block: 6px; }
.chatkit-retry { flex: none; min-block-size: 36px; padding: 4px 12px; border: 0; border-radius: 10px; background: none; color: var(--ifm-color-primary); font-weight: 600 !important; }
.chatkit-retry:hover { background: var(--chatkit-tint); }

.chatkit-composer { display: flex; align-items: flex-end; flex: none; gap: 4px; margin: 0 12px 12px; padding: 5px; border: 1px solid var(--ifm-color-emphasis-300); border-radius: 22px; }
.chatkit-composer:focus-within { border-color: var(--ifm-color-primary); }
.chatkit-field { display: grid; flex: 1; min-inline-size: 0; max-block-size: 12.4em; overflow-y: auto; }
.chatkit-field::after { content: attr(data-text) ' '; visibility: hidden; }
.chatkit-field::after, .chatkit-field textarea { grid-area: 1 / 1; padding: 5px 10px; border: 0; font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
.chatkit-field textarea { overflow: hidden; resize: none; inline-size: 100%; background: none; color: inherit; outline: none; }
.chatkit-field textarea::placeholder { color: var(--chatkit-muted); opacity: 1; }
.chatkit-send { display: grid; place-items: center; flex: none; inline-size: 34px; block-size: 34px; padding: 0; border: 1px solid transparent; border-radius: 50%; background: var(--ifm-color-primary); color: var(--ifm-font-color-base-inverse); }
.chatkit-send:disabled { background: var(--chatkit-tint); color: var(--chatkit-muted); cursor: default; }
.chatkit-panel .chatkit-privacy { flex: none; margin: -4px 16px 10px; color: var(--chatkit-muted); font-size: 12px; line-height: 1.4; text-align: center; text-wrap: balance; }
.chatkit-panel :focus-visible:not(textarea, .chatkit-panel) { outline: 2px solid var(--ifm-color-primary); outline-offset: 1px; }

[data-chatkit-cited] { animation: chatkit-cited 2.4s ease-out; border-radius: 4px; }
[data-chatkit-cited]:focus { outline: none; }
@keyframes chatkit-cited { from, 40% { background: color-mix(in srgb, var(--ifm-color-primary) 18%, transparent); } }

@media (max-width: 480px), (max-height: 480px) {
  .chatkit-panel, .chatkit-panel[data-position='start'] {
    z-index: calc(var(--ifm-z-index-overlay) + 1);
    inset: var(--chatkit-sheet-top, 0) 0 auto;
    inline-size: auto;
    block-size: var(--chatkit-sheet-height, 100dvh);
    padding: env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left);
    border: 0;
    border-radius: 0;
    box-shadow: none;
  }
  /* Smaller than 16 px, and iOS zooms the page when the field gets the focus. */
  .chatkit-field { font-size: 16px; }
}
@media (pointer: coarse) { .chatkit-send { inline-size: 44px; block-size: 44px; border-radius: 50%; } .chatkit-field::after, .chatkit-field textarea { padding-block: 10px; } .chatkit-composer { border-radius: 28px; } }
@media (prefers-reduced-motion: reduce) {
  .chatkit-panel { animation: none; }
  [data-chatkit-cited] { animation-timing-function: step-end; }
}
@media print { .chatkit-panel { display: none; } }
`

let sheet: CSSStyleSheet | undefined

/** Adds the panel's styles to the page, once. */
export function adoptPanelStyles(): void {
  if (sheet) return
  sheet = new CSSStyleSheet()
  sheet.replaceSync(CSS)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
}
