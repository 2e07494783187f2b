import type {Context} from 'hono'

/** The address to count a request for: the peer's, or behind a proxy of one's own the last one that the proxy saw. */
export function addressOf(context: Context, trustProxy: boolean): string {
  if (trustProxy) {
    // The last entry is what our own proxy added; the ones before it are the client's word.
    const last = context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
    if (last) return last
  }
  const env: unknown = context.env
  const incoming: unknown = typeof env === 'object' && env !== null ? Reflect.get(env, 'incoming') : undefined
  const socket: unknown =
    typeof incoming === 'object' && incoming !== null ? Reflect.get(incoming, 'socket') : undefined
  const address: unknown =
    typeof socket === 'object' && socket !== null ? Reflect.get(socket, 'remoteAddress') : undefined
  return typeof address === 'string' ? address : 'unknown'
}

/** The token of an `Authorization: Bearer …` header, or null. */
export function bearerOf(request: Request): string | null {
  const match = /^Bearer\s+(\S+)$/i.exec(request.headers.get('authorization')?.trim() ?? '')
  return match?.[1] ?? null
}
