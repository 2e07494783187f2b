import fastify from 'fastify'
import {toNodeListener} from 'chatkit-server/node'
import {handler} from './echo.ts'

const app = fastify()
const chat = toNodeListener(handler)
app.register(async (scope) => {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', (_request, _body, done) => done(null)) // chat reads the body, up to its own limit
  for (const path of ['/chatkit', '/chatkit/*']) {
    scope.all(path, (request, reply) => chat(request.raw, reply.hijack().raw))
  }
})

void app.listen({port: Number(process.env['PORT'] ?? 8000), host: '127.0.0.1'})
export const listening = app.server
