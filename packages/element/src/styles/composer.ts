export const composerStyles = /* css */ `
.composer { inline-size: 100%; max-inline-size: 720px; margin-inline: auto; padding-block-start: 4px; }
.foot > .error { max-inline-size: 720px; margin: 0 auto 8px; }
.field {
  padding: 6px; background: var(--surface); border: 1px solid var(--line-color); border-radius: var(--radius-field); transition: border-color var(--fast), box-shadow var(--fast);
}
.field:focus-within { border-color: color-mix(in oklab, var(--accent) 55%, var(--line-color)); box-shadow: 0 0 0 3px color-mix(in oklab, var(--accent) 12%, transparent); }
.field[data-disabled="true"] { opacity: 0.75; }
.line { display: flex; align-items: flex-end; gap: 6px; }
.input {
  flex: 1; min-inline-size: 0; margin: 0; padding: 5px 0 5px; padding-inline-start: 10px; border: 0; background: none; resize: none; line-height: 1.5;
  field-sizing: content; max-block-size: calc(8lh + 10px); overflow-y: auto; overflow-wrap: anywhere; scrollbar-width: thin;
}
.input:focus-visible { outline: none; }
.input::placeholder { color: var(--muted); opacity: 1; }
@media (pointer: coarse) { .input { font-size: max(16px, 1em); } }
.send {
  position: relative; flex: none; display: grid; place-items: center; inline-size: 34px; block-size: 34px; color: var(--on-accent); background: var(--accent);
  border-radius: var(--radius-control); transition: opacity var(--fast), background-color var(--fast);
}
.send::after { content: ""; position: absolute; inset: -5px; }
.send:hover { background: color-mix(in oklab, var(--accent) 88%, var(--text)); }
.send[aria-disabled="true"] { color: var(--muted); background: var(--press); cursor: default; }
.send .icon { stroke-width: 2.25; }
.stop-shape { inline-size: 12px; block-size: 12px; border-radius: 2px; background: currentColor; }
.closed { padding: 12px; text-align: center; font-size: var(--small); color: var(--muted); background: var(--surface); border-radius: var(--radius-box); }
@media (forced-colors: active) { .stop-shape { background: ButtonText; } .field { border-color: CanvasText; } }
`
