/** Languages without texts of their own whose readers know another one that has. Outside of Brazil Portuguese is Portugal's. */
const RELATIVES: Readonly<Record<string, string>> = {nn: 'nb', no: 'nb', pt: 'pt-PT'}

/**
 * Whose texts to show for a locale, best first: `lang-REGION`, `lang-Script`, `lang`, as Docusaurus does. What the tag leaves
 * out is what is likely: "zh-TW" is written in Hant, and "pt" is spoken in Brazil. Nothing for what is no BCP 47 tag.
 */
export function listFallbacks(locale: string): readonly string[] {
  try {
    const {language, region, script} = new Intl.Locale(locale).maximize()
    return [
      `${language}-${region}`,
      `${language}-${script}`,
      language,
      ...(RELATIVES[language] ? [RELATIVES[language]] : []),
    ]
  } catch {
    return []
  }
}
