import type {Page} from 'chatkit-protocol'
import type {PageQuery} from '../../store.ts'

/** One row of a page. */
export interface Row {
  data: string
}

/** Makes a page of rows of which one more than asked for was read, to know whether there are more. */
export function toPage<T extends {id: string}>(rows: Row[], {limit}: PageQuery): Page<T> {
  const shown = rows.slice(0, limit)
  const data = shown.map((row) => JSON.parse(row.data) as T)
  const last = data.at(-1)
  return rows.length > limit && last !== undefined ? {data, has_more: true, after: last.id} : {data, has_more: false}
}
