import {createServer} from 'node:http'
import {toNodeListener} from 'chatkit-server/node'
import {handler} from './echo.ts'

const chat = toNodeListener(handler)
const server = createServer((request, response) => {
  if (/^\/chatkit\b/.test(request.url ?? '')) chat(request, response)
  else response.writeHead(404).end()
})

export const listening = server.listen(Number(process.env['PORT'] ?? 8000), '127.0.0.1')
