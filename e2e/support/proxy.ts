import net from 'node:net'
import type {AddressInfo} from 'node:net'

export interface Proxy {
  readonly port: number
  /** Breaks every connection that is open now. */
  breakAll(): void
  /** Listens to what the browser says. @returns what ends it, and gives all that was said: whole requests, as they were sent. */
  listen(): () => string
  /** Keeps back what the backend says, until called with false. */
  hold(on: boolean): void
  /** Accepts nothing until called with false again. */
  refuse(on: boolean): void
  close(): Promise<void>
}

/** A wire between browser and backend that can be cut. It knows nothing of HTTP. */
export async function startProxy(target: number, port: number): Promise<Proxy> {
  const open = new Set<net.Socket>()
  const listeners = new Set<Map<net.Socket, Buffer[]>>()
  const answers = new Map<net.Socket, net.Socket>()
  let refusing = false
  let holding = false
  const server = net.createServer((client) => {
    if (refusing) {
      client.resetAndDestroy()
      return
    }
    const upstream = net.connect(target, '127.0.0.1')
    client.on('data', (chunk) => {
      for (const said of listeners) said.set(client, [...(said.get(client) ?? []), chunk])
    })
    answers.set(upstream, client)
    upstream.on('close', () => answers.delete(upstream))
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(from)
      if (from === client || !holding) from.pipe(to)
      from.on('error', () => {})
      from.on('close', () => {
        open.delete(from)
        to.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const breakAll = () => {
    for (const socket of open) socket.resetAndDestroy()
  }
  return {
    port: (server.address() as AddressInfo).port,
    breakAll,
    hold(on) {
      holding = on
      for (const [from, to] of answers) {
        if (on) from.unpipe(to)
        else from.pipe(to)
      }
    },
    listen() {
      const said = new Map<net.Socket, Buffer[]>()
      listeners.add(said)
      return () => {
        listeners.delete(said)
        return Array.from(said.values(), (chunks) => Buffer.concat(chunks).toString()).join('\n')
      }
    },
    refuse(on) {
      refusing = on
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      breakAll()
      await closed
    },
  }
}
