/** What the server names a run in, in replies to `threads.get_by_id` too. */
export const RUN_ID_HEADER = 'ChatKit-Run-Id'

/** A key for one question, which becomes the id of its run. */
export function createRunId(): string {
  // Only a page that came by https, or from this machine, has randomUUID.
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The address of a run. */
export function runUrl(apiUrl: URL, id: string): URL {
  const url = new URL(apiUrl)
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/runs/${id}`
  return url
}

/** The run that an address names; undefined for any other address. */
export function readRunId(url: URL, apiUrl: URL): string | undefined {
  const id = url.pathname.slice(url.pathname.lastIndexOf('/') + 1)
  return id !== '' && url.pathname === runUrl(apiUrl, id).pathname ? id : undefined
}
