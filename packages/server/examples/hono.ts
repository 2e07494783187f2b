import {serve} from '@hono/node-server'
import {Hono} from 'hono'
import {handler} from './echo.ts'

const app = new Hono()
app.all('/chatkit/*', (c) => handler(c.req.raw))

export const listening = serve({fetch: app.fetch, port: Number(process.env['PORT'] ?? 8000), hostname: '127.0.0.1'})
