import {errorAria} from './aria.ts'
import {Icon} from './icons/Icon.tsx'
import {useController} from './scope.ts'
import {observe} from './observe.tsx'

/** An error in its place: an icon, one sentence, and the one thing to do. */
export const ErrorNote = observe(() => {
  const {chat, t, retry} = useController()
  const {error} = chat.value
  if (!error) return null
  const act = error.retry
  return (
    <div class="error" part="error" {...errorAria}>
      <Icon name="error" />
      <p dir="auto">{error.message ?? t.value('errorServer')}</p>
      {act ? (
        <button type="button" class="button" onClick={() => retry(act)}>
          {t.value('retry')}
        </button>
      ) : null}
    </div>
  )
})
