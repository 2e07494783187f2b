import {shareCitations} from '../marks.ts'
import {type Align, type Row, type Table, toSource} from '../parse/ast.ts'
import {Inlines} from './Inlines.tsx'
import {Siblings} from './Siblings.tsx'
import type {Shared} from './view.ts'

type RowProps = Shared & {row: Row; align: readonly Align[]; isHead?: boolean}

const RowView = ({row: {cells}, align, isHead = false, view, revision, cites}: RowProps) => {
  const shares = shareCitations(
    cells.map((cell) => ({start: toSource(cell, 0)})),
    cites,
  )
  return (
    <tr>
      {cells.map((cell, i) => {
        const kind = align[i] && `align-${align[i]}`
        const content = [
          <Inlines key="text" run={cell} view={view} revision={revision} cites={[]} />,
          ...(shares[i] ?? []).map((group) => view.renderCitation?.(group)),
        ]
        return isHead ? (
          <th key={i} scope="col" class={kind}>
            {content}
          </th>
        ) : (
          <td key={i} class={kind}>
            {content}
          </td>
        )
      })}
    </tr>
  )
}

/** A table that scrolls by itself when it is wider than the text. */
export const TableView = ({table, view, revision, cites}: Shared & {table: Table}) => {
  const {head, rows, align} = table
  const [headCites = [], ...rowCites] = shareCitations([head, ...rows], cites)
  return (
    <div class="table" tabIndex={0} role="group" aria-label={view.t('table')} dir="auto">
      <table>
        <thead>
          <RowView row={head} align={align} isHead view={view} revision={revision} cites={headCites} />
        </thead>
        {rows.length > 0 && (
          <tbody>
            <Siblings
              nodes={rows}
              cites={rowCites.flat()}
              view={view}
              revision={revision}
              variant={align.join()}
              renderOne={(row, shared) => <RowView row={row} align={align} {...shared} />}
            />
          </tbody>
        )}
      </table>
    </div>
  )
}
