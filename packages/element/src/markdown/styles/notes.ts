export const noteStyles = /* css */ `
.md .notes { padding-block-start: 0.8em; border-block-start: 1px solid var(--line-color); font-size: 0.87em; color: var(--muted); }
.md .notes li > p { display: inline; }
.md .notes li:focus { outline: none; background: var(--surface); border-radius: 4px; }
.md .note-back { margin-inline-start: 0.4em; }
`
