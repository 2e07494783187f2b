import type {DynamicWidgetComponent, WidgetRoot} from 'chatkit-protocol'
import {Card, Col, Image, Markdown, Row, Text, Transition, applyWidgetUpdate, diffWidget} from '../index.ts'

const text = (value: string, streaming?: boolean) => Card({}, Text(value, {id: 'text', streaming}))
const filler = Image({src: `https://example.com/${'long/'.repeat(60)}`})
const root = (...children: DynamicWidgetComponent[]): WidgetRoot => ({type: 'Card', children})

describe('diffWidget', () => {
  test('equal states need no update', () => {
    expect(diffWidget(text('Hello'), text('Hello'))).toEqual([])
  })

  test('a null says as much as a missing prop', () => {
    expect(diffWidget(root({type: 'Text', value: 'a', color: null}), root({type: 'Text', value: 'a'}))).toEqual([])
  })

  test.each([
    [true, false],
    [false, true],
    // The reference reports it as done as well.
    [undefined, true],
  ])('an append to a text with an id is a delta (streaming: %s, done: %s)', (streaming, done) => {
    expect(diffWidget(text('Hello', streaming), text('Hello, world', streaming))).toEqual([
      {type: 'widget.streaming_text.value_delta', component_id: 'text', delta: ', world', done},
    ])
  })

  test('several texts grow in the order of the document', () => {
    const state = (a: string, b: string) =>
      Card({}, filler, Text(a, {id: 'a', streaming: true}), Row({}, Markdown(b, {id: 'b', streaming: true})))
    expect(diffWidget(state('1', '2'), state('11', '22'))).toEqual([
      {type: 'widget.streaming_text.value_delta', component_id: 'a', delta: '1', done: false},
      {type: 'widget.streaming_text.value_delta', component_id: 'b', delta: '2', done: false},
    ])
  })

  test('a text that grows and ends at once is sent as a whole: a delta cannot say both', () => {
    const after = text('Hello, world', false)
    expect(diffWidget(text('Hello', true), after)).toEqual([{type: 'widget.root.updated', widget: after}])
  })

  test('a text that changes in another way than growing is sent as a whole', () => {
    const after = text('Bye')
    expect(diffWidget(text('Hello'), after)).toEqual([{type: 'widget.root.updated', widget: after}])
  })

  test('an append to a text without id is not lost', () => {
    const after = Card({}, Text('Hello, world'))
    expect(diffWidget(Card({}, Text('Hello')), after)).toEqual([{type: 'widget.root.updated', widget: after}])
  })

  test('a prop on one side only is a change, also of a component that nobody knows', () => {
    const [plain, lit] = [root({type: 'Hologram'}), root({type: 'Hologram', beam: 3})]
    expect(diffWidget(plain, lit)).toEqual([{type: 'widget.root.updated', widget: lit}])
    expect(diffWidget(lit, plain)).toEqual([{type: 'widget.root.updated', widget: plain}])
  })

  test('a text inside a single child grows by a delta', () => {
    const state = (value: string) => Card({}, Transition({}, Text(value, {id: 't', streaming: true})))
    expect(diffWidget(state('a'), state('ab'))).toEqual([
      {type: 'widget.streaming_text.value_delta', component_id: 't', delta: 'b', done: false},
    ])
  })

  test('a change around an id is sent as that component where this is smaller', () => {
    const state = (...values: string[]) =>
      Card(
        {},
        filler,
        Col(
          {id: 'steps'},
          values.map((value) => Text(value)),
        ),
      )
    expect(diffWidget(state('one'), state('one', 'two'))).toEqual([
      {
        type: 'widget.component.updated',
        component_id: 'steps',
        component: {
          type: 'Col',
          id: 'steps',
          children: [
            {type: 'Text', value: 'one'},
            {type: 'Text', value: 'two'},
          ],
        },
      },
    ])
  })

  test('of two components around a change the inner one is sent', () => {
    const state = (value: string) => Card({}, Col({id: 'outer'}, filler, Row({id: 'inner'}, Text(value)), filler))
    expect(diffWidget(state('a'), state('b'))).toMatchObject([{component_id: 'inner'}])
  })

  test('an id that names two components is not used', () => {
    const state = (value: string) => Card({}, filler, Text(value, {id: 'same'}), Text('other', {id: 'same'}))
    expect(diffWidget(state('a'), state('ab'))).toEqual([{type: 'widget.root.updated', widget: state('ab')}])
  })

  test('half a character is never sent as a delta', () => {
    expect(diffWidget(text('\uD83D'), text('\u{1F600}'))).toMatchObject([{type: 'widget.root.updated'}])
  })
})

describe('applyWidgetUpdate', () => {
  const widget = Card({}, Text('a', {id: 't', streaming: true}), Row({id: 'r'}))

  test('leaves the widget that it is given as it is and shares what did not change', () => {
    const before = structuredClone(widget)
    const after = applyWidgetUpdate(widget, {
      type: 'widget.streaming_text.value_delta',
      component_id: 't',
      delta: 'b',
      done: false,
    })
    expect(widget).toEqual(before)
    expect(after.children).toEqual([
      {type: 'Text', id: 't', streaming: true, value: 'ab'},
      {type: 'Row', id: 'r', children: []},
    ])
    expect((after as typeof widget).children[1]).toBe(widget.children[1])
  })

  test('the last delta ends streaming', () => {
    expect(
      applyWidgetUpdate(widget, {type: 'widget.streaming_text.value_delta', component_id: 't', delta: '', done: true}),
    ).toMatchObject({children: [{value: 'a', streaming: false}, {type: 'Row'}]})
  })

  test.each(['nobody', 'r'])('a delta for %s changes nothing', (id) => {
    expect(
      applyWidgetUpdate(widget, {type: 'widget.streaming_text.value_delta', component_id: id, delta: 'x', done: false}),
    ).toBe(widget)
  })
})
