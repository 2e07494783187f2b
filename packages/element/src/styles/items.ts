export const itemStyles = /* css */ `
.user { display: flex; flex-direction: column; align-items: flex-end; gap: 6px; }
.bubble {
  max-inline-size: 85%; padding: 8px 14px; white-space: pre-wrap; overflow-wrap: anywhere; background: var(--tinted);
  border-radius: var(--radius-bubble);
}
.bubble[data-failed="true"] { opacity: 0.7; }
.bubble .tag { color: var(--accent-text); font-weight: 500; }
.not-sent { display: flex; gap: 8px; font-size: var(--small); color: var(--muted); }
.quote {
  max-inline-size: 85%; padding-inline-start: 10px; font-size: var(--small); line-height: 1.45; color: var(--muted);
  border-inline-start: 2px solid var(--accent); overflow: hidden; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; line-clamp: 2;
}
.files { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: 6px; }
.disclaimer .md, .task .md, .notice .md { font-size: inherit; line-height: inherit; color: inherit; max-inline-size: none; }
.disclaimer .md p { text-align: center; }
.assistant { min-inline-size: 0; }
@media (forced-colors: active) { .bubble { border: 1px solid CanvasText; } }
`
