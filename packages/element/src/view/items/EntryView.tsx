import type {Entry} from '../../state/types.ts'
import {lazy} from '../../part.tsx'
import {AssistantMessage} from './AssistantMessage.tsx'
import {UserMessage} from './UserMessage.tsx'

const OtherItem = lazy(async () => (await import('./OtherItem.tsx')).OtherItem)

/** One row of the transcript. */
export const EntryView = ({entry}: {entry: Entry}) => {
  const {item} = entry
  if (item.type === 'user_message') return <UserMessage entry={entry} item={item} />
  if (item.type === 'assistant_message') return <AssistantMessage entry={entry} item={item} />
  return <OtherItem entry={entry} />
}
