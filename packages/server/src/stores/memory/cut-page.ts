import type {Page} from 'chatkit-protocol'
import type {PageQuery} from '../../store.ts'
import {missing} from '../missing.ts'

/** One page out of records that are sorted oldest first. */
export function cutPage<T>(
  records: {id: string; json: string}[],
  {after, limit, order}: PageQuery,
  kind: 'Thread' | 'Item',
): Page<T> {
  const ordered = order === 'asc' ? records : records.toReversed()
  const position = after === null ? -1 : ordered.findIndex((record) => record.id === after)
  if (after !== null && position === -1) throw missing(kind, after)
  const slice = ordered.slice(position + 1, position + 1 + limit)
  const last = slice.at(-1)
  const more = last !== undefined && ordered.length > position + 1 + limit
  const data = slice.map((record) => JSON.parse(record.json) as T)
  return more ? {data, has_more: true, after: last.id} : {data, has_more: false}
}
