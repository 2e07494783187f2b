import {draftOf} from '../../controller/message.ts'
import {isRunning} from '../../state/select.ts'
import {lazy} from '../../part.tsx'
import {buttonAria} from '../aria.ts'
import {Icon} from '../icons/Icon.tsx'
import {useScope} from '../scope.ts'
import {Field} from './Field.tsx'
import {observe} from '../observe.tsx'

const Extras = lazy(async () => (await import('./Extras.tsx')).Extras)
export const Queue = lazy(async () => (await import('./Queue.tsx')).Queue)

/** Where the reader writes. Send and stop are one button in one place. */
export const Composer = observe(() => {
  const {controller, composerRef} = useScope()
  const {chat, composer, options, t, submit, stop} = controller
  const state = chat.value
  const {queue, toolId, quote, attachments, tags} = composer.value
  const status = state.thread?.status ?? {type: 'active'}
  if (status.type === 'closed') return <p class="closed">{status.reason ?? t.value('closed')}</p>
  const locked = status.type === 'locked'
  const {placeholder, tools} = options.value.composer
  const tool = tools.find((candidate) => candidate.id === toolId)
  const shown = locked
    ? (status.reason ?? t.value('locked'))
    : (tool?.placeholderOverride ?? placeholder ?? t.value('placeholder'))
  const running = isRunning(state)
  const stoppable = running && state.allowCancel
  const empty = draftOf(composer.value) === null
  return (
    <form
      class="composer"
      part="composer"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div class="field" data-disabled={locked}>
        <slot name="composer" />
        {quote !== null || tool || attachments.length > 0 || tags.length > 0 ? <Extras /> : null}
        <div class="line">
          <Field placeholder={shown} disabled={locked} />
          {stoppable ? (
            <button
              key="action"
              type="button"
              class="send"
              onClick={() => {
                stop()
                composerRef.current?.focus()
              }}
              title={t.value('stop')}
              {...buttonAria(t.value('stop'))}
            >
              <span class="stop-shape" />
            </button>
          ) : (
            <button
              key="action"
              type="submit"
              class="send"
              title={t.value('send')}
              {...buttonAria(t.value('send'), {disabled: empty || locked || running})}
            >
              <Icon name="send" size={18} />
            </button>
          )}
        </div>
      </div>
      {queue.length > 0 ? <Queue /> : null}
    </form>
  )
})
