import {readFile} from 'node:fs/promises'
import http from 'node:http'
import path from 'node:path'
import {ROOT} from '../../scripts/lib/paths.js'

const PAGE = `<!doctype html><html lang="en"><title>Streaming</title>
<style>body { margin: 0 } openai-chatkit { display: block; width: 400px; height: 600px }</style>
<script type="module" src="/page.js"></script></html>`

const DIST = path.join(ROOT, 'packages/element/dist')

const fileOf = (url) =>
  url.startsWith('/element/')
    ? path.join(DIST, path.normalize(url.slice('/element'.length)))
    : path.join(import.meta.dirname, 'page.js')

async function answer(url, response) {
  if (url === '/') {
    response.setHeader('Content-Type', 'text/html').end(PAGE)
    return
  }
  try {
    const body = await readFile(fileOf(url))
    response.setHeader('Content-Type', 'text/javascript').end(body)
  } catch {
    response.writeHead(404).end()
  }
}

/** Serves the page and the built element on a free port of this machine. */
export async function servePage() {
  const server = http.createServer((request, response) => void answer(request.url ?? '/', response))
  await new Promise((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close()}
}
