import net from 'node:net'

/**
 * A way to a server that can be broken. It knows nothing of what goes through.
 *
 * @typedef {object} Proxy
 * @property {string} url the server's, by this way
 * @property {number[]} limits bytes of replies after which the next connections break, one entry each; later ones are whole
 * @property {() => void} breakAll breaks what is open
 * @property {() => Promise<void>} cut breaks what is open, and refuses what comes
 * @property {(direction?: 'both' | 'replies') => void} freeze nothing comes through any more, though nothing breaks; default: both
 * @property {() => Promise<void>} restore lets everything through again; what was frozen is delivered
 * @property {() => () => string} listen begins to listen to what clients say; the function that it gives ends that, and gives
 *   all that was said, one connection after the other
 * @property {() => Promise<void>} close
 */

/**
 * Puts a proxy on loopback before the server of a URL.
 *
 * @param {string} target URL of any scheme, with its port
 * @param {{port?: number}} [options] `port` of the proxy; default: a free one
 * @returns {Promise<Proxy>}
 */
export async function startProxy(target, {port: wanted = 0} = {}) {
  const {host, hostname, port: targetPort} = new URL(target)
  /** @type {Set<{client: net.Socket, server: net.Socket}>} */
  const pairs = new Set()
  /** @type {Set<Map<net.Socket, Buffer[]>>} */
  const listeners = new Set()
  /** @type {'both' | 'replies' | undefined} */
  let frozen
  /** @type {net.Server} */
  let gate

  const accept = (client) => {
    let left = proxy.limits.shift() ?? Number.POSITIVE_INFINITY
    const server = net.connect(Number(targetPort), hostname)
    const pair = {client, server}
    pairs.add(pair)
    client.on('data', (chunk) => {
      for (const said of listeners) said.set(client, [...(said.get(client) ?? []), chunk])
      server.write(chunk)
    })
    server.on('data', (chunk) => {
      const part = chunk.subarray(0, left)
      left -= part.length
      client.write(part, () => left === 0 && client.destroy())
    })
    for (const [one, other] of [
      [client, server],
      [server, client],
    ]) {
      one.on('error', () => {})
      one.on('close', () => {
        other.destroySoon()
        pairs.delete(pair)
      })
    }
    if (frozen !== undefined) freezePair(pair)
  }
  const freezePair = ({client, server}) => {
    server.pause()
    if (frozen === 'both') client.pause()
  }
  const open = async (at) => {
    gate = net.createServer(accept)
    await new Promise((resolve) => {
      gate.listen(at, '127.0.0.1', () => resolve(undefined))
    })
    return /** @type {net.AddressInfo} */ (gate.address()).port
  }
  const breakAll = () => {
    for (const {client, server} of pairs) {
      client.resetAndDestroy()
      server.resetAndDestroy()
    }
  }
  const cut = async () => {
    const closed = new Promise((resolve) => {
      gate.close(() => resolve(undefined))
    })
    breakAll()
    await closed
  }

  const port = await open(wanted)
  /** @type {Proxy} */
  const proxy = {
    url: target.replace(host, `127.0.0.1:${port}`),
    limits: [],
    breakAll,
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
      if (!gate.listening) await open(port)
    },
    listen() {
      const said = new Map()
      listeners.add(said)
      return () => {
        listeners.delete(said)
        return Array.from(said.values(), (chunks) => Buffer.concat(chunks).toString()).join('\n')
      }
    },
    close: cut,
  }
  return proxy
}
