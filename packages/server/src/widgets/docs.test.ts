import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import type {ThreadStreamEvent} from 'chatkit-protocol'
import {findWidgetIssues, safeParseWidget} from 'chatkit-protocol/validate'
import {orderCard} from '../../examples/widgets/functions.ts'
import {orderCard as orderCardInJsx} from '../../examples/widgets/jsx.tsx'
import {showSummary} from '../../examples/widgets/stream.ts'
import {readingList} from '../../examples/widgets/template.ts'

const PACKAGE = join(__dirname, '../..')

test.each(['functions.ts', 'jsx.tsx', 'stream.ts', 'template.ts'])('the page shows the very file %s', (name) => {
  const page = readFileSync(join(PACKAGE, 'docs/widgets.md'), 'utf8')
  const shown = [...page.matchAll(/```tsx?\n([\s\S]*?)```/g)].map(([, code]) => code)
  expect(shown).toContain(readFileSync(join(PACKAGE, 'examples/widgets', name), 'utf8'))
})

test.each(['open', 'sent'] as const)('functions and JSX make the same widget of an order that is %s', (state) => {
  const order = {id: '42', state, lines: ['2 × tea', '1 × cup']}
  const widget = orderCard(order)
  expect(orderCardInJsx(order)).toEqual(widget)
  expect(safeParseWidget(widget).success).toBe(true)
  expect(findWidgetIssues(widget)).toEqual([])
  expect(JSON.stringify(widget).includes('order.cancel')).toBe(state === 'open')
})

test('a summary streams as deltas', async () => {
  async function* pieces() {
    yield 'One'
    yield ' two'
  }
  const thread = {id: 'thr_1', created_at: '2026-01-01T00:00:00Z', metadata: {}, status: {type: 'active' as const}}
  const events: ThreadStreamEvent[] = []
  for await (const event of showSummary(thread, pieces())) events.push(event)
  expect(events).toMatchObject([
    {type: 'thread.item.added', item: {copy_text: 'Summary'}},
    {update: {type: 'widget.streaming_text.value_delta', component_id: 'text', delta: ' two', done: false}},
    {update: {type: 'widget.component.updated', component: {value: 'One two', streaming: false}}},
    {type: 'thread.item.done'},
  ])
})

test('a template is read from beside the code', async () => {
  const widget = await readingList({heading: 'Soon', books: [{id: 'b', title: 'Emma', author: 'Austen'}]})
  expect(widget).toMatchObject({type: 'ListView', status: {text: 'Soon'}, children: [{type: 'ListViewItem', key: 'b'}]})
})
