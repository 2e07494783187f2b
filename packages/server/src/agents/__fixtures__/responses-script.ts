/**
 * Events of the Responses API as it sends them. Each function gives those of one output item; {@link response} puts items together.
 */
type OutputItem = (index: number) => {events: object[]; final: object}

export function response(...items: OutputItem[]): object[] {
  const output = items.map((item, index) => item(index))
  const usage = {input_tokens: 1, output_tokens: 1, total_tokens: 2}
  return [
    {type: 'response.created', response: {id: 'resp_1', status: 'in_progress', output: []}},
    ...output.flatMap(({events}) => events),
    {
      type: 'response.completed',
      response: {id: 'resp_1', status: 'completed', output: output.map(({final}) => final), usage},
    },
  ]
}

/** The same items, their events taken in turn, as when the model works on all at once. */
export function interleaved(...items: OutputItem[]): object[] {
  const output = items.map((item, index) => item(index))
  const longest = Math.max(...output.map(({events}) => events.length))
  const turns = Array.from({length: longest}, (_, at) => output.map(({events}) => events.slice(at, at + 1)))
  const [created, ...rest] = response(...items)
  return [created ?? {}, ...turns.flat(2), ...rest.slice(-1)]
}

export interface TextPart {
  deltas: string[]
  annotations?: object[]
}

export function text(id: string, ...deltas: string[]): OutputItem {
  return message(id, {deltas})
}

export function message(id: string, ...parts: (TextPart | {refusal: string})[]): OutputItem {
  return (outputIndex) => {
    const content = parts.map(toContent)
    const item = {type: 'message', id, role: 'assistant', status: 'completed', content}
    const events: object[] = []
    for (const [index, part] of parts.entries()) {
      const event = eventsAt({item_id: id, output_index: outputIndex, content_index: index})
      if ('refusal' in part) {
        events.push(event('content_part.added', {part: {type: 'refusal', refusal: ''}}))
        events.push(event('refusal.delta', {delta: part.refusal}), event('refusal.done', {refusal: part.refusal}))
      } else {
        events.push(event('content_part.added', {part: {type: 'output_text', text: '', annotations: []}}))
        for (const delta of part.deltas) events.push(event('output_text.delta', {delta}))
        for (const [place, annotation] of (part.annotations ?? []).entries())
          events.push(event('output_text.annotation.added', {annotation_index: place, annotation}))
        events.push(event('output_text.done', {text: part.deltas.join('')}))
      }
      events.push(event('content_part.done', {part: content[index]}))
    }
    return {events: wrap(outputIndex, {...item, content: [], status: 'in_progress'}, events, item), final: item}
  }
}

function toContent(part: TextPart | {refusal: string}): object {
  if ('refusal' in part) return {type: 'refusal', refusal: part.refusal}
  return {type: 'output_text', text: part.deltas.join(''), annotations: part.annotations ?? []}
}

/** Summaries, each of some deltas. */
export function reasoning(id: string, ...summaries: string[][]): OutputItem {
  return (outputIndex) => {
    const summary = summaries.map((deltas) => ({type: 'summary_text', text: deltas.join('')}))
    const item = {type: 'reasoning', id, summary}
    const events: object[] = []
    for (const [index, deltas] of summaries.entries()) {
      const event = eventsAt({item_id: id, output_index: outputIndex, summary_index: index})
      for (const delta of deltas) events.push(event('reasoning_summary_text.delta', {delta}))
      events.push(event('reasoning_summary_text.done', {text: deltas.join('')}))
    }
    return {events: wrap(outputIndex, {...item, summary: []}, events, item), final: item}
  }
}

/** An image: its partial ones, and what comes of it (null = nothing). */
export function image(id: string, partials: string[], result: string | null): OutputItem {
  return (outputIndex) => {
    const item = {type: 'image_generation_call', id, status: result === null ? 'failed' : 'completed', result}
    const events = partials.map((base64, index) => ({
      type: 'response.image_generation_call.partial_image',
      item_id: id,
      output_index: outputIndex,
      partial_image_index: index,
      partial_image_b64: base64,
    }))
    return {events: wrap(outputIndex, {...item, status: 'in_progress', result: null}, events, item), final: item}
  }
}

export function functionCall(id: string, callId: string, name: string, args: object): OutputItem {
  return (outputIndex) => {
    const json = JSON.stringify(args)
    const item = {type: 'function_call', id, call_id: callId, name, arguments: json, status: 'completed'}
    const events = [
      {type: 'response.function_call_arguments.delta', item_id: id, output_index: outputIndex, delta: json},
      {type: 'response.function_call_arguments.done', item_id: id, output_index: outputIndex, arguments: json},
    ]
    return {events: wrap(outputIndex, {...item, arguments: '', status: 'in_progress'}, events, item), final: item}
  }
}

function eventsAt(place: object): (name: string, fields: object) => object {
  return (name, fields) => ({type: `response.${name}`, ...place, ...fields})
}

function wrap(outputIndex: number, before: object, events: object[], after: object): object[] {
  return [
    {type: 'response.output_item.added', output_index: outputIndex, item: before},
    ...events,
    {type: 'response.output_item.done', output_index: outputIndex, item: after},
  ]
}
