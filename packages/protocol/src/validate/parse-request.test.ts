import * as fc from 'fast-check'
import {parseRequest, ProtocolError} from './index.ts'

const input = {content: [{type: 'input_text', text: 'Hi'}], attachments: [], inference_options: {}}

/** One correct request of every type, with everything that may be there. */
const REQUESTS: {type: string; params: Record<string, unknown>}[] = [
  {type: 'threads.create', params: {input: {...input, quoted_text: null}}},
  {
    type: 'threads.add_user_message',
    params: {
      thread_id: 't',
      input: {...input, quoted_text: 'q', inference_options: {tool_choice: {id: 'search'}, model: null}},
    },
  },
  {type: 'threads.add_client_tool_output', params: {thread_id: 't', result: null}},
  {
    type: 'threads.add_structured_input',
    params: {
      thread_id: 't',
      item_id: 'i',
      input: {status: 'answered', answers: {q: {values: ['a'], skipped: false}}},
    },
  },
  {type: 'threads.retry_after_item', params: {thread_id: 't', item_id: 'i'}},
  {type: 'threads.custom_action', params: {thread_id: 't', item_id: null, action: {type: 'a', payload: {n: null}}}},
  {type: 'threads.sync_custom_action', params: {thread_id: 't', item_id: 'i', action: {type: 'a'}}},
  {type: 'threads.get_by_id', params: {thread_id: 't'}},
  {type: 'threads.list', params: {limit: 9999, order: 'desc', after: 'x'}},
  {type: 'threads.update', params: {thread_id: 't', title: 'New'}},
  {type: 'threads.delete', params: {thread_id: 't'}},
  {type: 'items.list', params: {thread_id: 't', limit: null, after: null}},
  {type: 'items.feedback', params: {thread_id: 't', item_ids: ['i'], kind: 'positive'}},
  {type: 'attachments.create', params: {name: 'a.png', size: 0, mime_type: 'image/png'}},
  {type: 'attachments.delete', params: {attachment_id: 'a'}},
  {type: 'input.transcribe', params: {audio_base64: 'AA==', mime_type: 'audio/webm;codecs=opus'}},
]

/** What a refused body is refused with. */
function refusal(body: unknown): ProtocolError {
  try {
    parseRequest(body)
  } catch (error) {
    if (error instanceof ProtocolError) return error
    throw error
  }
  throw new Error('The request was accepted.')
}

describe('a correct request', () => {
  test('there are sixteen', () => {
    expect(new Set(REQUESTS.map(({type}) => type)).size).toBe(16)
  })

  test.each(REQUESTS)('$type is read from text, bytes and values alike', (request) => {
    const envelope = {...request, metadata: {page: {url: '/docs'}}}
    const text = JSON.stringify(envelope)
    expect(parseRequest(text)).toEqual(envelope)
    expect(parseRequest(`\uFEFF${text}`)).toEqual(envelope)
    expect(parseRequest(new TextEncoder().encode(text))).toEqual(envelope)
    expect(parseRequest(envelope)).toEqual(envelope)
  })

  test('unknown keys are dropped at every level, but not from free-form values', () => {
    const request = parseRequest({
      type: 'threads.custom_action',
      extra: 1,
      params: {
        thread_id: 't',
        extra: 1,
        action: {type: 'a', handler: 'server', loadingBehavior: 'auto', payload: {extra: null}},
      },
      metadata: {extra: [null]},
    })
    expect(request).toEqual({
      type: 'threads.custom_action',
      params: {thread_id: 't', action: {type: 'a', payload: {extra: null}}},
      metadata: {extra: [null]},
    })
  })

  test('what a client may leave out of a tag or a submission is filled in', () => {
    const tagged = {...input, content: [{type: 'input_tag', id: 'x', text: '@x'}]}
    expect(parseRequest({type: 'threads.create', params: {input: tagged}})).toMatchObject({
      params: {input: {content: [{type: 'input_tag', id: 'x', text: '@x', data: {}, interactive: false}]}},
    })
    const submission = {type: 'threads.add_structured_input', params: {thread_id: 't', item_id: 'i', input: {}}}
    expect(parseRequest(submission)).toMatchObject({params: {input: {status: 'answered', answers: {}}}})
  })
})

