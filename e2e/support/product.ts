import path from 'node:path'
import {contentIndexes} from '../../scripts/lib/content-indexes.js'
import {anyFreePort} from '../../scripts/lib/ports.js'
import {type Proxy, startProxy} from '../../scripts/lib/proxy.js'
import {startBackend} from '../../scripts/lib/serve.js'
import {serveFolder} from '../../scripts/lib/static-site.js'
import {BASE_URL} from './site.ts'

const backendPort = Number(required('E2E_BACKEND_PORT'))
const siteFolder = required('E2E_SITE')

/** The built site and the real backend, as `npm start` runs them, on ports of their own, and a wire between them that can be cut. */
export interface Product {
  /** Address of the site's home page, with a closing slash. */
  url: string
  backendUrl: string
  wire: Proxy
  /** Starts the backend, with further variables if a test needs them. */
  startBackend(env?: Record<string, string>): Promise<void>
  stopBackend(): Promise<void>
  /** Puts everything back as it was: the backend runs with its own settings, and the wire is whole. */
  restore(): Promise<void>
  close(): Promise<void>
}

export async function startProduct(): Promise<Product> {
  const site = await serveFolder(siteFolder, BASE_URL)
  const realPort = await anyFreePort()
  const wire = await startProxy(`http://127.0.0.1:${realPort}`, {port: backendPort})
  let backend: Awaited<ReturnType<typeof startBackend>> | null = null
  let hasOwnSettings = true

  const product: Product = {
    url: site.url,
    backendUrl: `http://localhost:${backendPort}`,
    wire,
    async startBackend(env) {
      hasOwnSettings = env === undefined
      backend = await startBackend({
        port: realPort,
        index: contentIndexes(siteFolder),
        dataDir: path.join(required('E2E_FOLDER'), 'data'),
        origins: [site.origin],
        quiet: true,
        ...(env === undefined ? {} : {env}),
      })
    },
    async stopBackend() {
      await backend?.stop()
      backend = null
    },
    async restore() {
      await wire.restore()
      if (backend !== null && hasOwnSettings) return
      await product.stopBackend()
      await product.startBackend()
    },
    async close() {
      await product.stopBackend()
      await wire.close()
      await site.close()
    },
  }
  await product.startBackend()
  return product
}

function required(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set. Run the end-to-end tests by 'npm run e2e'.`)
  return value
}
