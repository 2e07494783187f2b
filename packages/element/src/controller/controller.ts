import type {Attachment, FeedbackKind} from 'chatkit-protocol'
import {isRunning} from '../state/select.ts'
import type {Draft, RetryAct} from '../state/types.ts'
import {createContext, type Context, type ContextInit, type CustomAction, emptyComposer} from './context.ts'
import {toError} from './failure.ts'
import {loadLater} from './load-later.ts'
import {completeContent, draftOf, type LooseContent, unqueue} from './message.ts'
import {createThreads} from './threads.ts'
import {createTurns} from './turns.ts'

export interface MessageParams {
  text?: string
  content?: readonly LooseContent[]
  reply?: string
  attachments?: readonly Attachment[]
  newThread?: boolean
  toolChoice?: {id: string}
  model?: string
}

export interface ComposerParams extends Pick<MessageParams, 'text' | 'content' | 'reply' | 'attachments'> {
  selectedToolId?: string | null
  selectedModelId?: string
}

/** Every act of the reader and of the page, as one function each. */
export interface Controller extends Pick<
  Context,
  'chat' | 'composer' | 'history' | 'ratings' | 'status' | 'announcement' | 'options' | 't' | 'emit'
> {
  setText: (text: string) => void
  removeQuote: () => void
  removeAttachment: (id: string) => void
  selectTool: (toolId: string | null) => void
  setComposer: (params: ComposerParams) => void
  /** Sends what is in the composer, once what was asked before is answered. */
  submit: () => void
  /** Takes a message out of the queue, back into the composer. */
  unqueue: (index: number) => void
  sendMessage: (params: MessageParams) => Promise<void>
  stop: () => void
  retry: (act: RetryAct) => void
  rate: (itemIds: readonly string[], kind: FeedbackKind) => void
  openThread: (threadId: string | null) => Promise<void>
  loadOlder: () => void
  sync: () => Promise<void>
  sendAction: (action: CustomAction, itemId?: string) => Promise<void>
  showHistory: () => void
  hideHistory: () => void
  reloadHistory: () => void
  renameThread: (threadId: string, title: string) => Promise<void>
  removeThread: (threadId: string) => Promise<void>
  dismissNotice: (index: number) => void
  /** Says something in place of "Thinking…" while an answer is awaited; null to say nothing. */
  setStatus: (text: string | null) => void
  /** Leaves running requests; the state stays, for when the element is put back. */
  detach: () => void
}

