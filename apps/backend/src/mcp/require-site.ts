import type {SearchIndex, SiteInfo} from '../search/types.ts'
import {ToolError} from './answer-tool.ts'

/** @throws ToolError while nothing is indexed */
export async function requireSite(index: SearchIndex): Promise<{
  site: SiteInfo
  versions: readonly string[]
  /** Of all editions, the default one's first. */
  locales: readonly string[]
}> {
  const {site, versions, editions} = await index.status()
  if (site === null)
    throw new ToolError('This site has not been indexed yet. Try again in a minute, or once it has been built.')
  return {site, versions, locales: editions?.map((edition) => edition.site.locale) ?? [site.locale]}
}
