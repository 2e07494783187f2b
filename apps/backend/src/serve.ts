import {once} from 'node:events'
import {createServer} from 'node:http'
import {toNodeListener} from 'chatkit-server/node'
import type {Logger} from 'pino'
import type {Backend} from './backend.ts'
import {ConfigError, type Config} from './config.ts'
import {errorCode} from './error-code.ts'

/** Milliseconds for the last bytes of answers that have just been ended. */
const FLUSH = 250
/** Milliseconds after which connections are cut whose reader does not take what there is. */
const GRACE = 2_000

export interface Running {
  readonly port: number
  /** Stops listening, ends streams, closes files. Safe to call twice. */
  stop(): Promise<void>
}

/** Listens. @throws ConfigError when the port is taken or not allowed */
export async function listen(backend: Backend, config: Config, logger: Logger): Promise<Running> {
  const server = createServer(
    toNodeListener(backend.app.fetch, {onError: (error) => logger.error({err: error}, 'a response failed')}),
  )
  server.listen(config.port, config.host)
  try {
    await once(server, 'listening')
  } catch (cause) {
    throw explain(cause, config)
  }
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : config.port
  logger.info(
    {host: config.host, port},
    `listening on http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`,
  )

  let stopped: Promise<void> | null = null
  const stop = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    await backend.close()
    // Node counts a connection as idle as soon as its response was ended, even if the last bytes are still to be sent.
    const idle = setTimeout(() => server.closeIdleConnections(), FLUSH)
    const all = setTimeout(() => server.closeAllConnections(), GRACE)
    await closed
    clearTimeout(idle)
    clearTimeout(all)
  }
  return {port, stop: () => (stopped ??= stop())}
}

function explain(cause: unknown, {host, port}: Config): ConfigError {
  const code = errorCode(cause)
  if (code === 'EADDRINUSE') {
    return new ConfigError(
      `Port ${port} on ${host} is taken by another program. Stop it, or choose another port. Example: PORT=${port + 1}`,
      {cause},
    )
  }
  if (code === 'EACCES') {
    return new ConfigError(`This user may not listen on port ${port}. Choose one above 1023. Example: PORT=8000`, {
      cause,
    })
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new ConfigError(`${host} is not an address of this machine. Set HOST. Example: HOST=127.0.0.1`, {cause})
  }
  return new ConfigError(`The server could not listen on ${host}:${port}.`, {cause})
}
