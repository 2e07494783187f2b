import type {ThreadMetadata} from 'chatkit-protocol'
import {useEffect, useRef, useState} from 'preact/hooks'
import {historyRowAria} from '../aria.ts'
import {isSendKey} from '../composer/keys.ts'
import {IconButton} from '../IconButton.tsx'
import {useController} from '../scope.ts'
import {observe} from '../observe.tsx'

interface EditProps {
  title: string
  onSave: (title: string) => void
  onCancel: () => void
}

const RenameForm = observe(({title, onSave, onCancel}: EditProps) => {
  const {t} = useController()
  const ref = useRef<HTMLInputElement>(null)
  useEffect(() => {
    ref.current?.focus()
    ref.current?.select()
  }, [])
  const save = () => {
    const next = ref.current?.value.trim() ?? ''
    if (next === '' || next === title) onCancel()
    else onSave(next)
  }
  return (
    <form
      class="row-edit"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
      onKeyDown={(event) => {
        // Within an input method Enter and Escape belong to it.
        if (event.key === 'Enter' && !isSendKey(event)) event.preventDefault()
        if (event.key !== 'Escape' || event.isComposing) return
        event.stopPropagation()
        onCancel()
      }}
    >
      <input ref={ref} class="row-input" defaultValue={title} aria-label={t.value('renameField')} dir="auto" />
      <button type="submit" class="button">
        {t.value('save')}
      </button>
      <button type="button" class="button" onClick={onCancel}>
        {t.value('cancel')}
      </button>
    </form>
  )
})

const DeleteForm = observe(({onDelete, onCancel}: {onDelete: () => void; onCancel: () => void}) => {
  const {t} = useController()
  const ref = useRef<HTMLButtonElement>(null)
  useEffect(() => ref.current?.focus(), [])
  return (
    <div
      class="row-edit"
      role="alertdialog"
      aria-label={t.value('removeConfirm')}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onCancel()
      }}
    >
      <span class="row-question">{t.value('removeConfirm')}</span>
      <button type="button" class="button danger" onClick={onDelete}>
        {t.value('removeYes')}
      </button>
      <button type="button" class="button" ref={ref} onClick={onCancel}>
        {t.value('cancel')}
      </button>
    </div>
  )
})

/** A past chat: opens on click; its title can be changed, and it can be deleted after a question. */
export const ThreadRow = observe(({thread}: {thread: ThreadMetadata}) => {
  const {chat, options, t, openThread, hideHistory, renameThread, removeThread, announcement} = useController()
  const [mode, setMode] = useState<'row' | 'rename' | 'delete'>('row')
  const open = useRef<HTMLButtonElement>(null)
  const {showRename, showDelete} = options.value.history
  const title = thread.title ?? t.value('untitled')
  const leave = () => {
    setMode('row')
    // The row is painted first; then it can take the focus back.
    requestAnimationFrame(() => open.current?.focus())
  }
  const attempt = (work: Promise<void>) => {
    leave()
    work.catch(() => {
      announcement.value = t.peek()('errorServer')
    })
  }
  if (mode === 'rename') {
    return <RenameForm title={title} onCancel={leave} onSave={(next) => attempt(renameThread(thread.id, next))} />
  }
  if (mode === 'delete') return <DeleteForm onCancel={leave} onDelete={() => attempt(removeThread(thread.id))} />
  return (
    <div class="row">
      <button
        type="button"
        class="row-open"
        ref={open}
        dir="auto"
        onClick={() => {
          hideHistory()
          if (chat.peek().thread?.id !== thread.id) void openThread(thread.id)
        }}
        {...historyRowAria(chat.value.thread?.id === thread.id)}
      >
        {title}
      </button>
      {showRename ? (
        <IconButton icon="rename" label={t.value('rename', {title})} onClick={() => setMode('rename')} />
      ) : null}
      {showDelete ? (
        <IconButton icon="remove" label={t.value('remove', {title})} onClick={() => setMode('delete')} />
      ) : null}
    </div>
  )
})
