import {Markdown} from '../markdown/index.ts'
import {useController} from './scope.ts'
import {observe} from './observe.tsx'

/** One muted line under the composer. */
export const Disclaimer = observe(() => {
  const {disclaimer} = useController().options.value
  if (!disclaimer) return null
  return (
    <div class="disclaimer" data-strong={disclaimer.highContrast}>
      <Markdown text={disclaimer.text} />
    </div>
  )
})
