import {findWidgetIssues, safeParseWidget} from 'chatkit-protocol/validate'
import {custom, everyText, list, misplaced, spreadThenKey, structure, table} from './__fixtures__/jsx-widgets.tsx'

describe('JSX', () => {
  test('text between tags becomes the value or the label', () => {
    expect(everyText).toEqual({
      type: 'Card',
      size: 'md',
      children: [
        {type: 'Title', value: 'Order 7'},
        {type: 'Text', id: 't', streaming: true, value: 'Hello, world!'},
        {type: 'Caption', value: 'small'},
        {type: 'Markdown', value: '# One\n\nTwo'},
        {type: 'Badge', color: 'success', label: 'New'},
        {type: 'Button', onClickAction: {type: 'go'}, label: 'Go'},
        {type: 'Label', fieldName: 'name', value: 'Name'},
        {type: 'Divider', flush: true},
      ],
    })
  })

  test('fragments and lists are flattened, conditions dropped, components of the app called, keys kept', () => {
    expect(structure).toEqual({
      type: 'Card',
      children: [
        {type: 'Text', value: 'a'},
        {type: 'Text', value: 'b'},
        {type: 'Row', key: 'Mon', children: [{type: 'Text', value: 'Mon'}]},
        {type: 'Row', key: 'Tue', children: [{type: 'Text', value: 'Tue'}]},
        {
          type: 'Col',
          gap: 2,
          children: [
            {type: 'Title', size: 'sm', value: 'More'},
            {type: 'Text', value: 'c'},
            {type: 'Text', value: 'd'},
          ],
        },
        {type: 'Transition', children: {type: 'Text', key: '1', value: 'only'}},
      ],
    })
  })

  test('a key after spread props is kept', () => {
    expect(spreadThenKey).toEqual({type: 'Row', gap: 1, key: 'k', children: []})
  })

  test('a component of a type of its own', () => {
    expect(custom).toEqual({
      type: 'Card',
      children: [{type: 'Hologram', beam: 3, children: [{type: 'Text', value: 'inside'}]}],
    })
  })

  test.each([everyText, structure, list, table, custom])('makes widgets that the protocol accepts (%#)', (widget) => {
    expect(safeParseWidget(widget)).toEqual({success: true, data: widget})
    expect(findWidgetIssues(widget)).toEqual([])
  })

  test.each([
    [0, 'ListView takes only ListViewItem, not Text. Put the Text into a ListViewItem.'],
    [1, 'ListViewItem may stand in ListView only, not in Card.'],
    [2, 'Card may stand in Basic only, not in Card.'],
    [3, 'Transition takes one child, not 2. Put them into a Col or a Row.'],
  ])('what stands where it may not is refused (%#)', (index, message) => {
    expect(misplaced[index]).toThrow(new TypeError(message))
  })
})
