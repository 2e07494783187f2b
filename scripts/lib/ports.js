import net from 'node:net'

/** Whether nothing listens on `port`, on IPv4 and IPv6 alike: a server on either would answer `localhost`. */
export async function isFree(port) {
  for (const host of ['127.0.0.1', '::1']) {
    if (await isListening(port, host)) return false
  }
  return true
}

/** The first free port from `wanted` upwards. */
export async function firstFreePort(wanted, {except = [], tries = 50} = {}) {
  for (let port = wanted; port < wanted + tries; port++) {
    if (!except.includes(port) && (await isFree(port))) return port
  }
  throw new Error(`No free port between ${wanted} and ${wanted + tries - 1}. Stop a server, or set another port.`)
}

/** A free port chosen by the system, for tests. */
export function anyFreePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const {port} = /** @type {net.AddressInfo} */ (server.address())
      server.close(() => resolve(port))
    })
  })
}

function isListening(port, host) {
  return new Promise((resolve) => {
    const socket = net.connect({port, host})
    const done = (answer) => {
      socket.destroy()
      resolve(answer)
    }
    socket.setTimeout(1000, () => done(false))
    socket.once('connect', () => done(true))
    socket.once('error', () => done(false))
  })
}
