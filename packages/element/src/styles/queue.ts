export const queueStyles = /* css */ `
.queue { display: grid; grid-template-columns: minmax(0, 1fr); gap: 4px; padding-block-start: 6px; font-size: 12px; color: var(--muted); }
.queue > p { text-align: center; }
.queue ol { display: grid; grid-template-columns: minmax(0, 1fr); gap: 4px; max-block-size: 96px; margin: 0; padding: 0; overflow-y: auto; list-style: none; }
.queue li { display: flex; gap: 8px; padding-inline: 10px; }
.queue li > .link { flex: none; }
.queue span { flex: 1; min-inline-size: 0; overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
`
