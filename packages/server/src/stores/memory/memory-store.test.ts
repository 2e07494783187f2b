import {storeConformance} from '../../testing/index.ts'
import {MemoryStore} from './memory-store.ts'

describe('MemoryStore', () => {
  const cases = storeConformance({
    open: async () => ({store: new MemoryStore<string>({subject: (context) => context})}),
    contexts: ['alice', 'bob'],
  })
  test.each(cases.map(({name, run}) => [name, run] as const))('%s', async (_name, run) => {
    await run()
  })
})
