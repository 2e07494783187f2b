export const historyStyles = /* css */ `
.history { position: absolute; inset: 0; display: flex; flex-direction: column; background: var(--bg); }
@media (prefers-reduced-motion: no-preference) { .history { animation: appear var(--fast); } }
.history .header .icon:dir(rtl) { scale: -1 1; }
.history-list { flex: 1; min-block-size: 0; overflow-y: auto; padding-inline: 8px; padding-block-end: 16px; scrollbar-width: thin; mask-image: linear-gradient(to bottom, transparent, black 10px); }
.history-list > * { max-inline-size: 720px; margin-inline: auto; }
.history-list .status, .history .empty { padding: 16px 8px; color: var(--muted); }
.history-list .error { margin: 8px; }
.history-day { padding: 16px 8px 4px; font-size: 12px; font-weight: 500; color: var(--muted); }
.row { display: flex; align-items: center; gap: 2px; padding-inline-end: 6px; border-radius: min(var(--radius-box), 10px); transition: background-color var(--fast); }
.row:hover, .row:focus-within { background: var(--hover); }
.row:has([aria-current]) { background: var(--hover); }
.row-open { flex: 1; min-inline-size: 0; min-block-size: 40px; padding: 6px 8px; text-align: start; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; border-radius: inherit; }
.row:dir(rtl) > .row-open { text-align: right; }
.row-open[aria-current] { font-weight: 500; }
@media (hover: hover) {
  .row .icon-button { opacity: 0; }
  .row:hover .icon-button, .row:focus-within .icon-button { opacity: 1; }
}
.row-edit { display: flex; align-items: center; gap: 6px; min-block-size: 40px; padding: 4px 6px 4px 8px; background: var(--hover); border-radius: min(var(--radius-box), 10px); }
.row-question { flex: 1; min-inline-size: 0; }
.row-input { flex: 1; min-inline-size: 0; min-block-size: 30px; padding: 2px 8px; background: var(--bg); border: 1px solid var(--line-color); border-radius: 6px; }
`