describe('a wrong request is refused, and says why', () => {
  test.each(REQUESTS)('$type without params', ({type}) => {
    expect(refusal({type})).toMatchObject({
      code: 'invalid_request',
      message: 'params is required and must be an object',
      issues: [{path: 'params', message: 'is required and must be an object'}],
    })
  })

  test.each<[string, unknown, string]>([
    ['no object', [], 'The request must be an object'],
    ['null', null, 'The request must be an object'],
    ['null metadata', {type: 'threads.list', params: {}, metadata: null}, 'metadata must be an object'],
    ['a text as limit', {type: 'threads.list', params: {limit: '20'}}, 'params.limit must be a number'],
    ['a fraction as limit', {type: 'threads.list', params: {limit: 1.5}}, 'params.limit must be a whole number'],
    ['an unknown order', {type: 'threads.list', params: {order: 'up'}}, 'params.order must be one of "asc", "desc"'],
    [
      'a negative size',
      {type: 'attachments.create', params: {name: 'a', size: -1, mime_type: 'b'}},
      'params.size must be 0 or more',
    ],
    [
      'an action without type',
      {type: 'threads.custom_action', params: {thread_id: 't', action: {payload: 1}}},
      'params.action.type is required and must be a string',
    ],
    [
      'a tool output without result',
      {type: 'threads.add_client_tool_output', params: {thread_id: 't'}},
      'params.result is required',
    ],
    [
      'a number as text',
      {type: 'threads.create', params: {input: {...input, content: [{type: 'input_text', text: 4}]}}},
      'params.input.content[0].text must be a string',
    ],
    [
      'an unknown part',
      {type: 'threads.create', params: {input: {...input, content: [{type: 'input_image'}]}}},
      'params.input.content[0].type must be one of "input_text", "input_tag"',
    ],
    [
      'no list of attachments',
      {type: 'threads.create', params: {input: {...input, attachments: undefined}}},
      'params.input.attachments is required and must be a list',
    ],
    [
      'no inference options, and more',
      {type: 'threads.create', params: {input: {...input, attachments: [1], inference_options: null}}},
      'params.input.attachments[0] must be a string (and 1 more)',
    ],
    [
      'an answer under an odd key',
      {
        type: 'threads.add_structured_input',
        params: {thread_id: 't', item_id: 'i', input: {answers: {'a b': {values: 'x'}}}},
      },
      'params.input.answers["a b"].values must be a list',
    ],
  ])('%s', (_name, body, message) => {
    expect(refusal(body)).toMatchObject({code: 'invalid_request', message})
  })

  test.each([{type: 'threads.burn', params: {}}, {params: {}}, {type: 7, params: {}}])(
    '%j: the types that exist are listed',
    (body) => {
      const {message, issues} = refusal(body)
      expect(issues).toHaveLength(1)
      for (const {type} of REQUESTS) expect(message).toContain(`"${type}"`)
    },
  )

  test('no value of the request is repeated, and long keys are cut', () => {
    const key = 'k'.repeat(5000)
    const body = {
      type: 'threads.add_structured_input',
      params: {thread_id: 't', item_id: 'secret', input: {answers: {[key]: 'secret'}}},
    }
    const {message} = refusal(body)
    expect(message.length).toBeLessThan(200)
    expect(message).not.toContain('secret')
  })

  test('a thousand mistakes are counted, not listed', () => {
    const content = Array.from({length: 1000}, () => ({type: 'input_text'}))
    const {message, issues} = refusal({type: 'threads.create', params: {input: {...input, content}}})
    expect(message).toMatch(/\(and 999 more\)$/)
    expect(issues.length).toBeLessThan(50)
  })
})

