import http from 'node:http'
import type {AddressInfo, Socket} from 'node:net'
import {setTimeout as sleep} from 'node:timers/promises'
import type {Fault, FaultKind} from './schedule.ts'
import {type Tampered, tamper} from './tamper.ts'

/** An HTTP proxy for one browser, between its page and one backend, on which faults can be switched on and off. */
export interface FaultProxy {
  /** For the browser's proxy settings. */
  url: string
  begin(fault: Fault): void
  end(fault: Fault): void
  close(): Promise<void>
}

export interface FaultProxyOptions {
  /** Port by which the page knows the backend. */
  knownAs: number
  /** Port at which the backend really listens. */
  backendPort: number
}

const DRIP = {bytes: 24, pause: 15}
const PORTAL = '<!doctype html><title>Welcome</title><p>Please sign in to use this network.'
const BEFORE_REPLY: ReadonlySet<FaultKind> = new Set([
  'offline',
  'refuse',
  'status',
  'wrong content type',
  'secret expired',
])

/** A proxy that knows the browser's requests one by one; the site's pass through unless the browser is offline. */
export async function startFaultProxy({knownAs, backendPort}: FaultProxyOptions): Promise<FaultProxy> {
  /** The faults that are on, and for each what ends its holds. */
  const active = new Map<Fault, AbortController>()
  const sockets = new Set<Socket>()
  const first = (wanted: (kind: FaultKind) => boolean) => [...active.keys()].find(({kind}) => wanted(kind))

  const server = http.createServer((request, response) => {
    const url = new URL(request.url ?? '', `http://localhost:${knownAs}`)
    const isBackend = Number(url.port) === knownAs
    const isOffline = first((kind) => kind === 'offline') !== undefined
    const fault = isBackend ? first((kind) => BEFORE_REPLY.has(kind)) : undefined
    if (isOffline || fault?.kind === 'refuse') cut(request)
    else if ((fault?.kind === 'status' || fault?.kind === 'wrong content type') && request.method !== 'OPTIONS')
      answerInstead(request, response, fault)
    else forward(request, response, {url, isBackend, isExpired: fault?.kind === 'secret expired'})
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
  })

  function forward(
    request: http.IncomingMessage,
    response: http.ServerResponse,
    {url, isBackend, isExpired}: {url: URL; isBackend: boolean; isExpired: boolean},
  ): void {
    const headers = {...request.headers}
    if (isExpired && url.pathname.startsWith('/chatkit')) headers.authorization = 'Bearer expired'
    const upstream = http.request({
      host: '127.0.0.1',
      port: isBackend ? backendPort : url.port,
      method: request.method,
      path: url.pathname + url.search,
      headers,
    })
    upstream.on('error', () => cut(request))
    upstream.on('response', (reply) => {
      if (isBackend && first((kind) => kind === 'reset before headers')) {
        cut(request)
        return
      }
      response.writeHead(reply.statusCode ?? 502, reply.headers)
      void pass(reply, response, isBackend).catch(() => cut(request))
    })
    response.on('close', () => upstream.destroy())
    request.pipe(upstream)
  }

  async function pass(reply: http.IncomingMessage, response: http.ServerResponse, isBackend: boolean): Promise<void> {
    const passed = new Map<Fault, number>()
    for await (const chunk of reply as AsyncIterable<Buffer>) {
      const fault = isBackend ? first((kind) => !BEFORE_REPLY.has(kind)) : undefined
      if (fault === undefined) {
        response.write(chunk)
        continue
      }
      const before = passed.get(fault) ?? 0
      passed.set(fault, before + chunk.length)
      if (await carryOut(tamper(chunk, fault, before), fault, response)) return
    }
    response.end()
  }

  /** Whether the reply is over. */
  async function carryOut({bytes, next}: Tampered, fault: Fault, response: http.ServerResponse): Promise<boolean> {
    const isOver = active.get(fault)?.signal
    if (next === 'hold') await closedOr(response, fault.kind === 'silence' ? undefined : isOver)
    if (next === 'drip') await drip(bytes, response, isOver)
    else await new Promise((resolve) => response.write(bytes, resolve))
    if (next === 'reset') response.socket?.resetAndDestroy()
    if (next === 'end') endCleanly(response)
    return next === 'reset' || next === 'end'
  }

  const sever = () => {
    for (const socket of sockets) socket.resetAndDestroy()
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    begin(fault) {
      active.set(fault, new AbortController())
      if (fault.kind === 'offline' || fault.kind === 'refuse') sever()
    },
    end(fault) {
      active.get(fault)?.abort()
      active.delete(fault)
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      sever()
      await closed
    },
  }
}

function answerInstead(request: http.IncomingMessage, response: http.ServerResponse, fault: Fault): void {
  request.resume()
  const {origin} = request.headers
  const isStatus = fault.kind === 'status'
  response.writeHead(isStatus ? fault.status : 200, {
    'content-type': 'text/html',
    ...(fault.isReadable && origin !== undefined
      ? {'access-control-allow-origin': origin, 'access-control-expose-headers': 'Retry-After'}
      : {}),
    ...(isStatus && (fault.status === 429 || fault.status === 503) ? {'retry-after': '1'} : {}),
  })
  response.end(PORTAL)
}

/** As a proxy ends a reply that it believes to be whole: without an error, however long it was said to be. */
function endCleanly(response: http.ServerResponse): void {
  if (response.hasHeader('content-length')) response.socket?.end()
  else response.end()
}

async function drip(bytes: Buffer, response: http.ServerResponse, isOver: AbortSignal | undefined): Promise<void> {
  for (let from = 0; from < bytes.length; from += DRIP.bytes) {
    if (isOver?.aborted !== false) {
      response.write(bytes.subarray(from))
      return
    }
    response.write(bytes.subarray(from, from + DRIP.bytes))
    await sleep(DRIP.pause)
  }
}

function cut({socket}: http.IncomingMessage): void {
  socket.resetAndDestroy()
}

async function closedOr(response: http.ServerResponse, signal: AbortSignal | undefined): Promise<void> {
  if (response.destroyed || signal?.aborted) return
  await new Promise<unknown>((resolve) => {
    response.once('close', resolve)
    signal?.addEventListener('abort', resolve)
  })
}
