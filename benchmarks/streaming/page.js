/** Runs in the browser: an element whose server is a function of this page, which sends an answer at a steady rate. */
import './element/define.js'

const TICK_MS = 10
const NOW = '2026-01-01T00:00:00Z'
const THREAD = {
  id: 'thr_1',
  created_at: NOW,
  status: {type: 'active'},
  metadata: {},
  items: {data: [], has_more: false},
}
const UPDATE = {type: 'thread.item.updated', item_id: 'msg_1'}

const answerItem = (text) => ({
  type: 'assistant_message',
  id: 'msg_1',
  thread_id: THREAD.id,
  created_at: NOW,
  content: [{type: 'output_text', text, annotations: []}],
})

const delta = (token) => ({
  ...UPDATE,
  update: {type: 'assistant_message.content_part.text_delta', content_index: 0, delta: token},
})

/** Sends what is due by the clock, so that a busy page does not slow the answer down. */
function stream(tokens, rate) {
  const encoder = new TextEncoder()
  const write = (controller, events) =>
    controller.enqueue(encoder.encode(events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('')))
  return new ReadableStream({
    start(controller) {
      write(controller, [
        {type: 'thread.created', thread: THREAD},
        {type: 'thread.item.added', item: answerItem('')},
      ])
      const started = performance.now()
      let sent = 0
      const timer = setInterval(() => {
        const due = Math.min(tokens.length, Math.ceil(((performance.now() - started) * rate) / 1000))
        if (due > sent) write(controller, tokens.slice(sent, due).map(delta))
        sent = due
        if (sent < tokens.length) return
        clearInterval(timer)
        write(controller, [{type: 'thread.item.done', item: answerItem(tokens.join(''))}])
        controller.close()
      }, TICK_MS)
    },
  })
}

/** Shows an answer in a new element. Resolves once all of it is there, with the length of the text that is shown. */
globalThis.showAnswer = async (tokens, rate) => {
  const element = document.createElement('openai-chatkit')
  const over = new Promise((resolve) => element.addEventListener('chatkit.response.end', resolve))
  const ready = new Promise((resolve) => element.addEventListener('chatkit.ready', resolve))
  const fetch = async () => new Response(stream(tokens, rate), {headers: {'Content-Type': 'text/event-stream'}})
  element.setOptions({api: {url: '/chatkit', domainKey: 'local', fetch}})
  document.body.replaceChildren(element)
  await ready
  await element.sendUserMessage({text: 'Go on.'})
  await over
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)))
  return element.shadowRoot.querySelector('.md')?.textContent.length ?? 0
}
