const ORDER = ['zero', 'one', 'two', 'few', 'many', 'other'] as const

/**
 * A message about a number, in the number's form. Forms are written as in the messages of Docusaurus' own themes: separated by
 * `|`, those that the language has in the order zero, one, two, few, many, other; the last stands for all that are left out.
 *
 * @param name The placeholder that the number takes the place of, without braces.
 * @param language BCP 47 tag of the message; what is no tag counts as English.
 */
export function fillPlural(message: string, name: string, count: number, language: string): string {
  const languages = [language, 'en'].filter(isTag)
  const rules = new Intl.PluralRules(languages)
  const {pluralCategories} = rules.resolvedOptions()
  const categories = ORDER.filter((category) => pluralCategories.includes(category))
  const forms = message.split('|')
  const form = forms[Math.min(categories.indexOf(rules.select(count)), forms.length - 1)] ?? message
  return form.replace(`{${name}}`, new Intl.NumberFormat(languages).format(count))
}

function isTag(language: string): boolean {
  try {
    return Intl.getCanonicalLocales(language).length > 0
  } catch {
    return false
  }
}
