/**
 * Writes out what a scenario's model says as the events of a stream, in the dialect it speaks.
 *
 * Responses: a list of output items, `{message, parts}`, `{reasoning, summaries}`, `{image, partial, result}` and
 * `{call, call_id, name, arguments}`, where the first names the item's id; `{events}` is events as they are. With `interleaved`, the
 * items' events are taken in turn. A part of a message is `{text, annotations}` or `{refusal}`; with `announced: false` its annotations
 * come with the finished message only. Chat completions: the deltas of the chunks.
 *
 * @param {'responses' | 'chat'} dialect
 * @param {object[] | {items: object[], interleaved?: boolean, break?: boolean}} reply
 * @returns {object[]}
 */
export function eventsOf(dialect, reply) {
  const {items, interleaved = false} = Array.isArray(reply) ? {items: reply} : reply
  return dialect === 'chat' ? toChunks(items) : toResponse(items.map(toOutput), interleaved, reply.break === true)
}

function toChunks(deltas) {
  const chunk = (delta, finish) => ({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'test-model',
    choices: [{index: 0, delta, finish_reason: finish}],
  })
  const finish = deltas.some((delta) => delta.tool_calls) ? 'tool_calls' : 'stop'
  return [...deltas.map((delta) => chunk(delta, null)), chunk({}, finish)]
}

function toResponse(outputs, interleaved, breaks) {
  const shared = {id: 'resp_1', object: 'response', created_at: 1, model: 'test-model', parallel_tool_calls: true}
  const rest = {...shared, tools: [], tool_choice: 'auto'}
  const details = {input_tokens_details: {cached_tokens: 0}, output_tokens_details: {reasoning_tokens: 0}}
  const usage = {input_tokens: 1, output_tokens: 1, total_tokens: 2, ...details}
  const output = outputs.flatMap(({final}) => (final === undefined ? [] : [final]))
  const events = [
    {type: 'response.created', response: {...rest, status: 'in_progress', output: []}},
    ...(interleaved ? inTurn(outputs) : outputs.flatMap((one) => one.events)),
    ...(breaks ? [] : [{type: 'response.completed', response: {...rest, status: 'completed', output, usage}}]),
  ]
  return events.map((event, index) => Object.assign({}, event, {sequence_number: index}))
}

function inTurn(outputs) {
  const longest = Math.max(...outputs.map(({events}) => events.length))
  return Array.from({length: longest}, (_, at) => outputs.flatMap(({events}) => events.slice(at, at + 1))).flat()
}

function toOutput(item, index) {
  if (item.message !== undefined) return toMessage(item, index)
  if (item.reasoning !== undefined) return toReasoning(item, index)
  if (item.image !== undefined) return toImage(item, index)
  if (item.call !== undefined) return toCall(item, index)
  return {events: item.events}
}

function toMessage({message: id, parts}, outputIndex) {
  const content = parts.map(({text, refusal, annotations = []}) =>
    text === undefined
      ? {type: 'refusal', refusal}
      : {type: 'output_text', text: text.join(''), annotations, logprobs: []},
  )
  const item = {type: 'message', id, role: 'assistant', status: 'completed', content}
  const events = parts.flatMap((part, index) => {
    const at = eventAt({item_id: id, output_index: outputIndex, content_index: index})
    const final = content[index]
    return [
      at('content_part.added', {part: empty(final)}),
      ...(part.text === undefined ? refusalEvents(part, at) : textEvents(part, at)),
      at('content_part.done', {part: final}),
    ]
  })
  return framed(outputIndex, {...item, content: [], status: 'in_progress'}, events, item)
}

const empty = ({type}) => (type === 'refusal' ? {type, refusal: ''} : {type, text: '', annotations: [], logprobs: []})

function textEvents({text, annotations = [], announced = true}, at) {
  return [
    ...text.map((delta) => at('output_text.delta', {delta, logprobs: []})),
    ...(announced ? annotations : []).map((annotation, index) =>
      at('output_text.annotation.added', {annotation_index: index, annotation}),
    ),
    at('output_text.done', {text: text.join(''), logprobs: []}),
  ]
}

const refusalEvents = ({refusal}, at) => [at('refusal.delta', {delta: refusal}), at('refusal.done', {refusal})]

function toReasoning({reasoning: id, summaries}, outputIndex) {
  const summary = summaries.map((deltas) => ({type: 'summary_text', text: deltas.join('')}))
  const item = {type: 'reasoning', id, summary}
  const events = summaries.flatMap((deltas, index) => {
    const at = eventAt({item_id: id, output_index: outputIndex, summary_index: index})
    return [
      ...deltas.map((delta) => at('reasoning_summary_text.delta', {delta})),
      at('reasoning_summary_text.done', {text: deltas.join('')}),
    ]
  })
  return framed(outputIndex, {...item, summary: []}, events, item)
}

function toImage({image: id, partial = [], result}, outputIndex) {
  const item = {type: 'image_generation_call', id, status: result === null ? 'failed' : 'completed', result}
  const at = eventAt({item_id: id, output_index: outputIndex})
  const events = partial.map((base64, index) =>
    at('image_generation_call.partial_image', {partial_image_index: index, partial_image_b64: base64}),
  )
  return framed(outputIndex, {...item, status: 'in_progress', result: null}, events, item)
}

function toCall({call: id, call_id: callId, name, arguments: args = {}}, outputIndex) {
  const json = JSON.stringify(args)
  const item = {type: 'function_call', id, call_id: callId, name, arguments: json, status: 'completed'}
  const at = eventAt({item_id: id, output_index: outputIndex})
  const events = [
    at('function_call_arguments.delta', {delta: json}),
    at('function_call_arguments.done', {arguments: json, name}),
  ]
  return framed(outputIndex, {...item, arguments: '', status: 'in_progress'}, events, item)
}

function framed(outputIndex, before, events, after) {
  return {
    events: [
      {type: 'response.output_item.added', output_index: outputIndex, item: before},
      ...events,
      {type: 'response.output_item.done', output_index: outputIndex, item: after},
    ],
    final: after,
  }
}

const eventAt = (place) => (name, fields) => ({type: `response.${name}`, ...place, ...fields})
