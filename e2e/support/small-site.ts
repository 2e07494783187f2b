import {type RunningSite, runSite} from '../../scripts/lib/sites/try.js'

/**
 * Builds a small site of a kind that the textbook is not, once for all stories of a file.
 *
 * @param more options of the plugin, and the site's further themes
 * @returns what gives each engine the site
 */
export function smallSite(more: Parameters<typeof runSite>[1]): () => Promise<RunningSite> {
  let site: RunningSite | undefined
  beforeAll(async () => {
    site = await runSite(
      {bundler: 'rspack', flags: 'v4', trailingSlash: false, baseUrl: '/x/', root: 'none', content: 'docs'},
      more,
    )
  }, 300_000)
  afterAll(() => site?.stop())
  return async () => {
    if (!site) throw new Error('The site is not there yet.')
    return site
  }
}
