export {toNodeListener} from './to-node-listener.ts'
export type {NodeConnection, NodeListener, NodeListenerOptions, WebHandler} from './to-node-listener.ts'
export type {NodeRequest, NodeResponse} from './node-types.ts'
