// Docusaurus puts every style sheet into the one that all pages load. The panel's comes with the panel instead, as a
// constructed sheet, which also works where the page's policy forbids <style> elements.
const CSS = `
/* The site's colours and fonts, for the element and for what stands in for it. A site sets its own with any selector. */
:where(.chatkit-panel) {
  --chatkit-accent: var(--ifm-color-primary);
  --chatkit-background: var(--ifm-background-surface-color);
  --chatkit-text: var(--ifm-font-color-base);
  --chatkit-font-family: var(--ifm-font-family-base);
  --chatkit-font-mono: var(--ifm-font-family-monospace);
}
.chatkit-panel {
  --_surface: var(--chatkit-surface, color-mix(in oklab, var(--chatkit-text) 4.5%, var(--chatkit-background)));
  --_line: color-mix(in oklab, var(--chatkit-text) 12%, var(--chatkit-background));
  --_muted: color-mix(in oklab, var(--chatkit-text) 66%, var(--chatkit-background));
  --_hover: color-mix(in oklab, var(--chatkit-text) 6%, transparent);
  --_press: color-mix(in oklab, var(--chatkit-text) 11%, transparent);
  --_on-accent: var(--ifm-font-color-base-inverse);
  position: fixed;
  z-index: calc(var(--ifm-z-index-fixed) + 1);
  bottom: 1.3rem;
  inset-inline-end: 1.3rem;
  display: flex;
  flex-direction: column;
  overflow: hidden;
  box-sizing: border-box;
  inline-size: min(400px, 100vw - 2.6rem);
  block-size: min(600px, 100dvh - var(--ifm-navbar-height, 0px) - 2.6rem);
  border: 1px solid var(--_line);
  border-radius: 16px;
  background: var(--chatkit-background);
  color: var(--chatkit-text);
  font: 15px/1.55 var(--chatkit-font-family);
  box-shadow: 0 1px 3px rgb(0 0 0 / 8%), 0 12px 40px rgb(0 0 0 / 16%);
  animation: chatkit-open 180ms ease-out;
  outline: none;
}
html[data-theme='dark'] .chatkit-panel {
  --_surface: var(--chatkit-surface, color-mix(in oklab, var(--chatkit-text) 6%, var(--chatkit-background)));
  --_line: color-mix(in oklab, var(--chatkit-text) 15%, var(--chatkit-background));
  --_hover: color-mix(in oklab, var(--chatkit-text) 9%, transparent);
  --_press: color-mix(in oklab, var(--chatkit-text) 15%, transparent);
}
/* The glyph on the accent is white or nearly black, whichever can be read: a site's accent may be anything. */
@supports (color: oklch(from red l c h)) {
  .chatkit-panel { --_on-accent: oklch(from var(--chatkit-accent) clamp(0.16, (0.68 - l) * 1000, 1) 0 h); }
}
.chatkit-panel[data-position='start'] { inset-inline: 1.3rem auto; }
.chatkit-panel[hidden] { display: none; }
.chatkit-panel[data-docked] { inset: 0 0 0 auto; inline-size: var(--chatkit-dock); block-size: auto; border-width: 0; border-radius: 0; box-shadow: none; animation: none; }
.chatkit-panel[data-docked]:dir(rtl) { inset: 0 auto 0 0; }
.chatkit-panel[data-docked][data-position='start'] { inset: 0 auto 0 0; }
.chatkit-panel[data-docked][data-position='start']:dir(rtl) { inset: 0 0 0 auto; }
.chatkit-panel[data-docked] { border-inline-start: 1px solid var(--_line); }
.chatkit-panel[data-docked][data-position='start'] { border-inline: 0 1px solid var(--_line); }
html[data-chatkit-dock='end'] body { padding-inline-end: var(--chatkit-dock); }
html[data-chatkit-dock='start'] body { padding-inline-start: var(--chatkit-dock); }
html[data-chatkit-dock='end'] .theme-back-to-top-button { margin-inline-end: var(--chatkit-dock); }
.chatkit-resize { position: absolute; z-index: 1; inset-block: 0; inset-inline-start: 0; inline-size: 8px; cursor: ew-resize; touch-action: none; outline: none; }
[data-position='start'] > .chatkit-resize { inset-inline: auto 0; }
.chatkit-resize:is(:hover, :focus-visible) { background: color-mix(in oklab, var(--chatkit-accent) 45%, transparent); }
@keyframes chatkit-open { from { opacity: 0; transform: translateY(8px); } }

.chatkit-stage { position: relative; flex: 1; min-block-size: 0; }
.chatkit-host { position: absolute; inset: 0; visibility: hidden; }
.chatkit-host[data-ready] { visibility: visible; }
.chatkit-host { display: flex; flex-direction: column; }
.chatkit-host openai-chatkit { display: block; flex: 1; min-block-size: 0; inline-size: 100%; }
.chatkit-below { flex: none; padding: 0 12px 10px; }

/* From here on measures follow the bundled element's, so that nothing moves when it takes over. */
.chatkit-interim { position: absolute; inset: 0; display: flex; flex-direction: column; background: var(--chatkit-background); }
.chatkit-panel :where(button, p, textarea) { box-sizing: border-box; margin: 0; font: inherit; color: inherit; }
.chatkit-panel :where(button) { padding: 0; border: 1px solid transparent; background: none; cursor: pointer; }
.chatkit-panel svg { flex: none; fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
.chatkit-header { display: flex; align-items: center; gap: 4px; flex: none; min-block-size: 48px; padding-inline: 10px; }
.chatkit-header > .chatkit-close:first-child { margin-inline-start: -4px; }
.chatkit-title { flex: 1; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-size: 14px; font-weight: 600; }
.chatkit-title:first-child { padding-inline-start: 6px; }
.chatkit-close { position: relative; display: grid; place-items: center; inline-size: 32px; block-size: 32px; border-radius: 8px; color: var(--_muted); }
.chatkit-close::after { content: ''; position: absolute; inset: -6px; }
.chatkit-close:hover { color: var(--chatkit-text); background: var(--_hover); }

.chatkit-body { flex: 1; min-block-size: 0; overflow-y: auto; padding: 12px 16px; }
.chatkit-start { display: flex; flex-direction: column; justify-content: flex-end; gap: 16px; min-block-size: 100%; }
.chatkit-greeting { font-size: 21px; line-height: 1.3; font-weight: 600; letter-spacing: -0.012em; text-wrap: balance; }
.chatkit-starters { display: flex; flex-direction: column; margin-inline: -10px; }
.chatkit-starter { display: flex; align-items: center; gap: 12px; min-block-size: 44px; padding: 7px 9px; border-radius: 12px; line-height: 1.4; text-align: start; }
.chatkit-starter svg { color: var(--_muted); }
.chatkit-starter:hover { background: var(--_hover); }
.chatkit-question + .chatkit-question { margin-block-start: 8px; }
.chatkit-question { inline-size: fit-content; max-inline-size: 85%; margin-inline-start: auto; padding: 8px 14px; border-radius: 18px; background: color-mix(in oklab, var(--chatkit-accent) 10%, var(--chatkit-background)); white-space: pre-wrap; overflow-wrap: anywhere; }
.chatkit-unseen { position: absolute; inline-size: 1px; block-size: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.chatkit-status { padding-block-start: 20px; color: var(--_muted); }

.chatkit-consent { display: flex; flex-direction: column; align-items: flex-start; padding-block-end: max(16px, env(safe-area-inset-bottom, 0px)); }
.chatkit-panel .chatkit-told { margin-block: auto 8px; padding-block-start: 16px; white-space: pre-line; }
.chatkit-consent a { color: inherit; text-decoration: underline; text-underline-offset: 0.15em; }
.chatkit-consent > .chatkit-question { flex: none; align-self: flex-end; }
.chatkit-choices { display: flex; flex-wrap: wrap; gap: 8px; align-self: stretch; padding-block-start: 16px; }
/* Not on the accent: a site's may be too light for white words and too dark for black ones. */
.chatkit-panel .chatkit-choices button { flex: 1 1 auto; min-block-size: 44px; padding: 6px 16px; border-color: var(--_line); border-radius: 12px; font-size: 14px; font-weight: 600; }
.chatkit-panel .chatkit-choices .chatkit-accept { background: var(--chatkit-text); color: var(--chatkit-background); }
.chatkit-choices button:not(.chatkit-accept):hover { background: var(--_hover); }

.chatkit-notice { display: flex; align-items: center; gap: 10px; flex: none; margin: 0 12px 8px; padding-block: 6px; padding-inline: 12px 6px; border-radius: 12px; background: var(--_surface); font-size: 14px; line-height: 1.4; }
.chatkit-notice span { flex: 1; padding-block: 6px; }
.chatkit-retry { flex: none; min-block-size: 36px; padding: 4px 12px; border-radius: 10px; font-weight: 600; }
.chatkit-retry:hover { background: var(--_hover); }

.chatkit-next { overflow: hidden; flex: none; padding: 0 16px 12px; color: var(--_muted); font-size: 13px; line-height: 1.4; text-overflow: ellipsis; white-space: nowrap; }

.chatkit-menu { position: absolute; z-index: 2; inset-block-start: 46px; inset-inline-start: 10px; display: flex; flex-direction: column; min-inline-size: 190px; padding: 5px; border: 1px solid var(--_line); border-radius: 12px; background: var(--chatkit-background); box-shadow: 0 4px 18px rgb(0 0 0 / 16%); }
.chatkit-entry { min-block-size: 40px; padding: 6px 12px; border-radius: 8px; font-size: 14px; text-align: start; }
.chatkit-entry:hover, .chatkit-entry:focus-visible { background: var(--_hover); }

.chatkit-foot { flex: none; padding: 4px 12px max(12px, env(safe-area-inset-bottom, 0px)); }
.chatkit-composer { display: flex; flex-wrap: wrap; align-items: flex-end; column-gap: 6px; padding: 6px; border: 1px solid var(--_line); border-radius: 24px; background: var(--_surface); transition: border-color 120ms, box-shadow 120ms; }
.chatkit-composer:focus-within { border-color: color-mix(in oklab, var(--chatkit-accent) 55%, var(--_line)); box-shadow: 0 0 0 3px color-mix(in oklab, var(--chatkit-accent) 12%, transparent); }
.chatkit-field { display: grid; flex: 1; min-inline-size: 0; max-block-size: calc(8lh + 10px); overflow-y: auto; line-height: 1.5; }
.chatkit-field::after { content: attr(data-text) ' '; visibility: hidden; }
.chatkit-field::after, .chatkit-field textarea { grid-area: 1 / 1; padding-block: 5px; padding-inline: 10px 0; border: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.chatkit-field textarea { overflow: hidden; resize: none; inline-size: 100%; background: none; outline: none; }
.chatkit-field textarea::placeholder { color: var(--_muted); opacity: 1; }
.chatkit-context, .chatkit-quote { display: flex; align-items: center; gap: 8px; flex: 1 1 100%; min-inline-size: 0; box-sizing: border-box; min-block-size: 28px; padding-inline: 10px 2px; border-radius: 16px; color: var(--_muted); font-size: 13px; line-height: 1.4; }
.chatkit-quote { margin: 2px 2px 6px; background: var(--_hover); }
.chatkit-context span, .chatkit-quote span { flex: 1; min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.chatkit-context small { flex: none; max-inline-size: 40%; overflow: hidden; font-size: 12px; text-overflow: ellipsis; white-space: nowrap; }
.chatkit-context b { color: var(--chatkit-text); font-weight: inherit; }
.chatkit-remove { position: relative; display: grid; place-items: center; flex: none; inline-size: 28px; block-size: 28px; border-radius: 50%; }
.chatkit-remove::after { content: ''; position: absolute; inset: -4px; }
.chatkit-remove:hover { color: var(--chatkit-text); background: var(--_hover); }
.chatkit-send { position: relative; display: grid; place-items: center; flex: none; inline-size: 34px; block-size: 34px; border-radius: 50%; background: var(--chatkit-accent); color: var(--_on-accent); }
.chatkit-panel .chatkit-send svg { stroke-width: 2.25; }
.chatkit-send::after { content: ''; position: absolute; inset: -6px; }
.chatkit-send:disabled { background: var(--_press); color: var(--_muted); cursor: default; }
.chatkit-privacy { padding-block-start: 8px; color: var(--_muted); font-size: 12px; line-height: 1.4; text-align: center; text-wrap: balance; }
.chatkit-panel :is(button, a):focus-visible { outline: 2px solid var(--chatkit-accent); outline-offset: 2px; }

[data-chatkit-cited] { animation: chatkit-cited 2.4s ease-out; border-radius: 4px; }
[data-chatkit-cited]:focus { outline: none; }
/* In a layer, so that a rule of the site's own wins though it comes earlier. */
@layer chatkit { ::highlight(chatkit-passage) { background-color: color-mix(in oklab, var(--ifm-color-primary) 24%, transparent); } }
@keyframes chatkit-cited { from, 40% { background: color-mix(in oklab, var(--ifm-color-primary) 18%, transparent); } }

@media (max-width: 480px), (max-height: 480px) {
  .chatkit-panel, .chatkit-panel[data-position='start'] {
    z-index: calc(var(--ifm-z-index-overlay) + 1);
    inset: var(--chatkit-sheet-top, 0) 0 auto;
    inline-size: auto;
    block-size: var(--chatkit-sheet-height, 100dvh);
    padding: env(safe-area-inset-top, 0px) env(safe-area-inset-right, 0px) 0 env(safe-area-inset-left, 0px);
    border: 0;
    border-radius: 0;
    box-shadow: none;
  }
}
@media (pointer: coarse) {
  /* Smaller than 16 px, and iOS zooms the page when the field gets the focus. */
  .chatkit-field { font-size: 16px; }
  .chatkit-close { inline-size: 40px; block-size: 40px; }
}
@media (prefers-reduced-motion: reduce) {
  .chatkit-panel { animation: none; }
  .chatkit-composer { transition: none; }
  [data-chatkit-cited] { animation-timing-function: step-end; }
}
@media (forced-colors: active) {
  @layer chatkit { ::highlight(chatkit-passage) { background-color: Mark; color: MarkText; } }
  [data-chatkit-cited] { outline: 2px solid Highlight; outline-offset: 2px; }
  .chatkit-composer, .chatkit-panel button { border-color: ButtonBorder; }
  /* Shadows and backgrounds are not drawn. */
  .chatkit-resize:focus-visible { outline: 2px solid Highlight; outline-offset: -2px; }
  .chatkit-composer:focus-within { outline: 2px solid Highlight; outline-offset: 1px; }
}
@media print {
  .chatkit-panel { display: none; }
  html[data-chatkit-dock] body { padding-inline: 0; }
}
`

let sheet: CSSStyleSheet | undefined

/** Adds the panel's styles to the page, once. */
export function adoptPanelStyles(): void {
  if (sheet) return
  sheet = new CSSStyleSheet()
  sheet.replaceSync(CSS)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
}
