import {runLogConformance} from '../testing/index.ts'
import {MemoryRunLog} from './memory-run-log.ts'

describe('MemoryRunLog', () => {
  const cases = runLogConformance({
    open: async ({finishedTtlMs}) => {
      const log = new MemoryRunLog({finishedTtlMs})
      return {log, close: () => log.close()}
    },
  })
  test.each(cases.map(({name, run}) => [name, run] as const))('%s', async (_name, run) => {
    await run()
  })
})
