/**
 * Colours, sizes and radii. The order of precedence is: the page's `--chatkit-*`, the theme option's `--theme-*`, our default.
 * Neutral colours are mixes of text and background, so two values from the page give a whole palette.
 */
export const tokenStyles = /* css */ `
:host { display: block; block-size: 100%; min-block-size: 0; min-inline-size: 0; }
:host([hidden]) { display: none; }
.root {
  --hue: var(--theme-hue, 265);
  --chroma: calc(var(--theme-tint, 1) * 0.003);
  --bg: var(--chatkit-background, var(--theme-background, oklch(calc(1 - var(--theme-shade, 0) * 0.008) calc(var(--chroma) * 0.4) var(--hue))));
  --text: var(--chatkit-text, var(--theme-text, oklch(0.22 calc(var(--chroma) * 2) var(--hue))));
  --surface: var(--chatkit-surface, color-mix(in oklab, var(--text) 4.5%, var(--bg)));
  --raised: var(--bg);
  --muted: color-mix(in oklab, var(--text) 66%, var(--bg));
  --faint: color-mix(in oklab, var(--text) 40%, var(--bg));
  --line-color: color-mix(in oklab, var(--text) 12%, var(--bg));
  --hover: color-mix(in oklab, var(--text) 6%, transparent);
  --press: color-mix(in oklab, var(--text) 11%, transparent);
  --accent: var(--chatkit-accent, var(--theme-accent, var(--text)));
  --accent-text: var(--accent);
  --on-accent: var(--bg);
  --tinted: color-mix(in oklab, var(--accent) calc(7% + var(--theme-level, 1) * 1.5%), var(--bg));
  --pill: color-mix(in oklab, var(--accent) 12%, transparent);
  --danger: oklch(0.53 0.19 27);
  --warning: oklch(0.55 0.12 70);
  --shadow: 0 1px 2px rgb(0 0 0 / 0.06), 0 8px 24px rgb(0 0 0 / 0.1);
  --font: var(--chatkit-font-family, var(--theme-font, inherit));
  --mono: var(--chatkit-font-mono, var(--theme-mono, ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono", monospace));
  --size: var(--theme-size, 15px);
  --small: 13px;
  --gap: 8px;
  --pad: 16px;
  --radius-bubble: var(--chatkit-radius, 18px);
  --radius-field: var(--chatkit-radius, 24px);
  --radius-control: var(--chatkit-radius, 999px);
  --radius-box: var(--chatkit-radius, 12px);
  --radius-small: min(var(--radius-box), 12px);
  --fast: 120ms;
  color-scheme: light;
}
.root[data-scheme="dark"] {
  --bg: var(--chatkit-background, var(--theme-background, oklch(calc(0.2 + var(--theme-shade, 0) * 0.008) calc(var(--chroma) * 2) var(--hue))));
  --text: var(--chatkit-text, var(--theme-text, oklch(0.93 calc(var(--chroma) * 0.6) var(--hue))));
  --surface: var(--chatkit-surface, color-mix(in oklab, var(--text) 6%, var(--bg)));
  --raised: color-mix(in oklab, var(--text) 7%, var(--bg));
  --line-color: color-mix(in oklab, var(--text) 15%, var(--bg));
  --hover: color-mix(in oklab, var(--text) 9%, transparent);
  --press: color-mix(in oklab, var(--text) 15%, transparent);
  --tinted: color-mix(in oklab, var(--accent) calc(13% + var(--theme-level, 1) * 2%), var(--bg));
  --pill: color-mix(in oklab, var(--accent) 20%, transparent);
  --danger: oklch(0.74 0.14 25);
  --warning: oklch(0.8 0.12 80);
  --shadow: 0 1px 2px rgb(0 0 0 / 0.4), 0 8px 24px rgb(0 0 0 / 0.5);
  color-scheme: dark;
}
/* An accent of the page's may be too light or too dark to read; its lightness is moved until it is not. */
@supports (color: oklch(from red l c h)) {
  .root {
    --accent-text: oklch(from var(--accent) min(l, 0.52) c h);
    --on-accent: oklch(from var(--accent) clamp(0.16, (0.68 - l) * 1000, 1) 0 h);
  }
  .root[data-scheme="dark"] { --accent-text: oklch(from var(--accent) max(l, 0.76) min(c, 0.15) h); }
}
.root[data-density="compact"] { --size: var(--theme-size, 14px); --small: 12.5px; --gap: 6px; --pad: 12px; }
.root[data-density="spacious"] { --size: var(--theme-size, 16px); --small: 14px; --gap: 10px; --pad: 20px; }
.root[data-radius="round"] { --radius-bubble: var(--chatkit-radius, 14px); --radius-field: var(--chatkit-radius, 16px); --radius-control: var(--chatkit-radius, 10px); --radius-box: var(--chatkit-radius, 10px); }
.root[data-radius="soft"] { --radius-bubble: var(--chatkit-radius, 8px); --radius-field: var(--chatkit-radius, 10px); --radius-control: var(--chatkit-radius, 6px); --radius-box: var(--chatkit-radius, 6px); }
.root[data-radius="sharp"] { --radius-bubble: var(--chatkit-radius, 2px); --radius-field: var(--chatkit-radius, 2px); --radius-control: var(--chatkit-radius, 2px); --radius-box: var(--chatkit-radius, 2px); }
@media (prefers-reduced-motion: reduce) { .root { --fast: 0ms; } }
`