/** Joins the state with its effects. The view calls these functions and reads the signals, and does nothing else. */
export function createController(init: ContextInit): Controller {
  const context = createContext(init)
  const {chat, composer, history, ratings, emit} = context
  const turns = createTurns(context)
  const threads = createThreads(context)
  let idle: Promise<void> = Promise.resolve()

  const announce = () => {
    const state = chat.peek()
    loadLater().then(
      ({announceAnswer}) => {
        if (chat.peek() === state) announceAnswer(context)
      },
      () => {},
    )
  }

  /** Sends what was asked first of all that waits. */
  const sendNext = () => {
    const [next, ...queue] = composer.peek().queue
    const draft = next && draftOf(next)
    if (!draft || !isOpen()) return
    composer.value = {...composer.peek(), queue}
    start(draft)
  }

  const isOpen = () => (chat.peek().thread?.status.type ?? 'active') === 'active'

  /** Keeps the promise of the running turn. What waits goes on once it is over, unless the reader is asked to try that again first. */
  const track = (turn: Promise<void>): Promise<void> => {
    const tracked = turn.then(() => {
      if (isRunning(chat.peek()) || chat.peek().phase === 'loading') return
      announce()
      if (!chat.peek().error?.retry) sendNext()
    })
    idle = tracked.catch((error: unknown) => emit('chatkit.error', {error: toError(error)}))
    return tracked
  }

  const start = (draft: Draft) => void track(turns.send(draft))

  const retry = (act: RetryAct) => {
    if (act.kind === 'load') void openThread(act.threadId)
    else void track(turns.retry(act))
  }

  const selectTool = (toolId: string | null) => {
    if (composer.peek().toolId === toolId) return
    composer.value = {...composer.peek(), toolId}
    emit('chatkit.tool.change', {toolId})
  }

  const clearComposer = () => {
    const {toolId, modelId, queue} = composer.peek()
    const persistent = context.options.peek().composer.tools.some((tool) => tool.id === toolId && tool.persistent)
    composer.value = {...emptyComposer, toolId, modelId, queue}
    if (!persistent) selectTool(null)
  }

  const submit = () => {
    const {queue, ...written} = composer.peek()
    if (!draftOf(written) || !isOpen()) return
    composer.value = {...composer.peek(), queue: [...queue, written]}
    clearComposer()
    const {phase, error} = chat.peek()
    // In their order: in a thread of its own the later question would leave a former one behind that has perhaps arrived.
    if (error?.retry?.kind === 'resend') retry(error.retry)
    else if (phase === 'idle') sendNext()
  }

  const openThread = (threadId: string | null): Promise<void> => {
    turns.detach()
    // What waits was meant for the conversation that is left.
    for (let index = composer.peek().queue.length; index > 0; index--)
      composer.value = unqueue(composer.peek(), index - 1)
    const opened = threads.open(threadId).then((runId) => {
      if (runId !== null) void track(turns.follow(runId))
      else if (composer.peek().queue.length > 0 && chat.peek().phase === 'idle') sendNext()
      else void track(turns.resume())
    })
    idle = opened
    return opened
  }

  const hideHistory = () => {
    if (!history.peek().open) return
    history.value = {...history.peek(), open: false}
    emit('chatkit.history.close', undefined)
  }

  return {
    ...context,
    setText(text) {
      composer.value = {...composer.peek(), text}
    },
    removeQuote() {
      composer.value = {...composer.peek(), quote: null}
    },
    removeAttachment(id) {
      const attachments = composer.peek().attachments.filter((attachment) => attachment.id !== id)
      composer.value = {...composer.peek(), attachments}
    },
    selectTool,
    setComposer({text, content, reply, attachments, selectedToolId, selectedModelId}) {
      const parts = content ? completeContent(content) : null
      const typed = parts?.flatMap((part) => (part.type === 'input_text' ? [part.text] : [])).join('') ?? text
      composer.value = {
        ...composer.peek(),
        ...(typed === undefined ? {} : {text: typed}),
        ...(parts ? {tags: parts.filter((part) => part.type === 'input_tag')} : {}),
        ...(reply === undefined ? {} : {quote: reply === '' ? null : reply}),
        ...(attachments ? {attachments: [...attachments]} : {}),
        ...(selectedModelId === undefined ? {} : {modelId: selectedModelId}),
      }
      if (selectedToolId !== undefined) selectTool(selectedToolId)
    },
    submit,
    unqueue(index) {
      composer.value = unqueue(composer.peek(), index)
    },
    async sendMessage({text = '', content, reply, attachments = [], newThread = false, toolChoice, model}) {
      const draft = draftOf({
        ...emptyComposer,
        text,
        quote: reply ?? null,
        attachments,
        toolId: toolChoice?.id ?? null,
        modelId: model ?? null,
      })
      const full = content?.length ? {...(draft ?? emptyDraft()), content: completeContent(content)} : draft
      if (!full) throw new Error('sendUserMessage needs text, content or attachments.')
      // Whatever waited longer, such as a question in the composer, has begun a turn of its own by the time the last one ends.
      for (let turn; turn !== idle;) await (turn = idle)
      if (newThread) await openThread(null)
      start(full)
    },
    stop: turns.stop,
    retry,
    rate(itemIds, kind) {
      const threadId = chat.peek().thread?.id
      if (threadId === undefined) return
      const before = ratings.peek()
      ratings.value = new Map([...before, ...itemIds.map((id) => [id, kind] as const)])
      const params = {thread_id: threadId, item_ids: [...itemIds], kind}
      context
        .api()
        .call({type: 'items.feedback', params})
        .catch((error: unknown) => {
          ratings.value = before
          context.announcement.value = context.t.peek()('errorFeedback')
          emit('chatkit.error', {error: toError(error)})
        })
    },
    openThread,
    loadOlder: () => void threads.loadOlder(),
    async sync() {
      const runId = await threads.sync()
      if (runId !== null) void track(turns.follow(runId))
    },
    setStatus(text) {
      const {status, announcement} = context
      // What is said by now about an answer that came meanwhile stays.
      if (text !== null || announcement.peek() === status.peek()) announcement.value = text ?? ''
      status.value = text
    },
    sendAction: (action, itemId) => track(turns.act(action, itemId ?? null)),
    showHistory() {
      if (history.peek().open || !context.options.peek().history.enabled) return
      history.value = {...history.peek(), open: true}
      emit('chatkit.history.open', undefined)
      void threads.listThreads()
    },
    hideHistory,
    reloadHistory: () => void threads.listThreads(),
    renameThread: threads.rename,
    async removeThread(threadId) {
      await threads.remove(threadId)
      if (chat.peek().thread?.id === threadId) await openThread(null)
    },
    dismissNotice: (index) => context.dispatch({type: 'notice.dismissed', index}),
    detach() {
      turns.detach()
    },
  }
}

const emptyDraft = (): Draft => ({content: [], attachments: [], quoted_text: null, inference_options: {}})
