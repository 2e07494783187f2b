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

const loadedFonts = new Set<string>()

/** Font faces belong to the document: a shadow root's own are ignored. Each is added once. */
function loadFonts(theme: Theme): void {
  if (typeof FontFace === 'undefined') return
  for (const {family, src, weight, style, display, unicodeRange} of theme.typography?.fontSources ?? []) {
    const key = `${family} ${weight ?? ''} ${style ?? ''} ${src}`
    if (loadedFonts.has(key)) continue
    loadedFonts.add(key)
    const face = new FontFace(family, `url(${JSON.stringify(src)})`, {
      ...(weight === undefined ? {} : {weight: String(weight)}),
      ...(style ? {style} : {}),
      ...(display ? {display} : {}),
      ...(unicodeRange ? {unicodeRange} : {}),
    })
    document.fonts.add(face)
  }
}

/** Applies the theme option. The page's own `--chatkit-*` properties win over it, in `tokens.ts`. */
export function applyTheme(root: HTMLElement, theme: Theme): void {
  loadFonts(theme)
  for (const [name, value] of Object.entries(themeProperties(theme))) {
    if (value === null) root.style.removeProperty(name)
    else root.style.setProperty(name, value)
  }
}
