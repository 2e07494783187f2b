import {ChatKitError} from '../errors.ts'
import type {RunResult} from '../runs/follow-run.ts'
import {parseLastEventId} from '../runs/run-request.ts'
import type {ChatKitServer} from '../server.ts'

const RUN_PATH = /\/runs\/([^/]+)\/?$/

/** The run that a URL names: whatever the endpoint's own path is, runs are at `<endpoint>/runs/<id>`. Null for any other URL. */
export function runIdOf(request: Request): string | null {
  return RUN_PATH.exec(new URL(request.url).pathname)?.[1] ?? null
}

/** Which methods a URL of the endpoint answers. */
export function methodsOf(runId: string | null): string {
  return runId === null ? 'POST, OPTIONS' : 'GET, DELETE, OPTIONS'
}

/** `GET` follows a run, `DELETE` stops it; null means that it has been stopped. */
export async function answerRunRequest<Context>(
  server: ChatKitServer<Context>,
  request: Request,
  runId: string,
  context: Context,
): Promise<RunResult | null> {
  if (request.method === 'DELETE') {
    await server.cancelRun(runId, context)
    return null
  }
  const after = parseLastEventId(request.headers.get('last-event-id'))
  return server.attachRun(runId, context, {after})
}

/** What a method gets to hear that is not answered here. */
export function wrongMethod(runId: string | null): ChatKitError {
  const what = runId === null ? 'Send chat requests with POST.' : 'Follow an answer with GET, or stop it with DELETE.'
  return new ChatKitError('MethodNotAllowed', what)
}
