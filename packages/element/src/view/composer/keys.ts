/** Code of a key that an input method handles, sent by browsers that do not set `isComposing` in time. */
const PROCESSED_BY_IME = 229

/** True for the Enter that sends: not with Shift, which breaks the line, and never the one that accepts an input method's word. */
export function isSendKey(event: KeyboardEvent): boolean {
  return event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== PROCESSED_BY_IME
}
