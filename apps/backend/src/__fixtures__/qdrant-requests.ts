import Ajv2020, {type ValidateFunction} from 'ajv/dist/2020'
import schema from './qdrant-schema.json'

const ajv = new Ajv2020({strict: false, validateFormats: false, schemas: [{$id: 'qdrant', $defs: schema.$defs}]})
const operations = Object.entries(schema.paths).map(([operation, body]) => {
  const [method = '', path = ''] = operation.split(' ')
  const pattern = new RegExp(`^${path.replace(/\{\w+\}/g, '([^/]+)')}$`)
  const resolved = JSON.parse(JSON.stringify(body).replaceAll('"#/$defs/', '"qdrant#/$defs/')) as object | null
  return {operation, method, pattern, validate: resolved === null ? null : ajv.compile(resolved)}
})

export interface QdrantRequest {
  /** As the description names it, e.g. `PUT /collections/{collection_name}`. */
  readonly operation: string
  readonly collection: string
}

/** What Qdrant's own description says is wrong with a request; its name in the description when nothing is. */
export function checkQdrantRequest(method: string, path: string, body: unknown): QdrantRequest | {problem: string} {
  for (const one of operations) {
    const match = one.method === method ? one.pattern.exec(path) : null
    if (match === null) continue
    const problem = describe(one.validate, body)
    return problem === null
      ? {operation: one.operation, collection: match[1] ?? ''}
      : {problem: `${one.operation}: ${problem}`}
  }
  return {problem: `${method} ${path} is not among the operations of the fixture`}
}

function describe(validate: ValidateFunction | null, body: unknown): string | null {
  if (validate === null) return body === undefined ? null : 'takes no body'
  return validate(body) ? null : ajv.errorsText(validate.errors)
}
