export const noticeStyles = /* css */ `
.notice > .icon { margin-block-start: 3px; color: var(--accent-text); }
.notice[data-level="warning"] > .icon { color: var(--warning); }
.notice[data-level="danger"] > .icon { color: var(--danger); }
.notice-body { flex: 1; min-inline-size: 0; }
.notice-title { font-weight: 600; }
.notice > .icon-button { margin-block: -3px; margin-inline-end: -4px; }
`
