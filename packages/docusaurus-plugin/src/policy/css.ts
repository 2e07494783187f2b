import {type Directive, type Need, toSource} from './needs.ts'

const COMMENT = /\/\*[^]*?\*\//g
const FONT_FACE = /@font-face\s*\{[^}]*\}/gi
const IMPORT = /@import\s+(?:url\(\s*)?(?:"([^"]*)"|'([^']*)'|([^\s"';)]+))[^;]*;/gi
const URL_OF = /url\(\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^)"']*))\s*\)/gi

/**
 * What a style sheet, or the text of a style attribute, fetches.
 *
 * @param base address of the style sheet itself
 */
export function readCss(css: string, base: URL): Need[] {
  let rest = css.replaceAll(COMMENT, '')
  const needs: Need[] = []
  const take = (pattern: RegExp, read: (match: string[]) => Need[]) => {
    rest = rest.replaceAll(pattern, (...match: string[]) => {
      needs.push(...read(match))
      return ''
    })
  }
  take(IMPORT, ([, ...forms]) => toNeeds('style-src', 'a style sheet that another one imports', forms, base))
  take(FONT_FACE, ([face = '']) => readUrls(face, 'font-src', 'a font', base))
  return [...needs, ...readUrls(rest, 'img-src', 'an image in a style', base)]
}

function readUrls(css: string, directive: Directive, why: string, base: URL): Need[] {
  return [...css.matchAll(URL_OF)].flatMap(([, ...forms]) => toNeeds(directive, why, forms, base))
}

/** Of the forms of an address (in either quotes, or in none) the one that is there. */
function toNeeds(directive: Directive, why: string, forms: (string | undefined)[], base: URL): Need[] {
  const source = toSource(forms.slice(0, 3).find((form) => form !== undefined) ?? '', base)
  return source === null ? [] : [{directive, source, why}]
}
