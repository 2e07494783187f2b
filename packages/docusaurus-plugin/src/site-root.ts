/**
 * The base URL that all locales of a site share, so that switching the language keeps the conversation: `/book/ur/` and
 * `/book/` are both `/book/`.
 */
export function findSiteRoot(baseUrl: string, locale: string): string {
  return baseUrl.endsWith(`/${locale}/`) ? baseUrl.slice(0, -locale.length - 1) : baseUrl
}
