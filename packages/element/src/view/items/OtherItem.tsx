import {extraTexts} from '../../i18n/en-extras.ts'
import {addTexts} from '../../i18n/index.ts'
import {Markdown} from '../../markdown/index.ts'
import type {Entry} from '../../state/types.ts'
import {otherItemStyles} from '../../styles/other-items.ts'
import {addStyles} from '../../styles/sheet.ts'
import {safeHref} from '../links.ts'
import {useController} from '../scope.ts'
import {TaskView} from './TaskView.tsx'
import {widgetText} from './widget-text.ts'
import {WorkflowView} from './WorkflowView.tsx'
import {observe} from '../observe.tsx'

addTexts(extraTexts)
addStyles(otherItemStyles)

const GeneratedImage = observe(({url}: {url: string}) => {
  const {t} = useController()
  const shown = url.startsWith('data:image/') ? url : safeHref(url)
  return shown ? <img class="image" src={shown} alt={t.value('generatedImage')} /> : null
})

/** Items besides the two kinds of message. One of a type that this version does not know shows nothing and breaks nothing. */
export const OtherItem = ({entry}: {entry: Entry}) => {
  const {item} = entry
  switch (item.type) {
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
