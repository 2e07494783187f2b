import * as fc from 'fast-check'
import {streamOf} from './__fixtures__/streams.ts'
import {readFilePart} from './multipart.ts'
import {pulled, readAll} from './streams.ts'

const TYPE = 'multipart/form-data; boundary=xyz'

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** Pieces of a form, as browsers write them. */
function field(name: string, value: string, extra = ''): string {
  return `--xyz\r\nContent-Disposition: form-data; name="${name}"${extra}\r\n\r\n${value}\r\n`
}

function file(content: string, filename = 'a.txt'): string {
  return `--xyz\r\nContent-Disposition: form-data; name="file"; filename="${filename}"\r\nContent-Type: text/plain\r\n\r\n${content}\r\n`
}

const END = '--xyz--\r\n'

async function read(form: string, type = TYPE): Promise<{name: string; type: string; text: string}> {
  const part = await readFilePart(streamOf(form), type)
  return {name: part.name, type: part.type, text: new TextDecoder().decode(await readAll(part.bytes))}
}

test('what FormData makes is read, whatever the bytes and wherever they are cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      // Contents full of what looks like boundaries and line ends.
      fc.array(fc.oneof(fc.constantFrom('\r', '\n', '\r\n', '\r\n--', '--', '-', '\r\n--x'), fc.string()), {
        maxLength: 20,
      }),
      fc.array(fc.integer({min: 1, max: 50}), {minLength: 1, maxLength: 10}),
      async (pieces, cuts) => {
        const form = new FormData()
        form.set('before', 'field')
        form.set('file', new File(pieces, 'ü "1".txt', {type: 'text/x-odd'}))
        form.set('after', 'field')
        const request = new Request('http://localhost', {method: 'POST', body: form})
        const type = request.headers.get('content-type')
        const whole = new Uint8Array(await request.arrayBuffer())
        const chunks: Uint8Array[] = []
        for (let at = 0, i = 0; at < whole.byteLength; i++) {
          const size = cuts[i % cuts.length] ?? 1
          chunks.push(whole.slice(at, at + size))
          at += size
        }
        const part = await readFilePart(streamOf(...chunks), type)
        expect([part.name, part.type]).toEqual(['ü "1".txt', 'text/x-odd'])
        expect(new TextDecoder().decode(await readAll(part.bytes))).toBe(
          new TextDecoder().decode(await new Blob(pieces).arrayBuffer()),
        )
      },
    ),
    {numRuns: 200},
  )
})

test('an empty file, a preamble, an epilogue, padding and a part without headers are all fine', async () => {
  expect(await read(file('') + END)).toEqual({name: 'a.txt', type: 'text/plain', text: ''})
  expect((await read(`preamble\r\n${file('x')}${END}epilogue`)).text).toBe('x')
  expect((await read(`--xyz \t\r\n\r\nno headers\r\n${file('x')}--xyz--`)).text).toBe('x')
})

test('names are taken from quotes, escapes and bare words', async () => {
  expect((await read(file('x', String.raw`a\"b\\c%22%0d.txt`) + END)).name).toBe('a"b\\c"\r.txt')
  expect((await read(`--xyz\r\ncontent-disposition:form-data;name=file;filename=a.txt\r\n\r\nx\r\n${END}`)).name).toBe(
    'a.txt',
  )
  expect((await read(`${field('file', 'just text')}${END}`)).name).toBe('')
})

test.each([
  ['no file', field('other', 'x') + END],
  ['nothing at all', ''],
  ['another boundary', file('x').replaceAll('xyz', 'abc') + END],
  ['a boundary that goes on', `--xyzzy\r\n\r\n${END}`],
  ['headers without an end', `--xyz\r\nContent-Disposition: ${'x'.repeat(20_000)}`],
  ['much too much in front of the file', field('other', 'x'.repeat(100_000)) + file('x') + END],
])('a form with %s is refused', async (_, form) => {
  await expect(readFilePart(streamOf(form), TYPE)).rejects.toMatchObject({code: 'InvalidRequest'})
})

test.each([
  ['is cut off in the file', file('some text').slice(0, -6)],
  ['is cut off after the file', file('some text')],
  ['has a second file', file('one') + file('two') + END],
  ['has much too much behind the file', file('one') + field('other', 'x'.repeat(100_000)) + END],
  ['goes on for ever behind its end', file('one') + END + 'x'.repeat(100_000)],
])('a file whose form %s never looks complete', async (_, form) => {
  const part = await readFilePart(streamOf(form), TYPE)
  await expect(readAll(part.bytes)).rejects.toMatchObject({code: 'InvalidRequest'})
})

test.each([null, '', 'text/plain', 'application/json', 'multipart/mixed; boundary=xyz'])(
  'a body of type %s is no form',
  async (type) => {
    await expect(readFilePart(streamOf(file('x')), type)).rejects.toMatchObject({code: 'UnsupportedMediaType'})
  },
)

test.each([
  'multipart/form-data; boundary=',
  'multipart/form-data; x=y',
  `multipart/form-data; boundary=${'x'.repeat(71)}`,
])('a form with the header %s is refused', async (type) => {
  await expect(readFilePart(streamOf(file('x')), type)).rejects.toMatchObject({code: 'InvalidRequest'})
})

test('the file is handed on as it arrives, and no further than it is read', async () => {
  let asked = 0
  const chunk = bytesOf('x'.repeat(1000))
  const body = pulled(
    async () => (asked++ === 0 ? bytesOf(file('').slice(0, -2)) : chunk),
    async () => {},
  )
  const {bytes} = await readFilePart(body, TYPE)
  const reader = bytes.getReader()
  for (let i = 0; i < 5; i++) await reader.read()
  expect(asked).toBeLessThan(10)
  await reader.cancel()
})

test('giving up cancels the request’s body', async () => {
  let cancelled = 0
  const cancellable = () =>
    pulled(
      async () => bytesOf(file('').slice(0, -2)),
      async () => {
        cancelled++
      },
    )
  await (await readFilePart(cancellable(), TYPE)).bytes.cancel()
  await readFilePart(cancellable(), 'multipart/form-data; boundary=other').catch(() => {})
  expect(cancelled).toBe(2)
})
