import {ChatKitElement} from './chat-element.ts'

export const TAG_NAME = 'openai-chatkit'

// Loaded twice, or beside another element of this name: the first one stays.
if (typeof customElements !== 'undefined' && !customElements.get(TAG_NAME))
  customElements.define(TAG_NAME, ChatKitElement)

export {ChatKitElement}
