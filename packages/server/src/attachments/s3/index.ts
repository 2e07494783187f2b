export {S3ByteStore} from './s3-byte-store.ts'
export type {S3ByteStoreOptions} from './s3-byte-store.ts'
export type {S3Credentials, S3Options} from './s3-client.ts'
