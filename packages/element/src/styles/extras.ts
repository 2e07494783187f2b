export const extraStyles = /* css */ `
.extras { display: flex; flex-wrap: wrap; gap: 6px; padding: 2px 2px 6px; }
.context {
  display: flex; align-items: center; gap: 8px; flex: 1 1 100%; min-inline-size: 0; padding: 4px 4px 4px 10px; font-size: var(--small); color: var(--muted);
  background: var(--hover); border-radius: calc(var(--radius-field) - 8px);
}
.context:dir(rtl) { padding: 4px 10px 4px 4px; }
.context-text { flex: 1; min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
`
