import type {ClientToolCallItem, StructuredInputItem} from 'chatkit-protocol'

/** Whether an item waits for the client. One that was stored without a status does: the wire writes out `pending` for it. */
export function isPending({status}: Partial<ClientToolCallItem | StructuredInputItem>): boolean {
  return (status ?? 'pending') === 'pending'
}
