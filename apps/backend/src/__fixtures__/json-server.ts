import {once} from 'node:events'
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http'

export interface JsonServer {
  /** Without a slash at its end. */
  readonly url: string
  readonly close: () => Promise<void>
}

/** Gets each request with its body parsed; undefined if it has none. */
export type JsonHandler = (request: IncomingMessage, response: ServerResponse, body: unknown) => void

/** A server on a loopback port for a script to answer with. */
export async function startJsonServer(handle: JsonHandler): Promise<JsonServer> {
  const server = createServer((request, response) => {
    void readBody(request).then((body) => handle(request, response, body))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString('utf8')
  return text === '' ? undefined : JSON.parse(text)
}
