// For people who accept files
export {Attachments, DEFAULT_ACCEPT} from './attachments.ts'
export type {AttachmentsOptions} from './attachments.ts'
export {createAttachmentHandler} from './create-attachment-handler.ts'
export type {AttachmentHandlerOptions} from './create-attachment-handler.ts'
export {DEFAULT_ATTACHMENT_LIMITS} from './limits.ts'
export type {AttachmentLimits} from './limits.ts'
export type {SweepOptions, SweepResult} from './sweep.ts'
export {MemoryByteStore} from './memory-byte-store.ts'

// For people who write an attachment store or a store of bytes
export {isKey} from './byte-store.ts'
export type {ByteStore, ListedBytes, PutOptions, PutResult, StoredBytes} from './byte-store.ts'
export {readFilePart} from './multipart.ts'
export type {FilePart} from './multipart.ts'
export {withoutDescriptor} from './without-descriptor.ts'
