/** What the page is told of the widget, with what each event tells. None holds a word of the conversation. */
export type OwnerEvents = {
  [
    Type in keyof DocumentEventMap as Type extends `chatkit-widget:${infer Name}` ? Name : never
  ]: DocumentEventMap[Type] extends CustomEvent<infer Detail> ? Detail : never
}

/** Dispatches `chatkit-widget:<name>` on `document`. */
export function announce<Name extends keyof OwnerEvents>(name: Name, detail: OwnerEvents[Name]): void {
  document.dispatchEvent(new CustomEvent(`chatkit-widget:${name}`, {detail}))
}

const watched = new WeakMap<typeof fetch, typeof fetch>()

/** The same `fetch`, whose requests are counted as questions and ratings. One for each, since a new one would be a new option. */
export function announceRequests(request: typeof fetch): typeof fetch {
  const known = watched.get(request)
  if (known) return known
  const watching: typeof fetch = (input, init) => {
    announceRequest(init?.body)
    return request(input, init)
  }
  watched.set(request, watching)
  return watching
}

/** Uploads, and whatever is no request of the protocol, tell nothing. */
function announceRequest(body: unknown): void {
  const {type, params} = parse(body)
  if (type === 'threads.create' || type === 'threads.add_user_message') {
    announce('ask', {isFirst: type === 'threads.create'})
  } else if (type === 'items.feedback' && (params?.kind === 'positive' || params?.kind === 'negative')) {
    announce('feedback', {kind: params.kind})
  }
}

function parse(body: unknown): {type?: unknown; params?: {kind?: unknown} | null} {
  if (typeof body !== 'string') return {}
  try {
    return (JSON.parse(body) as ReturnType<typeof parse> | null) ?? {}
  } catch {
    return {}
  }
}
