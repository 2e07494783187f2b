export const otherItemStyles = /* css */ `
.image { display: block; max-inline-size: 100%; border-radius: var(--radius-box); }
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
