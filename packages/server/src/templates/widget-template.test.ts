import {findWidgetIssues} from 'chatkit-protocol/validate'
import {WidgetTemplate, WidgetTemplateError} from './index.ts'
import {readWidgetTemplate} from './node.ts'

const FILE = `${__dirname}/__fixtures__/reading-list.widget`

interface ReadingList {
  heading: string
  books: {id: string; title: string; author: string | null}[]
}

const make = (template: string, jsonSchema?: object) =>
  WidgetTemplate.fromJson(JSON.stringify({version: '1.0', name: 'test', template, jsonSchema}))

function errorOf(run: () => unknown): WidgetTemplateError {
  try {
    run()
  } catch (error) {
    if (error instanceof WidgetTemplateError) return error
    throw error
  }
  throw new Error('Nothing was thrown')
}

describe('WidgetTemplate', () => {
  test('builds a widget from a file', async () => {
    const template = await readWidgetTemplate<ReadingList>(FILE)
    const widget = template.build({
      heading: 'To read "soon" & later',
      books: [
        {id: 'b1', title: "Gulliver's Travels", author: 'Swift'},
        {id: 'b2', title: '<Beowulf> \u2028', author: null},
      ],
    })
    expect(template.name).toBe('Reading list')
    expect(widget).toEqual({
      type: 'ListView',
      status: {text: 'To read "soon" & later'},
      children: [
        {
          type: 'ListViewItem',
          key: 'b1',
          onClickAction: {type: 'book.open', payload: {id: 'b1'}},
          children: [
            {type: 'Text', value: "Gulliver's Travels"},
            {type: 'Caption', value: 'Swift'},
          ],
        },
        {
          type: 'ListViewItem',
          key: 'b2',
          onClickAction: {type: 'book.open', payload: {id: 'b2'}},
          children: [{type: 'Text', value: '<Beowulf> \u2028'}],
        },
      ],
    })
    expect(findWidgetIssues(widget)).toEqual([])
  })

  test('can be built again and again', async () => {
    const template = await readWidgetTemplate<ReadingList>(new URL(`file://${FILE}`))
    const first = template.build({heading: '', books: []})
    expect(template.build({heading: '', books: []})).toEqual(first)
    expect(first).toEqual({type: 'ListView', children: []})
  })

  test('without a schema any data will do, or none', () => {
    expect(make('{"type": "Basic"}').build()).toEqual({type: 'Basic'})
    expect(make('{"type": "Card", "children": [], "x": {{ x | tojson }}}').build({x: [null]})).toEqual({
      type: 'Card',
      children: [],
      x: [null],
    })
  })

  test('dates go in as text, what is undefined is left out', () => {
    const template = make(
      '{"type": "Card", "children": [], "at": {{ at | tojson }}, "set": {{ (x is defined) | tojson }}}',
    )
    expect(template.build({at: new Date(0), x: undefined})).toMatchObject({at: '1970-01-01T00:00:00.000Z', set: false})
  })
})

describe('data that does not fit', () => {
  test('says where', async () => {
    const template = await readWidgetTemplate<ReadingList>(FILE)
    const data = {
      heading: 3,
      books: [
        {id: 'b1', title: 'T', author: null},
        {id: 'b2', author: null, isbn: '1'},
      ],
    }
    const error = errorOf(() => template.build(data as never))
    expect(error.code).toBe('invalid_data')
    expect(error.issues.map(({path}) => path)).toEqual(['heading', 'books[1]', 'books[1].isbn'])
    expect(error.message).toContain('books[1].isbn: is not allowed here')
    expect(error.message).toContain('heading: Instance type "number" is invalid. Expected "string"')
  })

  test.each([
    [{f: () => 1}, 'f'],
    [{a: {b: [Number.NaN]}}, 'a.b[0]'],
    [{n: 1n}, 'n'],
  ])('what JSON cannot hold is refused (%#)', (data, path) => {
    expect(errorOf(() => make('{"type": "Basic"}').build(data)).issues).toMatchObject([{path}])
  })

  test('data that contains itself is refused', () => {
    const data: Record<string, unknown> = {}
    data['self'] = data
    expect(errorOf(() => make('{"type": "Basic"}').build(data)).message).toContain('nested more than 100 levels deep')
  })

  test('data must be an object', () => {
    expect(errorOf(() => make('{"type": "Basic"}').build([1] as never)).message).toContain('must be an object')
  })

  test('what every object inherits does not count as given', () => {
    const template = make('{"type": "Basic"}', {type: 'object', required: ['constructor', 'toString']})
    expect(errorOf(() => template.build({})).code).toBe('invalid_data')
  })

  test('a draft 7 schema with references', () => {
    const template = make('{"type": "Basic"}', {
      $schema: 'http://json-schema.org/draft-07/schema#',
      definitions: {id: {type: 'string', minLength: 2}},
      properties: {id: {$ref: '#/definitions/id'}},
      if: {required: ['id']},
      // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
      then: {required: ['name']},
    })
    expect(template.build({id: 'ab', name: 'x'})).toEqual({type: 'Basic'})
    expect(errorOf(() => template.build({id: 'a', name: 'x'})).issues).toMatchObject([{path: 'id'}])
    expect(errorOf(() => template.build({id: 'ab'})).code).toBe('invalid_data')
  })
})

describe('files that cannot be used', () => {
  test.each([
    ['{', 'invalid_file', /is not JSON/],
    ['[]', 'invalid_file', /is not a JSON object/],
    ['{"version": "2.0"}', 'unsupported_version', /has the version "2\.0", only "1\.0" is known/],
    ['{}', 'unsupported_version', /has the version none/],
    ['{"version": "1.0"}', 'invalid_file', /has no "name"/],
    ['{"version": "1.0", "name": "x"}', 'invalid_file', /has no "template"/],
    ['{"version": "1.0", "name": "x", "template": "", "jsonSchema": 3}', 'invalid_file', /"jsonSchema"/],
    ['{"version": "1.0", "name": "x", "template": "{{"}', 'syntax', /not closed/],
  ])('%s', (text, code, message) => {
    const error = errorOf(() => WidgetTemplate.fromJson(text))
    expect(error.code).toBe(code)
    expect(error.message).toMatch(message)
  })

  test('a schema that refers to nothing', () => {
    const template = make('{"type": "Basic"}', {$ref: '#/nowhere'})
    expect(errorOf(() => template.build({})).code).toBe('invalid_file')
  })
})

describe('output that is not a widget', () => {
  test.each([
    ['{"type": "Card", ]', /did not make JSON/],
    ['', /did not make JSON/],
    ['{"type": "Text", "value": "x"}', /type must be one of "Card", "ListView", "Basic"/],
    ['{"type": "Card", "children": ["x"]}', /children\[0\] must be an object/],
  ])('%s', (template, message) => {
    const error = errorOf(() => make(template).build())
    expect(error.code).toBe('invalid_output')
    expect(error.message).toMatch(message)
  })
})
