import {readFile} from 'node:fs/promises'
import http from 'node:http'
import path from 'node:path'

const CONTENT_TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

/**
 * Serves a built site on a free port of this machine, as GitHub Pages does with a folder under a project's path: index files,
 * extensionless pages, 404.html, ten minutes of caching.
 *
 * @param {string} folder
 * @param {string} baseUrl with a slash at both ends
 */
export async function serveFolder(folder, baseUrl) {
  const server = http.createServer((request, response) => {
    void respond({folder, baseUrl}, new URL(request.url ?? '/', 'http://localhost').pathname, response)
  })
  await new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(undefined))
  })
  const {port} = /** @type {import('node:net').AddressInfo} */ (server.address())
  const origin = `http://localhost:${port}`
  return {
    origin,
    /** Address of the home page. */
    url: origin + baseUrl,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve(undefined))
        server.closeAllConnections()
      }),
  }
}

async function respond({folder, baseUrl}, pathname, response) {
  if (!pathname.startsWith(baseUrl)) {
    response.writeHead(404).end()
    return
  }
  const relative = path.posix.normalize(decodeURIComponent(pathname.slice(baseUrl.length)))
  if (relative.startsWith('..')) {
    response.writeHead(400).end()
    return
  }
  for (const candidate of [relative, `${relative}.html`, path.posix.join(relative, 'index.html')]) {
    try {
      const body = await readFile(path.join(folder, candidate))
      const type = CONTENT_TYPES[path.extname(candidate)] ?? 'application/octet-stream'
      response.writeHead(200, {'content-type': type, 'cache-control': 'max-age=600'}).end(body)
      return
    } catch {
      // Not this one: try the next.
    }
  }
  response.writeHead(404, {'content-type': 'text/html; charset=utf-8'})
  response.end(await readFile(path.join(folder, '404.html')))
}
