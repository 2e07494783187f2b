import {once} from 'node:events'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {toNodeListener} from '../../node/index.ts'
import type {Ask, Listen} from './sequence.ts'

/** Runs `work` with a server in front of whatever handler it wants one for, and ends the server. */
export async function withServer<T>(work: (listen: Listen) => Promise<T>): Promise<T> {
  const server = createServer()
  try {
    return await work(async (handler) => {
      server.on('request', toNodeListener(handler)).listen(0, '127.0.0.1')
      await once(server, 'listening')
      const {port} = server.address() as AddressInfo
      return (request) => overTheWire(request, port)
    })
  } finally {
    server.close()
    server.closeAllConnections()
  }
}

async function overTheWire(request: Request, port: number): ReturnType<Ask> {
  const {pathname, search} = new URL(request.url)
  const headers = new Headers(request.headers)
  // That of another body cannot be sent: it would be what the next request begins with.
  headers.delete('content-length')
  const body = request.body === null ? null : await request.arrayBuffer()
  return fetch(`http://127.0.0.1:${port}${pathname}${search}`, {method: request.method, headers, body})
}
