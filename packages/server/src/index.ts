// For people who write a server
export {ChatKitServer} from './server.ts'
export type {AudioInput, ChatKitServerOptions, HookOptions} from './server.ts'
export {ChatKitError, CustomStreamError, NotFoundError, StreamError} from './errors.ts'
export type {ChatKitErrorOptions, ErrorCode} from './errors.ts'
export {MemoryStore} from './stores/memory/memory-store.ts'
export type {MemoryStoreOptions} from './stores/memory/memory-store.ts'
export {DEFAULT_LIMITS} from './limits.ts'
export type {Limits} from './limits.ts'
export type {TurnPolicy} from './turns.ts'
export type {ErrorInfo, ReportError} from './report.ts'

// For people who write a store or an adapter
export {generateId} from './ids.ts'
export type {IdKind} from './ids.ts'
export type {ItemIdKind, PageQuery, SortOrder, Store} from './store.ts'
export type {AttachmentStore} from './attachment-store.ts'
export type {JsonResult, ProcessOptions, ProcessResult, StreamResult} from './process.ts'
export {ERROR_STATUS} from './errors.ts'
