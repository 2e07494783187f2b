import {NotFoundError} from '../errors.ts'

/** The one way every store says that a record is not there, so that missing and foreign cannot be told apart. */
export function missing(kind: 'Thread' | 'Item' | 'Attachment', id: string): NotFoundError {
  return new NotFoundError(`${kind} ${id.length > MAX_SHOWN ? `${id.slice(0, MAX_SHOWN)}…` : id} not found`)
}

// Ids that are asked for are not always ids: a whole book comes back otherwise.
const MAX_SHOWN = 100
