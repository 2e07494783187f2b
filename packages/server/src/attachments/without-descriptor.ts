import type {Attachment} from 'chatkit-protocol'

/** An attachment as it may stand in a message: where its bytes were once to be sent is nobody's business any more. */
export function withoutDescriptor<Some extends Attachment>(attachment: Some): Some {
  const {upload_descriptor: _, ...rest} = attachment
  return rest as Some
}
