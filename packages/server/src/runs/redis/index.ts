export {RedisRunLog} from './redis-run-log.ts'
export type {RedisRunLogOptions} from './redis-run-log.ts'
