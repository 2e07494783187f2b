import type {LoadContext, Plugin} from '@docusaurus/types'

/** As much of PostCSS' root as is used here. */
interface StyleSheet {
  source?: {input: {file?: string}}
  prepend(comment: {text: string}): unknown
  append(comment: {text: string}): unknown
}

const katexSheet = /[\\/]katex[\\/]dist[\\/]/

// For a right-to-left locale Docusaurus mirrors every style sheet with rtlcss, and mirrored offsets pull roots, accents and
// matrices of an equation apart. Equations run left to right in every language, so their sheet is left as it is.
const keepMathSheet = {
  postcssPlugin: 'left-to-right-math',
  Once(sheet: StyleSheet) {
    if (!katexSheet.test(sheet.source?.input.file ?? '')) return
    sheet.prepend({text: 'rtl:begin:ignore'})
    sheet.append({text: 'rtl:end:ignore'})
  },
}

/** A plugin of this site: KaTeX's style sheet stays as it is in right-to-left locales. */
export default function leftToRightMath({i18n}: LoadContext): Plugin {
  const isRightToLeft = i18n.localeConfigs[i18n.currentLocale]?.direction === 'rtl'
  return {
    name: 'left-to-right-math',
    configurePostCss: (options) =>
      isRightToLeft ? {...options, plugins: [keepMathSheet, ...options.plugins]} : options,
  }
}
