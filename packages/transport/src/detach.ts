/**
 * Whether a request was aborted because whoever asked goes elsewhere (another thread, another page), so that its answer may be
 * finished at the server. Any other reason is the reader's Stop.
 */
export function isDetach(reason: unknown): boolean {
  return typeof reason === 'object' && reason !== null && 'name' in reason && reason.name === 'ChatKitDetach'
}

export function createDetach(): DOMException {
  return new DOMException('The answer may be finished at the server.', 'ChatKitDetach')
}
