import type {ResolvedOptions} from '../options.ts'

type Theme = ResolvedOptions['theme']

/** Custom properties that the theme option stands for; null takes one away. */
export function themeProperties(theme: Theme): Readonly<Record<string, string | null>> {
  const {color, typography} = theme
  const {grayscale, accent, surface} = color ?? {}
  return {
    '--theme-accent': accent?.primary ?? null,
    '--theme-level': accent ? String(accent.level) : null,
    '--theme-background': surface?.background ?? null,
    '--theme-text': surface?.foreground ?? null,
    '--theme-hue': grayscale ? String(grayscale.hue) : null,
    '--theme-tint': grayscale ? String(grayscale.tint) : null,
    '--theme-shade': grayscale?.shade === undefined ? null : String(grayscale.shade),
    '--theme-size': typography?.baseSize ? `${typography.baseSize}px` : null,
    '--theme-font': typography?.fontFamily ?? null,
    '--theme-mono': typography?.fontFamilyMono ?? null,
  }
}

/** Applies the theme option. The page's own `--chatkit-*` properties win over it, in `tokens.ts`. */
export function applyTheme(root: HTMLElement, theme: Theme): void {
  // Without the chunk the text keeps the font that it has.
  if (theme.typography?.fontSources?.length)
    import('./fonts.ts').then(({loadFonts}) => loadFonts(theme)).catch(() => undefined)
  for (const [name, value] of Object.entries(themeProperties(theme))) {
    if (value === null) root.style.removeProperty(name)
    else root.style.setProperty(name, value)
  }
}
