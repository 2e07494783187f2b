/** The events of a run, as far as they are looked at. Structural, so that two copies of the SDK cannot disagree. */
export type RunEvent =
  | {type: 'raw_model_stream_event'; data: ModelEvent; source?: string | undefined}
  | {type: 'run_item_stream_event'; name: string; item: unknown}
  | {type: 'agent_updated_stream_event'}

/** `StreamEvent` of the SDK, loosely: a custom Model may send less than the SDK's own ones do. */
export interface ModelEvent {
  type: 'response_started' | 'output_text_delta' | 'response_done' | 'model'
  delta?: string
  itemId?: string | undefined
  response?: unknown
  event?: unknown
  providerData?: Record<string, unknown> | undefined
}

/** A streamed run: what `run(agent, input, {stream: true})` of the SDK resolves with, or any events of that shape. */
export interface AgentRun extends AsyncIterable<RunEvent> {
  /** A `ReadableStream` of the events. Preferred to the iteration where there is one, because it can be left while the model is silent. */
  toStream?(): unknown
}
