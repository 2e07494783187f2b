export {openPostgres} from './open-postgres.ts'
export type {PostgresOptions} from './open-postgres.ts'
