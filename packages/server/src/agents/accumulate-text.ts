import type {RunEvent} from './run-event.ts'

/** A Text or Markdown widget, or anything with its fields. */
export interface TextWidget {
  type: 'Text' | 'Markdown'
  value: string
  streaming?: boolean
}

/**
 * A model's text as the states of one Text or Markdown widget: first `base`, then a copy with all the text so far for each delta, at last
 * one that no longer streams. Put the states into a Card for `streamWidget`. What else happens in the run is not looked at.
 *
 * Source: openai-chatkit 1.6.5, agents.py `accumulate_text`.
 */
export async function* accumulateText<Widget extends TextWidget>(
  events: AsyncIterable<RunEvent>,
  base: Widget,
): AsyncGenerator<Widget, void, undefined> {
  let value = ''
  yield base
  for await (const event of events) {
    // Every model sends text in this shape; a Responses model a second time raw.
    if (event.type !== 'raw_model_stream_event' || event.data.type !== 'output_text_delta') continue
    value += event.data.delta ?? ''
    yield {...base, value}
  }
  yield {...base, value, streaming: false}
}
