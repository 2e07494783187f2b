export const controlStyles = /* css */ `
.icon-button {
  position: relative; flex: none; display: inline-grid; place-items: center; inline-size: 28px; block-size: 28px;
  color: var(--muted); border-radius: min(var(--radius-control), 8px); transition: background-color var(--fast), color var(--fast);
}
.header .icon-button { inline-size: 32px; block-size: 32px; }
.icon-button:hover { color: var(--text); background: var(--hover); }
.icon-button:active { background: var(--press); }
.icon-button[aria-pressed="true"] { color: var(--accent-text); }
.icon-button[aria-pressed="true"] .icon { fill: var(--pill); }
@media (pointer: coarse) {
  .icon-button::after { content: ""; position: absolute; inset: 50%; inline-size: 44px; block-size: 44px; translate: -50% -50%; }
  .header .icon-button { inline-size: 40px; block-size: 40px; }
  .actions { gap: 16px; padding-block: 8px; }
}
.button {
  flex: none; min-block-size: 30px; padding: 3px 12px; font-size: var(--small); font-weight: 500; border-radius: var(--radius-control);
  background: var(--press); transition: background-color var(--fast);
}
.button:hover { background: color-mix(in oklab, var(--text) 16%, transparent); }
.button.danger { color: var(--bg); background: var(--danger); }
.link { color: var(--accent-text); text-decoration: underline; text-underline-offset: 2px; text-decoration-thickness: 1px; }
.link:hover { text-decoration-thickness: 2px; }
.chip {
  display: inline-flex; align-items: center; gap: 6px; max-inline-size: 100%; min-block-size: 28px; padding-inline: 10px;
  font-size: var(--small); background: var(--hover); border-radius: var(--radius-control);
}
.chip > .icon-button { inline-size: 24px; block-size: 24px; margin-inline-end: -6px; }
.shimmer { color: var(--muted); }
.shimmer em { font-style: normal; color: var(--text); }
@media (prefers-reduced-motion: no-preference) {
  @supports (background-clip: text) {
    .shimmer {
      color: transparent; background: linear-gradient(90deg, var(--muted) 40%, var(--faint) 50%, var(--muted) 60%) 0 0 / 300% 100%;
      background-clip: text; animation: shimmer 1.6s linear infinite;
    }
    .shimmer em { color: inherit; font-weight: 500; }
  }
}
@media (forced-colors: active) { .shimmer { color: CanvasText; background: none; animation: none; } }
@keyframes shimmer { from { background-position: 100% 0; } to { background-position: 0 0; } }
@keyframes appear { from { opacity: 0; } }
`
