import {ChatKitError} from 'chatkit-server'
import {createHandler, errorResponse} from 'chatkit-server/http'
import {Hono, type Context} from 'hono'
import type {Logger} from 'pino'
import type {DocsServer} from './docs-server.ts'
import {addressOf, bearerOf} from './http/address.ts'
import {allowOrigins} from './http/origins.ts'
import {checkReadiness, type ReadinessParts} from './http/readiness.ts'
import {applyCors, logRequests} from './http/requests.ts'
import {openSession} from './http/session-route.ts'
import type {Mcp} from './mcp/handle-mcp.ts'
import type {SessionService} from './sessions/service.ts'

export interface AppParts {
  readonly server: DocsServer
  readonly sessions: SessionService
  readonly readiness: ReadinessParts
  /** Null = agents are not served. */
  readonly mcp: Mcp | null
  readonly allowedOrigins: readonly string[] | '*' | null
  readonly trustProxy: boolean
  readonly logger: Logger
}

/** The HTTP side of the backend. Speaks Request and Response only: `app.fetch` answers without a port. */
export function createApp(parts: AppParts): Hono {
  const {server, sessions, mcp, logger} = parts
  const app = new Hono()
  const addresses = new WeakMap<Request, string>()
  const handle = createHandler(server, {
    context: async (request) => {
      const sessionId = await sessions.authorize(bearerOf(request))
      const address = addresses.get(request)
      return address === undefined ? {sessionId} : {sessionId, address}
    },
  })
  const chat = (context: Context): Promise<Response> => {
    addresses.set(context.req.raw, addressOf(context, parts.trustProxy))
    return handle(context.req.raw)
  }

  app.use(logRequests(logger))
  app.use(applyCors({origins: allowOrigins(parts.allowedOrigins)}))

  app.get('/healthz', (context) => context.json({status: 'ok'}))
  app.get('/readyz', async (context) => {
    const {ready, body} = await checkReadiness(parts.readiness)
    return context.json(body, ready ? 200 : 503)
  })
  app.post('/api/chatkit/session', async (context) => {
    const reply = await openSession(context.req.raw, addressOf(context, parts.trustProxy), sessions)
    return context.json(reply, 200, {'cache-control': 'no-store'})
  })
  app.post('/chatkit', chat)
  // Whatever the method: it knows which ones a run answers.
  app.all('/chatkit/runs/:id', chat)
  if (mcp !== null) app.all('/mcp', (context) => mcp.handle(context.req.raw, addressOf(context, parts.trustProxy)))

  for (const [path, allowed] of [
    ['/healthz', 'GET'],
    ['/readyz', 'GET'],
    ['/api/chatkit/session', 'POST'],
    ['/chatkit', 'POST'],
  ] as const) {
    app.all(path, () =>
      errorResponse(new ChatKitError('MethodNotAllowed', `Use ${allowed} here.`), {allow: `${allowed}, OPTIONS`}),
    )
  }
  app.notFound(() => errorResponse(new ChatKitError('NotFound', 'There is nothing at this address.')))
  app.onError((error) => {
    const known = ChatKitError.from(error)
    if (known.status >= 500) logger.error({err: known.cause ?? known}, 'unexpected error')
    return errorResponse(known)
  })
  return app
}
