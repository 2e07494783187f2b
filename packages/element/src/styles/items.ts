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
.image { display: block; max-inline-size: 100%; border-radius: var(--radius-box); }
@media (forced-colors: active) { .bubble { border: 1px solid CanvasText; } }
.workflow { font-size: 0.95em; }
.workflow-summary {
  display: inline-flex; align-items: center; gap: 6px; max-inline-size: 100%; padding-block: 2px; text-align: start; color: var(--muted);
  border-radius: 4px; transition: color var(--fast);
}
.workflow-summary:hover { color: var(--text); }
.workflow-summary .icon:last-child { transition: rotate var(--fast); }
.workflow-summary:dir(rtl) .icon:last-child { scale: -1 1; }
.workflow-summary[aria-expanded="true"] .icon:last-child { rotate: 90deg; }
.tasks { display: flex; flex-direction: column; gap: 8px; padding-block-start: 8px; }
.task { display: flex; gap: 8px; font-size: 0.95em; color: var(--muted); }
.task > .icon { margin-block-start: 4px; }
.task-body { flex: 1; min-inline-size: 0; }
.task-sources { display: flex; flex-wrap: wrap; gap: 2px 12px; }
`
