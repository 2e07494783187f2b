import {readFile} from 'node:fs/promises'
import http from 'node:http'
import path from 'node:path'

export const BASE_URL = '/textbook/'

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
export async function serveFolder(folder: string): Promise<http.Server> {
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
