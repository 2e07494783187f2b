export const transcriptStyles = /* css */ `
.stage { position: relative; flex: 1; min-block-size: 0; display: flex; flex-direction: column; }
.scroller {
  flex: 1; min-block-size: 0; overflow-y: auto; overflow-x: hidden; overscroll-behavior: contain; container: scroller / size;
  scrollbar-width: thin; scrollbar-color: var(--line-color) transparent;
  mask-image: linear-gradient(to bottom, transparent, black 10px calc(100% - 14px), transparent);
}
.scroller:focus-visible { mask-image: none; }
.scroller:focus-visible { outline-offset: -2px; }
.column { position: relative; inline-size: 100%; max-inline-size: 720px; margin-inline: auto; padding-inline: var(--pad); }
.turn {
  display: flex; flex-direction: column; padding-block: 12px 20px; max-inline-size: 100%;
}
/* A new question stands at the top with free space for its answer below: nothing moves while the answer grows, or when it ends. */
.turn[data-anchored="true"] { min-block-size: 100cqb; }
.turn[data-last="false"] { padding-block-end: 4px; }
.answer { display: flex; flex-direction: column; gap: calc(var(--gap) + 4px); margin-block-start: 20px; max-inline-size: 68ch; }
.status { display: flex; align-items: center; gap: 8px; margin-block-start: 20px; color: var(--muted); }
.answer + .status { margin-block-start: 12px; }
.column > .status { padding-block: 24px; margin: 0; }
/* A pause shorter than this needs no word. */
.status[data-late] { animation: appear 200ms 700ms backwards; }
.status[data-late="false"] { animation: none; }
.actions { display: flex; gap: 2px; margin-block-start: 8px; margin-inline-start: -6px; transition: opacity var(--fast); }
@media (hover: hover) {
  .turn[data-last="false"] .actions { opacity: 0; }
  .turn:hover .actions, .turn:focus-within .actions { opacity: 1; }
}
.older { padding-block: 16px; text-align: center; font-size: var(--small); color: var(--muted); }
.new-text {
  position: absolute; inset-block-end: 12px; inset-inline: 0; inline-size: max-content; margin-inline: auto; display: flex; align-items: center;
  gap: 6px; min-block-size: 34px; padding-inline: 14px 12px; font-size: var(--small); font-weight: 500; color: var(--text);
  background: var(--raised); border: 1px solid var(--line-color); border-radius: var(--radius-control); box-shadow: var(--shadow);
}
.new-text:hover { background: color-mix(in oklab, var(--text) 6%, var(--raised)); }
.error, .notice {
  display: flex; align-items: flex-start; gap: 10px; margin-block-start: 16px; padding: 10px 10px 10px 12px; font-size: 0.95em; line-height: 1.45;
  background: var(--surface); border-radius: var(--radius-box);
}
.error > .icon { margin-block-start: 3px; color: var(--danger); }
.error > p { flex: 1; min-inline-size: 0; padding-block: 1px; overflow-wrap: anywhere; }
.error > .button { margin-block: -3px; }
`
