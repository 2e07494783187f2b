import {array, assert, boolean, constantFrom, integer, nat, property, record, string} from 'fast-check'
import {createStitcher} from './stitch.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder()
const frame = (id: number | undefined, data: string, newline = '\n') =>
  `${id === undefined ? '' : `id: ${id}${newline}`}data: ${data}${newline}${newline}`
const stock = (events: readonly string[]) => events.map((data) => `data: ${data}\n\n`).join('')

/** What comes out of connections, each given as the pieces of its bytes. */
function stitch(...connections: (readonly (string | Uint8Array)[])[]): {
  text: string
  ended: boolean
  lastId: string | undefined
} {
  const stitcher = createStitcher()
  let text = ''
  let ended = false
  for (const pieces of connections) {
    stitcher.connect()
    for (const piece of pieces) {
      const added = stitcher.push(typeof piece === 'string' ? encoder.encode(piece) : piece)
      text += added.text
      ended ||= added.ended
    }
  }
  return {text, ended, lastId: stitcher.lastId}
}

test('ids, comments and the end marker stay behind', () => {
  const body = `: ping\n${frame(1, '{"a":1}')}: ping\n${frame(2, '{"a":2}')}: end\n`
  expect(stitch([body])).toEqual({text: stock(['{"a":1}', '{"a":2}']), ended: true, lastId: '2'})
})

test('an event that broke off is not passed on; the next connection brings it whole', () => {
  const first = stitch([`${frame(1, '"one"')}id: 2\ndata: "tw`])
  expect(first).toEqual({text: stock(['"one"']), ended: false, lastId: '1'})
  expect(stitch([`${frame(1, '"one"')}id: 2\ndata: "tw`], [`${frame(2, '"two"')}: end\n`])).toEqual({
    text: stock(['"one"', '"two"']),
    ended: true,
    lastId: '2',
  })
})

test('an end marker is believed only when it is a whole line', () => {
  expect(stitch([`${frame(1, '"one"')}: end`]).ended).toBe(false)
  expect(stitch([frame(1, '": end"')]).ended).toBe(false)
})

test('after the end nothing is passed on', () => {
  expect(stitch([`${frame(1, '"one"')}: end\n${frame(2, '"two"')}`]).text).toBe(stock(['"one"']))
})

test('a server that starts over is listened to from where the answer was', () => {
  const events = [frame(1, '"one"'), frame(2, '"two"'), frame(3, '"three"')]
  expect(stitch(events.slice(0, 2), [...events, ': end\n']).text).toBe(stock(['"one"', '"two"', '"three"']))
})

test('an answer told anew is passed on whole, and can break off and go on in its turn', () => {
  const live = [frame(1, '"created"'), frame(2, '"question"'), frame(3, '"added"'), frame(4, '"delta"')]
  const retold = [frame(1, '"whole answer"'), frame(2, '"thread"')]
  expect(stitch(live, [...retold, ': end\n']).text).toBe(
    stock(['"created"', '"question"', '"added"', '"delta"', '"whole answer"', '"thread"']),
  )
  expect(stitch(live, [retold[0] ?? ''], [...retold, ': end\n']).text).toBe(
    stock(['"created"', '"question"', '"added"', '"delta"', '"whole answer"', '"thread"']),
  )
})

test('an event without a number was never part of the run, and is passed on', () => {
  expect(stitch([`${frame(1, '"one"')}${frame(undefined, '"error"')}: end\n`])).toEqual({
    text: stock(['"one"', '"error"']),
    ended: true,
    lastId: '1',
  })
})

test('a server whose ids are no numbers is passed on as it is', () => {
  expect(stitch(['id: a\ndata: 1\n\nid: a\ndata: 1\n\nid: b\ndata: 2\n\n']).text).toBe(stock(['1', '1', '2']))
})

test('however the connections break, at any byte and with any repetition, the stream is the one that was never cut', () => {
  const text = string({unit: 'binary', maxLength: 12})
  const run = record({
    events: array(text, {minLength: 1, maxLength: 12}),
    newline: constantFrom('\n', '\r\n', '\r'),
    // Each connection: how far back it starts, at which byte it breaks, how it is cut into chunks, whether chunks come twice.
    connections: array(
      record({
        back: nat({max: 13}),
        until: nat({max: 400}),
        chunk: integer({min: 1, max: 40}),
        beat: boolean(),
        twice: boolean(),
      }),
      {maxLength: 6},
    ),
  })
  assert(
    property(run, ({events, newline, connections}) => {
      const data = events.map((event, index) => JSON.stringify({index, event}))
      const stitcher = createStitcher()
      let out = ''
      let ended = false
      const connect = (from: number, until: number, chunk: number, beat: boolean, twice: boolean) => {
        stitcher.connect()
        const frames = data.slice(from).map((event, index) => {
          const whole = frame(from + index + 1, event, newline)
          return (beat ? `: ping${newline}` : '') + whole + (twice ? whole : '')
        })
        const bytes = encoder.encode(`${frames.join('')}: end${newline}`)
        for (let at = 0; at < Math.min(until, bytes.length) && !ended; at += chunk) {
          const added = stitcher.push(bytes.subarray(at, Math.min(at + chunk, until)))
          out += added.text
          ended = added.ended
        }
      }
      for (const {back, until, chunk, beat, twice} of connections) {
        // Back by more than there is: a server that ignores Last-Event-ID.
        const from = Math.max(0, Number(stitcher.lastId ?? 0) - back)
        if (!ended) connect(from, until, chunk, beat, twice)
      }
      if (!ended) connect(Number(stitcher.lastId ?? 0), Number.POSITIVE_INFINITY, 7, false, false)
      expect(ended).toBe(true)
      expect(out).toBe(stock(data))
      expect(decoder.decode(encoder.encode(out))).toBe(out)
    }),
    {numRuns: 500},
  )
})
