import * as fc from 'fast-check'
import type {ThreadStreamEvent} from '../index.ts'
import {createSseDecoder, encodeComment, encodeEvent, SseError} from './index.ts'
import type {SseMessage} from './index.ts'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Everything that a decoder reports, in order. */
function decode(chunks: Uint8Array[], maxBufferLength?: number): (SseMessage | string)[] {
  const seen: (SseMessage | string)[] = []
  const decoder = createSseDecoder({
    onMessage: (message) => seen.push(message),
    onComment: (text) => seen.push(text),
    ...(maxBufferLength === undefined ? {} : {maxBufferLength}),
  })
  for (const chunk of chunks) decoder.push(chunk)
  decoder.end()
  return seen
}

const decodeText = (text: string) => decode([bytesOf(text)])

describe('the WHATWG rules', () => {
  test.each<[string, string, (SseMessage | string)[]]>([
    ['one message', 'data: {"a":1}\n\n', [{data: '{"a":1}'}]],
    ['only one space is removed', 'data:  x\n\n', [{data: ' x'}]],
    ['no space is needed', 'data:x\n\n', [{data: 'x'}]],
    ['data lines are joined', 'data: a\ndata: b\n\n', [{data: 'a\nb'}]],
    ['two empty data lines are a line break', 'data\ndata\n\n', [{data: '\n'}]],
    ['event and id', 'event: e\nid: 3\ndata: x\n\n', [{data: 'x', event: 'e', id: '3'}]],
    [
      'an id holds on, an event name does not',
      'event: e\nid: 3\ndata: x\n\ndata: y\n\n',
      [
        {data: 'x', event: 'e', id: '3'},
        {data: 'y', id: '3'},
      ],
    ],
    ['an id without data holds as well', 'id: 3\n\ndata: y\n\n', [{data: 'y', id: '3'}]],
    ['an empty id resets it', 'id: 3\ndata: x\n\nid\ndata: y\n\n', [{data: 'x', id: '3'}, {data: 'y'}]],
    ['an id with NUL is ignored', 'id: 3\0\ndata: x\n\n', [{data: 'x'}]],
    ['retry and unknown fields are ignored', 'retry: 10\nfoo: bar\nDATA: y\ndata: x\n\n', [{data: 'x'}]],
    ['CR ends a line', 'data: a\rdata: b\r\r', [{data: 'a\nb'}]],
    ['CRLF ends one line', 'data: a\r\ndata: b\r\n\r\n', [{data: 'a\nb'}]],
    ['line ends may be mixed', 'data: a\r\ndata: b\rdata: c\n\r\n', [{data: 'a\nb\nc'}]],
    ['a byte order mark at the start is skipped', '\uFEFFdata: x\n\n', [{data: 'x'}]],
    ['and only there', 'data: \uFEFFx\n\n', [{data: '\uFEFFx'}]],
    ['comments are reported', ': ping\n:\n:a: b\ndata: x\n\n', ['ping', '', 'a: b', {data: 'x'}]],
    ['an unfinished message is dropped', 'data: a\n\ndata: b\n', [{data: 'a'}]],
    ['an unfinished line is dropped', 'data: a\n\n: en', [{data: 'a'}]],
    ['U+2028 is no line end', 'data: a\u2028b\n\n', [{data: 'a\u2028b'}]],
    ['a message without data is none', 'event: x\n\n\n\ndata: y\n\n', [{data: 'y'}]],
    ['nor is one with empty data', 'data:\n\ndata: y\n\n', [{data: 'y'}]],
  ])('%s', (_name, stream, expected) => {
    expect(decodeText(stream)).toEqual(expected)
  })

  test('bytes that are no UTF-8 become U+FFFD and break nothing else', () => {
    expect(decode([new Uint8Array([...bytesOf('data: a'), 0xff, ...bytesOf('b\n\n')])])).toEqual([{data: 'a\uFFFDb'}])
  })
})

