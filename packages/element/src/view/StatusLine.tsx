import type {ComponentChildren} from 'preact'
import {isRunning, isWriting} from '../state/select.ts'
import {NamedIcon} from './icons/NamedIcon.tsx'
import {useController} from './scope.ts'
import {observe} from './observe.tsx'

/** `Reading *Topics*…` with the starred words emphasised. Nothing else of Markdown is read here. */
function emphasise(text: string): ComponentChildren {
  return text.split(/\*([^*\n]+)\*/).map((piece, index) => (index % 2 === 1 ? <em key={index}>{piece}</em> : piece))
}

/** Says what is going on until text arrives. Painted with the reader's own message, so well within 150 ms of sending. */
export const StatusLine = observe(() => {
  const {chat, status, t} = useController()
  const state = chat.value
  const told = status.value
  if (!isRunning(state) || (isWriting(state) && !state.progress && told === null)) return null
  const first = state.phase === 'waiting'
  return (
    <p class="status" data-late={!first && !state.progress && told === null} dir="auto">
      {told === null && state.progress?.icon ? <NamedIcon name={state.progress.icon} /> : null}
      <span class="shimmer">{told ?? emphasise(state.progress?.text ?? t.value('thinking'))}</span>
    </p>
  )
})
