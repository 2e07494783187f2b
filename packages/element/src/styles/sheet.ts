import {markdownStyles} from '../markdown/index.ts'
import {baseStyles} from './base.ts'
import {composerStyles} from './composer.ts'
import {controlStyles} from './controls.ts'
import {itemStyles} from './items.ts'
import {tokenStyles} from './tokens.ts'
import {transcriptStyles} from './transcript.ts'

const SOURCES = [tokenStyles, baseStyles, markdownStyles, controlStyles, transcriptStyles, itemStyles, composerStyles]

let styles = SOURCES.join('\n')
let sheet: CSSStyleSheet | undefined

/**
 * Gives a shadow root the element's styles: one constructed sheet for all elements of the page. Constructed sheets need no
 * `style-src 'unsafe-inline'`.
 */
export function adoptStyles(root: ShadowRoot): void {
  if (!sheet) {
    sheet = new CSSStyleSheet()
    sheet.replaceSync(styles)
  }
  root.adoptedStyleSheets = [sheet]
}

/** Styles that come with a part which is loaded later. Call it once, when the part's module runs. */
export function addStyles(added: string): void {
  styles += added
  sheet?.replaceSync(styles)
}
