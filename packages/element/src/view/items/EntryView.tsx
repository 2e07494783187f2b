import {Markdown} from '../../markdown/index.ts'
import type {Entry} from '../../state/types.ts'
import {safeHref} from '../links.ts'
import {useController} from '../scope.ts'
import {AssistantMessage} from './AssistantMessage.tsx'
import {TaskView} from './TaskView.tsx'
import {UserMessage} from './UserMessage.tsx'
import {widgetText} from './widget-text.ts'
import {WorkflowView} from './WorkflowView.tsx'

const GeneratedImage = ({url}: {url: string}) => {
  const {t} = useController()
  const shown = url.startsWith('data:image/') ? url : safeHref(url)
  return shown ? <img class="image" src={shown} alt={t.value('generatedImage')} /> : null
}

/** One row of the transcript. An item of a type that this version does not know shows nothing and breaks nothing. */
export const EntryView = ({entry}: {entry: Entry}) => {
  const {item} = entry
  switch (item.type) {
    case 'user_message':
      return <UserMessage entry={entry} item={item} />
    case 'assistant_message':
      return <AssistantMessage entry={entry} item={item} />
    case 'workflow':
      return item.workflow ? <WorkflowView workflow={item.workflow} done={entry.done} /> : null
    case 'task':
      return item.task ? <TaskView task={item.task} /> : null
    case 'widget': {
      const text = item.copy_text ?? widgetText(item.widget)
      return text === '' ? null : <Markdown text={text} />
    }
    case 'generated_image':
      return item.image ? <GeneratedImage url={item.image.url} /> : null
    default:
      return null
  }
}
