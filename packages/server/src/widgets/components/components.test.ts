import {findWidgetIssues, safeParseWidget} from 'chatkit-protocol/validate'
import {
  Badge,
  Basic,
  Box,
  Button,
  Caption,
  Card,
  Chart,
  Checkbox,
  Col,
  DatePicker,
  Divider,
  Form,
  Icon,
  Image,
  Input,
  Label,
  ListView,
  ListViewItem,
  Markdown,
  RadioGroup,
  Row,
  Select,
  Spacer,
  Table,
  Text,
  Textarea,
  Title,
  Transition,
} from '../index.ts'

const everything = Card(
  {id: 'root', status: {text: 'Draft', icon: 'write'}, confirm: {label: 'Send', action: {type: 'send'}}},
  Title('Title', {size: 'lg'}),
  Caption({value: 'Caption'}),
  Text('Text', {id: 't', editable: {name: 'note'}}),
  Markdown('**Markdown**'),
  Badge('Badge', {variant: 'soft'}),
  Box({direction: 'row', border: {size: 1}}, Row({gap: 2}), Col({padding: {x: 1}})),
  Divider(),
  Spacer({minSize: 4}),
  Icon({name: 'check'}),
  Image({src: 'https://example.com/a.png', alt: 'A', aspectRatio: 2}),
  Transition({}, Text('One')),
  Chart({data: [{x: 'a', y: 1}], series: [{type: 'line', dataKey: 'y'}], xAxis: 'x'}),
  Table({}, Table.Row({header: true}, Table.Cell({colSpan: 2}, Text('Cell')))),
  Form(
    {onSubmitAction: {type: 'save'}},
    Label('Name', {fieldName: 'name'}),
    Input({name: 'name', inputType: 'text'}),
    Textarea({name: 'text', rows: 3}),
    Select({name: 'one', options: [{value: 'a', label: 'A'}]}),
    DatePicker({name: 'day', side: 'top'}),
    Checkbox({name: 'yes', defaultChecked: true}),
    RadioGroup({name: 'pick', options: [{value: 'a', label: 'A'}]}),
    Button('Save', {submit: true}),
    Button({iconStart: 'plus'}),
  ),
)

describe('builders', () => {
  test('every component makes what the protocol accepts', () => {
    expect(safeParseWidget(everything)).toEqual({success: true, data: everything})
    expect(findWidgetIssues(everything)).toEqual([])
    expect(JSON.parse(JSON.stringify(everything))).toEqual(everything)
  })

  test('roots of every kind', () => {
    const widgets = [
      ListView({limit: 'auto'}, ListViewItem({}, Text('x'))),
      Basic({direction: 'row'}, Card({}, Text('x')), Text('y')),
      Card({}),
    ]
    expect(widgets.flatMap((widget) => findWidgetIssues(widget))).toEqual([])
    expect(widgets.map((widget) => safeParseWidget(widget).success)).toEqual([true, true, true])
  })

  test('lists are flattened and conditions dropped', () => {
    expect(Row({children: [Text('a')]}, [Text('b'), [null, Text('c')]], false, undefined)).toEqual({
      type: 'Row',
      children: [
        {type: 'Text', value: 'a'},
        {type: 'Text', value: 'b'},
        {type: 'Text', value: 'c'},
      ],
    })
  })

  test('props without a value are left out, a numeric key becomes text', () => {
    expect(Text('a', {id: undefined, key: 3})).toEqual({type: 'Text', key: '3', value: 'a'})
  })

  test.each([
    [() => Row({}, 'text' as never), 'Row takes components, not the text "text". Put it into a Text.'],
    [() => Row({}, {value: 'x'} as never), /A child of Row is not a component: an object without a type/],
    [() => Row({}, Text as never), /a function \(call it/],
    [() => Row({}, Promise.resolve() as never), /a promise \(await it first/],
    [() => Text({children: Divider() as never}), 'Text takes text, not components. Put them beside it.'],
    [() => Card({}, Table.Row({}) as never), 'Table.Row may stand in Table only, not in Card.'],
  ])('a wrong child is refused with a reason (%#)', (build, message) => {
    expect(build).toThrow(message)
  })
})

/** Never called: what the type checker refuses. */
export function refused(): unknown[] {
  return [
    // @ts-expect-error -- a row of a list in a card
    Card({}, ListViewItem({})),
    // @ts-expect-error -- a list takes rows only
    ListView({}, Text('x')),
    // @ts-expect-error -- a root inside a card
    Card({}, Card({})),
    // @ts-expect-error -- a cell outside of a row
    Table({}, Table.Cell({})),
    // @ts-expect-error -- no such prop
    Row({gapp: 1}),
    // @ts-expect-error -- no such prop
    Text('x', {colour: 'red'}),
    // @ts-expect-error -- no such size
    Title('x', {size: 'xs'}),
    // @ts-expect-error -- not an icon
    Icon({name: 'nope'}),
    // @ts-expect-error -- an input has a name
    Input({}),
    // @ts-expect-error -- an input has a name
    Input(),
    // @ts-expect-error -- a label names its field
    Label('x'),
    // @ts-expect-error -- a row takes components
    Row({}, 'text'),
  ]
}
