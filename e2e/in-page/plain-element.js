/**
 * An `<openai-chatkit>` that is not the bundled one: the part of the published surface that the bindings and the widget use, drawn as plain
 * text. All that it says and hears goes through `options.api.fetch`, and it knows nothing of what our server and transport can do beside
 * ChatKit's protocol: no runs, no keys, no status line. As OpenAI's does, it refuses what comes while it loads a thread or is being answered,
 * and it has no shadow root that others could look into.
 */
customElements.define(
  'openai-chatkit',
  class extends HTMLElement {
    #options
    #threadId = null
    #items = new Map()
    /** Ends the answer that is arriving. */
    #answering = null
    #isLoading = false
    #transcript = create('div', {role: 'region', 'aria-label': 'Conversation', 'aria-busy': 'false'})
    #alert = create('p', {role: 'alert', hidden: ''})
    #field = create('textarea', {'aria-label': 'Message'})
    #stop = create('button', {type: 'button', hidden: ''}, 'Stop')
    #send = create('button', {type: 'submit'}, 'Send')

    setOptions(options) {
      const isFirst = this.#options === undefined
      this.#options = options
      if (!isFirst) return
      this.#draw()
      this.#threadId = options.initialThread ?? null
      if (this.#threadId !== null) void this.#load()
      setTimeout(() => this.#fire('ready'))
    }

    async focusComposer() {
      this.#field.focus()
    }

    async setComposerValue({text}) {
      if (text !== undefined) this.#field.value = text
    }

    async sendUserMessage({text, reply}) {
      this.#refuseIfBusy()
      const content = [{type: 'input_text', text}]
      const input = {content, attachments: [], quoted_text: reply ?? null, inference_options: {}}
      const threadId = this.#threadId
      void this.#ask(
        threadId === null
          ? {type: 'threads.create', params: {input}}
          : {type: 'threads.add_user_message', params: {input, thread_id: threadId}},
      )
    }

    async setThreadId(threadId) {
      this.#refuseIfBusy()
      this.#enter(threadId)
      this.#items.clear()
      if (threadId === null) this.#show()
      else await this.#load()
    }

    async fetchUpdates() {
      this.#refuseIfBusy()
      if (this.#threadId !== null) await this.#load()
    }

    async hideHistory() {}

    #draw() {
      const form = create('form', {})
      form.append(this.#field, this.#send, this.#stop)
      form.addEventListener('submit', (event) => {
        event.preventDefault()
        const text = this.#field.value.trim()
        if (text === '' || this.#isBusy) return
        this.#field.value = ''
        void this.sendUserMessage({text})
      })
      this.#field.addEventListener('keydown', (event) => {
        if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
        event.preventDefault()
        form.requestSubmit()
      })
      this.#stop.addEventListener('click', () => this.#answering?.abort())
      const close = create('button', {type: 'button'}, 'Close')
      close.addEventListener('click', () => this.#options.header?.rightAction?.onClick())
      this.style.cssText = 'display: flex; flex-direction: column; height: 100%; padding: 8px; gap: 8px'
      this.#transcript.style.cssText = 'flex: 1; overflow: auto; white-space: pre-wrap'
      this.append(close, this.#transcript, this.#alert, form)
    }

    get #isBusy() {
      return this.#isLoading || this.#answering !== null
    }

    #refuseIfBusy() {
      if (this.#isBusy) throw new Error('A thread is being loaded or answered.')
    }

    #enter(threadId) {
      if (threadId === this.#threadId) return
      this.#threadId = threadId
      this.#fire('thread.change', {threadId})
    }

    async #load() {
      const threadId = this.#threadId
      this.#isLoading = true
      this.#fire('thread.load.start', {threadId})
      try {
        const response = await this.#post({type: 'threads.get_by_id', params: {thread_id: threadId}})
        const {items} = await response.json()
        this.#items = new Map(items.data.map((item) => [item.id, item]))
      } catch (error) {
        this.#fail(error)
      }
      this.#isLoading = false
      this.#show()
      this.#fire('thread.load.end', {threadId})
    }

    async #ask(operation) {
      const answering = new AbortController()
      this.#answering = answering
      this.#alert.hidden = true
      this.#fire('response.start')
      this.#show()
      try {
        const response = await this.#post(operation, answering.signal)
        for await (const event of readEvents(response.body)) {
          this.#take(event)
          this.#show()
        }
      } catch (error) {
        if (!answering.signal.aborted) this.#fail(error)
      }
      this.#answering = null
      this.#show()
      this.#fire('response.end')
    }

    async #post(operation, signal) {
      const {url, fetch} = this.#options.api
      const accept = signal === undefined ? 'application/json' : 'text/event-stream'
      const headers = {'content-type': 'application/json', accept, 'chatkit-frame-instance-id': 'plain'}
      const body = JSON.stringify(operation)
      const response = await fetch(url, {method: 'POST', headers, body, ...(signal && {signal})})
      if (!response.ok) throw new Error(`The server answered ${response.status}.`)
      return response
    }

    #take(event) {
      if (event.type === 'thread.created') this.#enter(event.thread.id)
      else if (event.type === 'thread.item.removed') this.#items.delete(event.item_id)
      else if (event.type === 'thread.item.updated') update(this.#items.get(event.item_id), event.update)
      else if ('item' in event) this.#items.set(event.item.id, event.item)
      else if (event.type === 'error') this.#fail(new Error(event.message ?? event.code))
    }

    #show() {
      const parts = {user_message: 'user-message', assistant_message: 'assistant-message'}
      const messages = [...this.#items.values()].filter(({type}) => type in parts)
      this.#transcript.replaceChildren(
        ...messages.map(({type, content}) =>
          create('p', {part: parts[type]}, content.map(({text}) => text).join('\n')),
        ),
      )
      this.#transcript.setAttribute('aria-busy', String(this.#isBusy))
      this.#stop.hidden = this.#answering === null
    }

    #fail(error) {
      this.#alert.textContent = error.message
      this.#alert.hidden = false
      this.#fire('error', {error})
    }

    #fire(name, detail = {}) {
      this.dispatchEvent(new CustomEvent(`chatkit.${name}`, {detail, bubbles: true, composed: true}))
    }
  },
)

function create(name, attributes, text = '') {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.textContent = text
  return element
}

/** What an update makes of a message; those of other items are not shown. */
function update(item, {type, content_index: index, content, delta}) {
  if (item?.type !== 'assistant_message') return
  if (type === 'assistant_message.content_part.text_delta') item.content[index].text += delta
  else if (content !== undefined) item.content[index] = content
}

/** The events of a stream: each is one `data:` line, and an empty line ends it. */
async function* readEvents(body) {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  for (;;) {
    const {done, value} = await reader.read()
    if (done) return
    rest += decoder.decode(value, {stream: true})
    const events = rest.split('\n\n')
    rest = events.pop()
    for (const event of events) {
      if (event.startsWith('data: ')) yield JSON.parse(event.slice('data: '.length))
    }
  }
}
