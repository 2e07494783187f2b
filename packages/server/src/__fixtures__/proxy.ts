import {connect, createServer} from 'node:net'
import type {AddressInfo, Server, Socket} from 'node:net'

/** A way to a server that can be interrupted. */
export interface Proxy {
  /** The server's URL, by this way. */
  url: string
  /** Breaks all connections and refuses new ones. */
  cut: () => void
  /** Keeps connections open, but nothing comes through any more, in the direction given or in both. */
  freeze: (direction?: 'both' | 'replies') => void
  /** Lets everything through again; what was frozen is delivered. */
  restore: () => Promise<void>
  close: () => Promise<void>
}

/** Puts a proxy on loopback before the server of a URL. */
export async function startProxy(target: string): Promise<Proxy> {
  const {hostname, port} = new URL(target)
  const pairs = new Set<{client: Socket; server: Socket}>()
  let frozen: 'both' | 'replies' | undefined
  let listener: Server

  const freezePair = ({client, server}: {client: Socket; server: Socket}): void => {
    server.pause()
    if (frozen === 'both') client.pause()
  }
  const accept = (client: Socket): void => {
    const server = connect(Number(port), hostname)
    const pair = {client, server}
    pairs.add(pair)
    client.on('data', (chunk) => server.write(chunk))
    server.on('data', (chunk) => client.write(chunk))
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      one.on('error', () => other.destroy())
      one.on('close', () => {
        other.destroy()
        pairs.delete(pair)
      })
    }
    if (frozen !== undefined) freezePair(pair)
  }
  const listen = async (at: number): Promise<number> => {
    listener = createServer(accept)
    await new Promise<void>((resolve) => listener.listen(at, '127.0.0.1', resolve))
    return (listener.address() as AddressInfo).port
  }
  const cut = (): void => {
    listener.close()
    for (const {client, server} of pairs) {
      client.destroy()
      server.destroy()
    }
  }

  const ownPort = await listen(0)
  const url = new URL(target)
  url.hostname = '127.0.0.1'
  url.port = String(ownPort)
  return {
    url: url.href,
    cut,
    freeze(direction = 'both') {
      frozen = direction
      for (const pair of pairs) freezePair(pair)
    },
    async restore() {
      frozen = undefined
      for (const {client, server} of pairs) {
        client.resume()
        server.resume()
      }
      if (!listener.listening) await listen(ownPort)
    },
    async close() {
      cut()
    },
  }
}
