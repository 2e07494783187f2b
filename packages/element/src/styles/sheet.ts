import {markdownStyles} from '../markdown/index.ts'
import {baseStyles} from './base.ts'
import {citationStyles} from './citations.ts'
import {composerStyles} from './composer.ts'
import {controlStyles} from './controls.ts'
import {historyStyles} from './history.ts'
import {itemStyles} from './items.ts'
import {tokenStyles} from './tokens.ts'
import {transcriptStyles} from './transcript.ts'

const SOURCES = [
  tokenStyles,
  baseStyles,
  markdownStyles,
  controlStyles,
  transcriptStyles,
  itemStyles,
  citationStyles,
  composerStyles,
  historyStyles,
]

let sheet: CSSStyleSheet | undefined

/**
 * Gives a shadow root the element's styles: one constructed sheet for all elements of the page. Constructed sheets need no
 * `style-src 'unsafe-inline'`.
 */
export function adoptStyles(root: ShadowRoot): void {
  if (!sheet) {
    sheet = new CSSStyleSheet()
    sheet.replaceSync(SOURCES.join('\n'))
  }
  root.adoptedStyleSheets = [sheet]
}
