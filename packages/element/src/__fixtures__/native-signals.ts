import {setMaxListeners} from 'node:events'

/**
 * jsdom's `addEventListener` takes only jsdom's own AbortSignal, while the tests run with Node's, which `fetch` needs. Browsers
 * have one class for both. Import this before code that removes listeners by a signal.
 */
const {prototype} = EventTarget
// oxlint-disable-next-line typescript/unbound-method -- it is bound anew at each call below
const original = prototype.addEventListener

prototype.addEventListener = function addEventListener(this: EventTarget, type, listener, options) {
  if (typeof options !== 'object' || !options.signal) return original.call(this, type, listener, options)
  const {signal, ...rest} = options
  if (signal.aborted) return
  // The bindings hang all their listeners on one signal.
  setMaxListeners(0, signal)
  signal.addEventListener('abort', () => this.removeEventListener(type, listener, rest), {once: true})
  original.call(this, type, listener, rest)
}