describe('cuts', () => {
  const stream =
    '\uFEFF: ping\r\nid: 1\r\ndata: Größe\rdata: 漢字 🙂\n\nevent: é\r\ndata: {"x":"\u2028👩‍🚀"}\r\n\r\n: end\ndata: lost'

  test('every single position gives the same messages', () => {
    const bytes = bytesOf(stream)
    const whole = decode([bytes])
    expect(whole).toHaveLength(4)
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      expect(decode([bytes.subarray(0, cut), bytes.subarray(cut)])).toEqual(whole)
    }
  })

  test('so do single bytes', () => {
    const bytes = bytesOf(stream)
    expect(decode([...bytes].map((byte) => new Uint8Array([byte])))).toEqual(decode([bytes]))
  })

  test('so does any text of lines, line ends and fields, cut anywhere', () => {
    const piece = fc.constantFrom(
      'data',
      'id',
      ':',
      ' ',
      '\n',
      '\r',
      '\r\n',
      '\n\n',
      'é',
      '漢',
      '🙂',
      'x',
      '\uFEFF',
      '\0',
    )
    fc.assert(
      fc.property(fc.array(piece), fc.infiniteStream(fc.integer({min: 0, max: 5})), (pieces, lengths) => {
        const bytes = bytesOf(pieces.join(''))
        const chunks: Uint8Array[] = []
        let start = 0
        for (const length of lengths) {
          chunks.push(bytes.subarray(start, start + length))
          start += length
          // An empty chunk moves nothing forward; the stream of lengths surely holds others.
          if (start >= bytes.length) break
        }
        expect(decode(chunks)).toEqual(decode([bytes]))
      }),
      {numRuns: 500},
    )
  })
})

test('what was encoded is decoded, with comments between', () => {
  const entry = fc.record({text: fc.string({unit: 'binary'}), id: fc.option(fc.nat(), {nil: undefined})})
  fc.assert(
    fc.property(fc.array(entry), (entries) => {
      const events = entries.map(({text}): ThreadStreamEvent => ({type: 'progress_update', text}))
      const stream = events
        .map((event, index) => encodeComment('ping') + encodeEvent(event, entries[index]?.id))
        .join('')
      const seen = decodeText(stream).filter((part) => typeof part !== 'string')
      expect(seen.map(({data}): unknown => JSON.parse(data))).toEqual(events)
      let id: string | undefined
      for (const [index, message] of seen.entries()) {
        id = entries[index]?.id?.toString() ?? id
        expect(message.id).toBe(id)
      }
    }),
  )
})

describe('the buffer', () => {
  test('one message larger than the bound is refused, and the decoder stays shut', () => {
    const decoder = createSseDecoder({onMessage: () => undefined, maxBufferLength: 100})
    decoder.push(bytesOf(`data: ${'x'.repeat(90)}`))
    const push = () => decoder.push(bytesOf('y'.repeat(10)))
    expect(push).toThrow(expect.objectContaining({name: 'SseError', code: 'buffer_exceeded'}))
    expect(push).toThrow(SseError)
  })

  test('many small lines of one message count as well, empty ones too', () => {
    const chunks = Array.from({length: 200}, () => bytesOf('data\n'))
    expect(() => decode(chunks, 100)).toThrow(/single message/)
  })

  test('many messages do not', () => {
    const chunks = Array.from({length: 200}, () => bytesOf('data: x\n\n'))
    expect(decode(chunks, 100)).toHaveLength(200)
  })

  test('a comment without end counts', () => {
    expect(() => decode([bytesOf(':'), bytesOf('x'.repeat(200))], 100)).toThrow(SseError)
  })

  test('a line of eight million characters in a hundred thousand pieces is read whole', () => {
    const piece = bytesOf('x'.repeat(80))
    const seen = decode([bytesOf('data: '), ...Array.from({length: 100_000}, () => piece), bytesOf('\n\n')])
    expect((seen[0] as SseMessage).data).toHaveLength(8_000_000)
  })

  test('two million empty lines in one chunk do not overflow the stack', () => {
    expect(decodeText('\n'.repeat(2_000_000))).toEqual([])
  })
})
