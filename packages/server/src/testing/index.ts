export {storeConformance} from './store-conformance.ts'
export type {ConformanceCase, ConformanceOptions} from './store-conformance.ts'
