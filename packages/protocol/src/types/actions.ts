/** Something the reader did in a widget. The payload comes from a browser: treat it as untrusted input. */
export interface Action<Type extends string = string, Payload = unknown> {
  type: Type
  /** Default `null`. */
  payload?: Payload
}

/** An action as a widget declares it (openai-chatkit 1.6.5, actions.py). */
export interface ActionConfig<Type extends string = string, Payload = unknown> extends Action<Type, Payload> {
  /** Who handles it. Default `'server'`. */
  handler?: 'server' | 'client'
  /** What looks busy meanwhile; `'auto'` depends on where the action is bound. Default `'auto'`. */
  loadingBehavior?: 'auto' | 'none' | 'self' | 'container'
  /** `false` sends `threads.sync_custom_action`, which is allowed while an answer streams. Default `true`. */
  streaming?: boolean
}
