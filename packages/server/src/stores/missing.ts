import {NotFoundError} from '../errors.ts'

/** The one way every store says that a record is not there, so that missing and foreign cannot be told apart. */
export function missing(kind: 'Thread' | 'Item' | 'Attachment', id: string): NotFoundError {
  return new NotFoundError(`${kind} ${id} not found`)
}
