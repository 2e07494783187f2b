import {readFile} from 'node:fs/promises'
import http from 'node:http'
import type {AddressInfo} from 'node:net'
import path from 'node:path'
import {startBackend} from '../../scripts/lib/serve.js'

export const BASE_URL = '/textbook/'

const backendPort = Number(required('E2E_BACKEND_PORT'))
const siteFolder = required('E2E_SITE')

/** The built site and the real backend, as `npm start` runs them, on ports of their own. */
export interface Product {
  /** Address of the site's home page, with a closing slash. */
  url: string
  backendUrl: string
  startBackend(): Promise<void>
  stopBackend(): Promise<void>
  close(): Promise<void>
}

export async function startProduct(): Promise<Product> {
  const site = await serveFolder(siteFolder)
  const origin = `http://localhost:${(site.address() as AddressInfo).port}`
  let backend: Awaited<ReturnType<typeof startBackend>> | null = null

  const product: Product = {
    url: origin + BASE_URL,
    backendUrl: `http://localhost:${backendPort}`,
    async startBackend() {
      backend = await startBackend({
        port: backendPort,
        index: path.join(siteFolder, 'chatkit-index.json'),
        dataDir: path.join(required('E2E_FOLDER'), 'data'),
        origins: [origin],
        quiet: true,
      })
    },
    async stopBackend() {
      await backend?.stop()
      backend = null
    },
    async close() {
      await product.stopBackend()
      await new Promise((resolve) => {
        site.close(resolve)
        site.closeAllConnections()
      })
    },
  }
  await product.startBackend()
  return product
}

const CONTENT_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

/** What GitHub Pages does with a folder under a project's path: index files, extensionless pages, 404.html. */
async function serveFolder(folder: string): Promise<http.Server> {
  const server = http.createServer((request, response) => {
    void respond(folder, new URL(request.url ?? '/', 'http://localhost').pathname, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

async function respond(folder: string, pathname: string, response: http.ServerResponse): Promise<void> {
  if (!pathname.startsWith(BASE_URL)) return void response.writeHead(404).end()
  const relative = path.posix.normalize(decodeURIComponent(pathname.slice(BASE_URL.length)))
  if (relative.startsWith('..')) return void response.writeHead(400).end()
  for (const candidate of [relative, `${relative}.html`, path.posix.join(relative, 'index.html')]) {
    try {
      const body = await readFile(path.join(folder, candidate))
      response.writeHead(200, {'content-type': CONTENT_TYPES[path.extname(candidate)] ?? 'application/octet-stream'})
      return void response.end(body)
    } catch {
      // Not this one: try the next.
    }
  }
  response.writeHead(404, {'content-type': 'text/html; charset=utf-8'})
  response.end(await readFile(path.join(folder, '404.html')))
}

function required(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set. Run the end-to-end tests by 'npm run e2e'.`)
  return value
}
