import type {ModelRequest} from '@openai/agents'

/**
 * The request without what only the model that wrote it can read back: its thoughts, and the ids by which its server knows its output.
 * For handing a turn under way to another model.
 */
export function withoutOrigins(request: ModelRequest): ModelRequest {
  if (typeof request.input === 'string') return request
  const input = request.input.flatMap((item) => {
    if (item.type === 'reasoning') return []
    const {id: _id, providerData: _origin, ...rest} = item
    return [rest]
  })
  return {...request, input}
}
