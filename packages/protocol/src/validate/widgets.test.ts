import {findWidgetIssues, safeParseEvent, safeParseWidget} from './index.ts'
import type {SafeParseResult} from './index.ts'

const messageOf = (result: SafeParseResult<unknown>): string | undefined =>
  result.success ? undefined : result.error.message

/** A card with boxes inside boxes, `depth` nodes in all. */
function nested(depth: number): object {
  let node: object = {type: 'Text', value: 'x'}
  for (let count = 2; count < depth; count += 1) node = {type: 'Box', children: [node]}
  return {type: 'Card', children: [node]}
}

describe('safeParseWidget', () => {
  test('unknown components and props pass, and stay as they are', () => {
    const widget = {
      type: 'Basic',
      theme: 'neon',
      children: [
        {type: 'Hologram', beam: {children: 'not a node'}},
        {type: 'Transition', children: {type: 'Text'}},
      ],
    }
    expect(safeParseWidget(widget)).toEqual({success: true, data: widget})
  })

  test.each<[unknown, string]>([
    [{type: 'Hologram'}, 'type must be one of "Card", "ListView", "Basic"'],
    [{type: 'Card', id: 3}, 'id must be a string'],
    [{type: 'Card', children: ['text']}, 'children[0] must be an object'],
    [{type: 'Card', children: 'text'}, 'children must be an object'],
    [
      {type: 'Card', children: [{type: 'Row', children: [{}]}]},
      'children[0].children[0].type is required and must be a string',
    ],
    [{type: 'Card', children: {type: 'Box', children: {}}}, 'children.children.type is required and must be a string'],
  ])('%j is refused', (widget, message) => {
    expect(messageOf(safeParseWidget(widget))).toBe(message)
  })

  test('a hundred nodes may stand inside each other, not more', () => {
    expect(messageOf(safeParseWidget(nested(100)))).toBeUndefined()
    expect(messageOf(safeParseWidget(nested(101)))).toBe(
      'The widget is nested too deeply: at most 100 widget nodes may stand inside each other',
    )
    const event = {
      type: 'thread.item.updated',
      item_id: 'i',
      update: {type: 'widget.root.updated', widget: nested(101)},
    }
    expect(messageOf(safeParseEvent(event))).toMatch(/^update\.widget is nested too deeply/)
  })

  test('a hundred thousand levels do not overflow the stack', () => {
    expect(messageOf(safeParseWidget(nested(100_000)))).toMatch(/nested/)
  })
})

describe('findWidgetIssues', () => {
  test('a correct widget has none', () => {
    expect(
      findWidgetIssues({
        type: 'Card',
        size: 'md',
        padding: {x: 4, top: '1rem'},
        border: {size: 1, style: 'dashed'},
        status: {text: 'Draft', icon: 'vendor:acme'},
        confirm: {label: 'Send', action: {type: 'send', payload: {id: 1}}},
        children: [
          {type: 'Text', value: 'x', editable: {name: 'title'}},
          {type: 'Table', children: [{type: 'Table.Row', children: [{type: 'Table.Cell', colSpan: 2}]}]},
          {type: 'Chart', data: [{x: 1}], series: [{type: 'bar', dataKey: 'x'}], xAxis: 'x'},
          {type: 'Hologram', value: 3},
        ],
      }),
    ).toEqual([])
  })

  test('wrong props are found wherever they stand', () => {
    expect(
      findWidgetIssues({
        type: 'ListView',
        children: [
          {type: 'ListViewItem', children: [{type: 'Text'}, {type: 'Icon', name: 'upload'}]},
          {type: 'ListViewItem', children: [{type: 'Box', border: {size: 1.5}, gap: null}]},
        ],
      }),
    ).toEqual([
      {path: 'children[0].children[0].value', message: 'is required and must be a string'},
      {
        path: 'children[0].children[1].name',
        message: 'must be the name of a built-in icon, or start with "vendor:" or "lucide:"',
      },
      {
        path: 'children[1].children[0].gap',
        message: 'must be a number or a string',
      },
      {
        path: 'children[1].children[0].border',
        message: 'must not have the key "size"',
      },
    ])
  })
})
