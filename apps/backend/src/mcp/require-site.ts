import type {SearchIndex, SiteInfo} from '../search/types.ts'
import {ToolError} from './answer-tool.ts'

/** @throws ToolError while nothing is indexed */
export async function requireSite(index: SearchIndex): Promise<{site: SiteInfo; versions: readonly string[]}> {
  const {site, versions} = await index.status()
  if (site === null) throw new ToolError('This site has not been indexed yet. Try again once it has been built.')
  return {site, versions}
}