describe('a body that is not JSON', () => {
  test.each<[string, string]>([
    ['', 'The request body is empty. Send a JSON object with "type" and "params".'],
    [' \n ', 'The request body is empty. Send a JSON object with "type" and "params".'],
    ['{"type": "threads.list",\n  }', 'expected a property name in double quotes at line 2, column 3.'],
    ['{"a": tru}', 'expected a value at line 1, column 7.'],
    ['{"a": 1', 'expected "," or "}" at line 1, column 8.'],
    ['{} {}', 'expected the end of the text at line 1, column 4.'],
  ])('%j', (body, message) => {
    const error = refusal(body)
    expect(error.code).toBe('invalid_json')
    expect(error.message).toContain(message)
  })

  test('bytes that are not UTF-8', () => {
    expect(refusal(new Uint8Array([0x22, 0xc3, 0x28, 0x22]))).toMatchObject({
      code: 'invalid_json',
      message: 'The request body is not valid UTF-8.',
    })
  })
})

describe('what no store could keep', () => {
  const update = (title: string, metadata = '{}') =>
    parseRequest(`{"type":"threads.update","params":{"thread_id":"t","title":${title}},"metadata":${metadata}}`)

  test('NUL is removed, and lone surrogates are replaced', () => {
    expect(update(String.raw`"a\u0000b\ud83dc\ude00\ud83d\ude00"`)).toMatchObject({
      params: {title: 'ab\uFFFDc\uFFFD😀'},
    })
  })

  test('in free-form values and keys as well', () => {
    const request = update('"x"', String.raw`{"a\u0000":["\ud800",{"b":"\u0000"}]}`)
    expect(request.metadata).toEqual({a: ['\uFFFD', {b: ''}]})
  })

  test('a key named __proto__ is dropped', () => {
    const {metadata} = update('"x"', '{"a":{"__proto__":{"admin":true}},"__proto__":{"admin":true}}')
    expect(metadata).toEqual({a: {}})
    expect(Object.getPrototypeOf(metadata)).toBe(Object.prototype)
    expect(Object.hasOwn((metadata as {a: object}).a, '__proto__')).toBe(false)
  })
})

describe('hostile values', () => {
  test('deep nesting is refused without overflowing the stack', () => {
    const depth = 200_000
    const body = `{"type":"threads.list","params":{},"metadata":{"a":${'['.repeat(depth)}${']'.repeat(depth)}}}`
    expect(refusal(body).message).toBe('The request is nested more than 256 levels deep.')
    expect(refusal('['.repeat(depth)).code).toBe('invalid_json')
  })

  test('a value that contains itself is refused', () => {
    const loop: Record<string, unknown> = {type: 'threads.list', params: {}}
    loop.metadata = loop
    expect(refusal(loop).code).toBe('invalid_request')
  })

  test('a value that throws when it is read is refused', () => {
    const trap = {
      get type(): string {
        throw new Error('internal')
      },
    }
    expect(refusal(trap).message).toBe('The request cannot be read.')
  })

  test('whatever comes in, nothing but a ProtocolError comes out', () => {
    const onlyProtocolErrors = (body: unknown) => {
      try {
        parseRequest(body)
      } catch (error) {
        expect(error).toBeInstanceOf(ProtocolError)
        expect((error as Error).message).not.toBe('')
      }
    }
    fc.assert(
      fc.property(fc.anything({withBigInt: true, withNullPrototype: true, withSparseArray: true}), onlyProtocolErrors),
    )
    fc.assert(fc.property(fc.string({unit: 'binary'}), onlyProtocolErrors))
    fc.assert(fc.property(fc.uint8Array(), onlyProtocolErrors))
    const almost = fc.record(
      {type: fc.constantFrom(...REQUESTS.map(({type}) => type)), params: fc.jsonValue(), metadata: fc.jsonValue()},
      {requiredKeys: []},
    )
    fc.assert(fc.property(almost, onlyProtocolErrors))
  })

  test('one value exchanged in a correct request is accepted or refused with its path', () => {
    fc.assert(
      fc.property(fc.constantFrom(...REQUESTS), fc.jsonValue(), fc.nat(), (request, value, pick) => {
        const keys = Object.keys(request.params)
        const key = keys[pick % Math.max(keys.length, 1)]
        if (key === undefined) return
        const body = {...request, params: {...request.params, [key]: value}}
        try {
          parseRequest(body)
        } catch (error) {
          const [issue] = (error as ProtocolError).issues
          expect(issue?.path.startsWith(`params.${key}`)).toBe(true)
        }
      }),
      {numRuns: 1000},
    )
  })
})
