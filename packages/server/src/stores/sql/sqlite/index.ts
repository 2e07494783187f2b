export {openSqlite} from './open-sqlite.ts'
export {LibsqlDialect} from './dialect.ts'
