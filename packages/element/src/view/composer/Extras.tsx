import {extraTexts} from '../../i18n/en-extras.ts'
import {addTexts} from '../../i18n/index.ts'
import {extraStyles} from '../../styles/extras.ts'
import {addStyles} from '../../styles/sheet.ts'
import {IconButton} from '../IconButton.tsx'
import {Icon} from '../icons/Icon.tsx'
import {NamedIcon} from '../icons/NamedIcon.tsx'
import {useController} from '../scope.ts'
import {observe} from '../observe.tsx'

addTexts(extraTexts)
addStyles(extraStyles)

/** What goes along with the text, inside the field's top edge: a quote, attachments, a chosen tool. Each can be taken out. */
export const Extras = observe(() => {
  const {composer, options, t, removeQuote, removeAttachment, selectTool} = useController()
  const {quote, attachments, toolId, tags} = composer.value
  const tool = options.value.composer.tools.find(({id}) => id === toolId)
  return (
    <div class="extras">
      {quote === null ? null : (
        <div class="context">
          <Icon name="quote" size={14} />
          <span class="context-text" dir="auto">
            {quote}
          </span>
          <IconButton icon="close" label={t.value('removeQuote')} onClick={removeQuote} size={14} />
        </div>
      )}
      {attachments.map(({id, name}) => (
        <span key={id} class="chip">
          <Icon name="file" size={14} />
          {name}
          <IconButton
            icon="close"
            label={t.value('removeAttachment', {name})}
            onClick={() => removeAttachment(id)}
            size={14}
          />
        </span>
      ))}
      {tags.map((tag) => (
        <span key={tag.id} class="chip">
          @{tag.text}
        </span>
      ))}
      {tool ? (
        <span class="chip">
          <NamedIcon name={tool.icon} size={14} />
          {tool.shortLabel ?? tool.label}
          <IconButton
            icon="close"
            label={t.value('removeTool', {name: tool.label})}
            onClick={() => selectTool(null)}
            size={14}
          />
        </span>
      ) : null}
    </div>
  )
})
