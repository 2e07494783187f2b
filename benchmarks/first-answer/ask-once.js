/**
 * One reader's first question: session, then a new thread.
 *
 * @param {string} backendUrl
 * @param {string} question
 * @returns {Promise<{session: number, firstEvent: number, firstText: number, whole: number, citations: number}>}
 *   milliseconds from the start of the request in question
 */
export async function askOnce(backendUrl, question) {
  const sessionStarted = performance.now()
  const reply = await fetch(`${backendUrl}/api/chatkit/session`, {
    method: 'POST',
    headers: {'content-type': 'application/json'},
    body: '{}',
  })
  if (!reply.ok) throw new Error(`The session request answered ${reply.status}: ${await reply.text()}`)
  const {client_secret: secret} = await reply.json()
  const session = performance.now() - sessionStarted

  const started = performance.now()
  const response = await fetch(`${backendUrl}/chatkit`, {
    method: 'POST',
    headers: {'content-type': 'application/json', authorization: `Bearer ${secret}`},
    body: JSON.stringify({
      type: 'threads.create',
      params: {input: {content: [{type: 'input_text', text: question}], attachments: [], inference_options: {}}},
    }),
  })
  if (!response.ok) throw new Error(`The question answered ${response.status}: ${await response.text()}`)

  const times = {session, firstEvent: NaN, firstText: NaN, whole: NaN, citations: 0}
  let text = ''
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    const now = performance.now() - started
    text += chunk
    if (Number.isNaN(times.firstEvent)) times.firstEvent = now
    if (Number.isNaN(times.firstText) && text.includes('content_part.text_delta')) times.firstText = now
  }
  times.whole = performance.now() - started
  times.citations = text.split('content_part.annotation_added').length - 1
  if (Number.isNaN(times.firstText)) throw new Error(`No text came for "${question}": ${text.slice(0, 500)}`)
  return times
}
