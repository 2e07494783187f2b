import type {RequestListener} from 'node:http'
import {createContent} from '../__fixtures__/content.ts'
import {startJsonServer, type JsonServer} from '../__fixtures__/json-server.ts'
import {readIndexSource} from './read.ts'

let server: JsonServer | null = null

afterEach(async () => {
  await server?.close()
  server = null
})

async function serve(answer: RequestListener): Promise<string> {
  server = await startJsonServer(answer)
  return `${server.url}/chatkit-index.json`
}

test('an index is read from a URL, its characters whole wherever the network cuts them', async () => {
  const json = JSON.stringify({...createContent(), note: 'ٹاپک'})
  const bytes = Buffer.from(json)
  const within = bytes.indexOf(Buffer.from('ٹاپک')) + 1
  const url = await serve((_request, response) => {
    response.write(bytes.subarray(0, within))
    setTimeout(() => response.end(bytes.subarray(within)), 20)
  })
  expect(await readIndexSource(url)).toBe(json)
})

test.each<[string, RequestListener, {reason: string; message: RegExp}]>([
  ['that is not there', (_, response) => response.writeHead(404).end(), {reason: 'missing', message: /Publish/}],
  ['of a server in trouble', (_, response) => response.writeHead(503).end(), {reason: 'unreadable', message: /503/}],
  [
    'that breaks off',
    (_, response) => {
      response.writeHead(200, {'content-length': '1000'})
      response.write('{', () => response.destroy())
    },
    {reason: 'unreadable', message: /could not be fetched/},
  ],
])('an index %s is refused with what to do', async (_name, answer, {reason, message}) => {
  const url = await serve(answer)
  await expect(readIndexSource(url)).rejects.toMatchObject({reason, message: expect.stringMatching(message)})
})

test('an index without end is not read to its end', async () => {
  let sent = 0
  const url = await serve((_request, response) => {
    const chunk = Buffer.alloc(64 * 1024, ' ')
    const write = (): void => {
      while (!response.destroyed && response.write(chunk)) sent += chunk.length
    }
    response.on('drain', write)
    write()
  })
  await expect(readIndexSource(url, 1024 * 1024)).rejects.toMatchObject({reason: 'invalid'})
  expect(sent).toBeLessThan(64 * 1024 * 1024)
})
