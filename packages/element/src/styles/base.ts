export const baseStyles = /* css */ `
*, *::before, *::after { box-sizing: border-box; }
.root {
  position: relative; display: flex; flex-direction: column; block-size: 100%; overflow: hidden;
  background: var(--bg); color: var(--text); font-family: var(--font); font-size: var(--size); line-height: 1.55;
  text-align: start; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; accent-color: var(--accent);
}
.main { display: flex; flex-direction: column; flex: 1; min-block-size: 0; }
h2, h3, h4, p, ul, blockquote { margin: 0; padding: 0; font: inherit; }
ul { list-style: none; }
button, input, textarea { font: inherit; color: inherit; letter-spacing: inherit; }
button { background: none; border: 0; padding: 0; cursor: pointer; -webkit-tap-highlight-color: transparent; touch-action: manipulation; }
.icon { flex: none; display: block; }
:focus { outline: none; }
:focus-visible { outline: 2px solid var(--accent-text); outline-offset: 2px; }
.sr { position: absolute; inline-size: 1px; block-size: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.header {
  display: flex; align-items: center; gap: 4px; flex: none; min-block-size: 48px; padding-block: 4px;
  padding-inline: calc(var(--pad) - 2px) 10px;
}
.header > .icon-button:first-child { margin-inline-start: -8px; }
.title { flex: 1; min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-size: 14px; font-weight: 600; }
.header:dir(rtl) > .title { text-align: right; }
.foot { flex: none; padding-inline: calc(var(--pad) - 4px); padding-block-end: max(12px, env(safe-area-inset-bottom)); }
.start {
  flex: 1; min-block-size: 0; overflow-y: auto; display: flex; flex-direction: column; gap: calc(var(--gap) * 2);
  padding: var(--pad); padding-block-end: 12px; inline-size: 100%; max-inline-size: 720px; margin-inline: auto;
}
.start::before { content: ""; flex: 1; }
.greeting { font-size: 1.4em; line-height: 1.3; font-weight: 600; letter-spacing: -0.012em; text-wrap: balance; }
.prompts { display: flex; flex-direction: column; margin-inline: -10px; }
.prompt {
  display: flex; align-items: center; gap: 12px; inline-size: 100%; min-block-size: 44px; padding: 8px 10px; text-align: start;
  line-height: 1.4; border-radius: var(--radius-box); transition: background-color var(--fast);
}
.prompt .icon { color: var(--muted); transition: color var(--fast); }
.prompt:hover { background: var(--hover); }
.prompt:hover .icon { color: var(--accent-text); }
.prompt:active { background: var(--press); }
.disclaimer { padding-block-start: 8px; font-size: 12px; line-height: 1.4; text-align: center; color: var(--muted); text-wrap: balance; }
.disclaimer[data-strong="true"] { color: var(--text); }
@media (forced-colors: active) {
  .prompt, .icon-button, .send { border: 1px solid ButtonText; }
}
`
