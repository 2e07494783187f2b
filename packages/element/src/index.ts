export {ChatKitElement} from './chat-element.ts'
export {resolveOptions} from './options.ts'
export type {ResolvedOptions} from './options.ts'
export type {NavigateDetail} from './view/follow.ts'
