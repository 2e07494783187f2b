import type {QdrantClient} from '@qdrant/js-client-rest'
import type {Section} from '../types.ts'
import {passagePayload, type PassagePayload} from './points.ts'

const MOST_OF_PAGE = 500

/** Reads a whole section back from its passages, by its id or its site path. */
export async function readSection(client: QdrantClient, collection: string, idOrPath: string): Promise<Section | null> {
  const read = (key: string, values: readonly string[]): Promise<PassagePayload[]> =>
    readPassages(client, collection, key, values)
  const parts = await findParts(read, idOrPath)
  const [first] = parts
  if (first === undefined) return null
  const page = new Map<string, PassagePayload>()
  for (const passage of await read('page', [first.page]))
    if (!page.has(passage.section)) page.set(passage.section, passage)
  return {
    id: first.section,
    url: first.url,
    title: first.title,
    headingPath: first.headings,
    version: first.version || null,
    text: parts.map(({text}) => text).join('\n\n'),
    code: parts.flatMap(({code}) => code),
    page: [...page.values()].map(({section, url, title, headings}) => ({
      id: section,
      url,
      heading: headings.at(-1) ?? title,
    })),
  }
}

async function findParts(
  read: (key: string, values: readonly string[]) => Promise<PassagePayload[]>,
  idOrPath: string,
): Promise<PassagePayload[]> {
  const known = await read('section', [idOrPath])
  if (known.length > 0) return known
  // Sites are served with and without a slash at the end of a path.
  const [path = '', anchor] = idOrPath.split('#')
  const paths = [path, path.endsWith('/') ? path.slice(0, -1) : `${path}/`]
  const found = anchor
    ? await read(
        'url',
        paths.map((one) => `${one}#${anchor}`),
      )
    : await read('page', paths)
  const beginning = found.find(({url, page}) => url === page) ?? found[0]
  return beginning === undefined ? [] : await read('section', [beginning.section])
}

/** Passages with one of the values, as they stand in the index. */
async function readPassages(
  client: QdrantClient,
  collection: string,
  key: string,
  values: readonly string[],
): Promise<PassagePayload[]> {
  const {points} = await client.scroll(collection, {
    filter: {must: [{key, match: {any: [...values]}}]},
    limit: MOST_OF_PAGE,
    with_payload: true,
  })
  return points
    .flatMap(({payload}) => passagePayload.safeParse(payload).data ?? [])
    .toSorted((a, b) => a.place - b.place || a.part - b.part)
}
