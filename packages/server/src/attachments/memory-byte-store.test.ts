import {byteStoreConformance} from '../testing/byte-store-conformance.ts'
import {MemoryByteStore} from './memory-byte-store.ts'

const cases = byteStoreConformance({open: async () => ({store: new MemoryByteStore()})})

test.each(cases.map(({name, run}) => [name, run] as const))('%s', async (_name, run) => {
  await run()
})
