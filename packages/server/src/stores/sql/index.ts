export {SqlStore} from './sql-store.ts'
export type {SqlStoreOptions} from './sql-store.ts'
export {migrate} from './migrate.ts'
export type {ChatKitTables} from './schema.ts'
