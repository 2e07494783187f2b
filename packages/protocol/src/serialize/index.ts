export {toWire} from './to-wire.ts'
export type {WireValue} from './to-wire.ts'
export {toClientEvent} from './events.ts'
export {isHiddenItem} from '../guards.ts'
