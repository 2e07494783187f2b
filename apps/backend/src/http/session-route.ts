import {ChatKitError} from 'chatkit-server'
import type {SessionReply, SessionService} from '../sessions/service.ts'
import {bearerOf} from './address.ts'

const MAX_BODY = 1_024

/** `POST /api/chatkit/session`: the body is `{}` (or empty), who asks is in the `Authorization` header, if anyone is known. */
export async function openSession(request: Request, address: string, sessions: SessionService): Promise<SessionReply> {
  await readEmptyObject(request)
  return await sessions.open(bearerOf(request), address)
}

async function readEmptyObject(request: Request): Promise<void> {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY) throw tooLarge()
  const text = await request.text()
  if (text.length > MAX_BODY) throw tooLarge()
  if (text.trim() === '') return
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new ChatKitError('InvalidRequest', 'The request is not valid JSON. Send {} to open a session.', {cause})
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ChatKitError('InvalidRequest', 'Send {} to open a session.')
  }
}

function tooLarge(): ChatKitError {
  return new ChatKitError('TooLarge', 'The request is too large. Send {} to open a session.')
}
