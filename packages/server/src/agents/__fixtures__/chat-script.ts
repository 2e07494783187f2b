/** Chunks of a chat completion as compatible servers send them. All share one id, which some servers send again and again. */
export function completion(deltas: object[], {finish = 'stop', id = 'chatcmpl-1'} = {}): object[] {
  const chunk = (delta: object, reason: string | null) => ({
    id,
    object: 'chat.completion.chunk',
    created: 1,
    model: 'test-model',
    choices: [{index: 0, delta, finish_reason: reason}],
  })
  return [...deltas.map((delta) => chunk(delta, null)), chunk({}, finish)]
}

export function says(...deltas: string[]): object[] {
  return deltas.map((content) => ({role: 'assistant', content}))
}

/** Function calls, their arguments in pieces. */
export function calls(...functions: {id: string; name: string; args: object}[]): object[] {
  const deltas: object[] = []
  for (const [index, {id, name, args}] of functions.entries()) {
    deltas.push({tool_calls: [{index, id, type: 'function', function: {name, arguments: ''}}]})
    for (const piece of JSON.stringify(args).match(/.{1,5}/gs) ?? [])
      deltas.push({tool_calls: [{index, function: {arguments: piece}}]})
  }
  return deltas
}
