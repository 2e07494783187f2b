import type {Edition, Elsewhere, SearchIndex, SearchRequest, SearchResult, SiteInfo} from './types.ts'

/** The version of the reader's page first, or the one that readers get by default; all of them when these have nothing. */
export async function searchEdition(
  {index, site, versions}: Edition & {readonly index: SearchIndex},
  request: SearchRequest,
): Promise<SearchResult & {version: Elsewhere['version']}> {
  const read = request.version === undefined ? chooseVersions(site, versions, request.page?.version) : null
  if (read === null) return {...(await index.search(request)), version: null}
  const found = await index.search({...request, version: read})
  if (found.passages.length > 0) return {...found, version: null}
  const all = await index.search(request)
  const [best] = all.passages
  if (best === undefined)
    return {...found, nearest: found.nearest.length > 0 ? found.nearest : all.nearest, version: null}
  const passages = all.passages.filter(({version}) => version === null || version === best.version)
  const [wanted] = read
  return {
    passages,
    nearest: [],
    version: best.version === null || wanted === undefined ? null : {read: wanted, found: best.version},
  }
}

/** Null where there is nothing to choose between. */
function chooseVersions(
  {latestVersions = []}: SiteInfo,
  versions: readonly string[],
  read: string | undefined,
): readonly string[] | null {
  if (versions.length < 2) return null
  if (read !== undefined && versions.includes(read)) return [read]
  const latest = versions.filter((version) => latestVersions.includes(version))
  return latest.length > 0 ? latest : null
}
