export const citationStyles = /* css */ `
/* Raised by position and not by line height, so that a citation that arrives moves nothing. */
.cites { white-space: nowrap; }
/* Inline and not inline-block: the line may not break between a word and its citation. */
.cites .cite {
  position: relative; inset-block-start: -0.32em; display: inline; margin-inline-start: 3px; padding: 1px 5px; font-size: 11px; line-height: 1; font-weight: 500;
  font-variant-numeric: tabular-nums; color: var(--accent-text); background: var(--pill); border-radius: min(var(--radius-control), 8px);
  text-decoration: none; cursor: pointer; transition: background-color var(--fast), color var(--fast);
}
.cites .cite:hover, .cites .cite:focus-visible { color: var(--on-accent); background: var(--accent); }
.cite::after { content: ""; position: absolute; inset: -5px -1px; }
.sources { display: flex; gap: 4px 12px; margin-block-start: 12px; font-size: var(--small); line-height: 1.5; color: var(--muted); }
.sources-title { flex: none; }
.sources ul { display: flex; flex-wrap: wrap; gap: 4px 14px; min-inline-size: 0; }
.sources li { display: flex; gap: 5px; min-inline-size: 0; max-inline-size: 100%; }
.sources-number { font-variant-numeric: tabular-nums; opacity: 0.8; }
.source {
  min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; color: inherit; text-align: start;
  text-decoration: underline; text-decoration-color: var(--line-color); text-underline-offset: 3px; transition: color var(--fast), text-decoration-color var(--fast);
}
span.source { text-decoration: none; }
.source:hover, .source:focus-visible { color: var(--text); text-decoration-color: currentColor; }
.card {
  position: fixed; inset: auto; margin: 0; inline-size: max-content; max-inline-size: min(320px, calc(100vw - 16px)); padding: 10px 12px;
  font-size: var(--small); line-height: 1.45; color: var(--text); background: var(--raised); border: 1px solid var(--line-color);
  border-radius: var(--radius-box); box-shadow: var(--shadow); text-align: start;
}
@media (prefers-reduced-motion: no-preference) { .card { animation: appear var(--fast); } }
.card-title { font-weight: 600; }
.card-place { color: var(--muted); }
.card-text {
  margin-block-start: 4px; color: var(--muted); overflow: hidden; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; line-clamp: 2;
}
@media (forced-colors: active) { .cite { border: 1px solid LinkText; } }
`
