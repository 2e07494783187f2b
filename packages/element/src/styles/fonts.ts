import type {ThemeOption} from '@openai/chatkit'

const loadedFonts = new Set<string>()

/** Font faces belong to the document: a shadow root's own are ignored. Each is added once. */
export function loadFonts(theme: ThemeOption): void {
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
