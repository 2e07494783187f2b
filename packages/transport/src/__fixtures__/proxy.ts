import {connect, createServer, type AddressInfo, type Server, type Socket} from 'node:net'

/** A way to a server that breaks when it is told to. */
export interface Proxy {
  readonly url: string
  /** How many connections were opened. */
  readonly connections: number
  /** Bytes of replies after which the next connections break, one entry each. What comes after goes through whole. */
  limits: number[]
  /** Breaks what is open, and refuses what comes. */
  cut: () => Promise<void>
  /** Requests go through, but no reply comes back, though nothing breaks. */
  freeze: () => void
  /** Lets everything through again. */
  thaw: () => void
  restore: () => Promise<void>
  close: () => Promise<void>
}

export async function startProxy(target: string): Promise<Proxy> {
  const {hostname, port} = new URL(target)
  const sockets = new Set<Socket>()
  let listener: Server
  let connections = 0
  let frozen = false
  const upstream = new Set<Socket>()

  function accept(client: Socket): void {
    connections += 1
    let left = proxy.limits.shift() ?? Number.POSITIVE_INFINITY
    const server = connect(Number(port), hostname)
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      sockets.add(one)
      one.on('error', () => {})
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
    }
    upstream.add(server)
    server.on('close', () => upstream.delete(server))
    client.on('data', (chunk) => server.write(chunk))
    server.on('data', (chunk: Buffer) => {
      const part = chunk.subarray(0, left)
      left -= part.length
      client.write(part, () => left === 0 && client.destroy())
    })
    if (frozen) server.pause()
  }

  async function listen(at: number): Promise<number> {
    listener = createServer(accept)
    await new Promise<void>((resolve) => listener.listen(at, '127.0.0.1', resolve))
    return (listener.address() as AddressInfo).port
  }

  async function cut(): Promise<void> {
    for (const socket of sockets) socket.destroy()
    if (listener.listening) await new Promise((resolve) => listener.close(resolve))
  }

  const ownPort = await listen(0)
  const proxy: Proxy = {
    url: `http://127.0.0.1:${ownPort}`,
    limits: [],
    get connections() {
      return connections
    },
    cut,
    freeze() {
      frozen = true
      for (const socket of upstream) socket.pause()
    },
    thaw() {
      frozen = false
      for (const socket of upstream) socket.resume()
    },
    async restore() {
      proxy.thaw()
      await listen(ownPort)
    },
    close: cut,
  }
  return proxy
}
