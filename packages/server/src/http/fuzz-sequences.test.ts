import {MemoryStore} from '../stores/memory/memory-store.ts'
import {migrate, SqlStore} from '../stores/sql/index.ts'
import {openSqlite} from '../stores/sql/sqlite/index.ts'
import {withServer} from './__fixtures__/fuzz/listen.ts'
import {createRandom} from './__fixtures__/fuzz/random.ts'
import {runSequence} from './__fixtures__/fuzz/sequence.ts'

// `npm run fuzz -- --cases 100000 --seed 1` sets these and shows the table.
const CASES = Number(process.env['CHATKIT_FUZZ_CASES'] ?? 1500)
const FIRST_SEED = Number(process.env['CHATKIT_FUZZ_SEED'] ?? Date.now() % 1_000_000)
const SHOW = process.env['CHATKIT_FUZZ_CASES'] !== undefined
const LENGTH = 40

test(
  'whatever two readers send, in whatever order, is answered, refused or ended with an error, and touches only what is theirs',
  async () => {
    const outcomes = new Map<string, Map<string, number>>()
    const count = (operation: string, outcome: string): void => {
      const row = outcomes.get(operation) ?? new Map<string, number>()
      outcomes.set(operation, row.set(outcome, (row.get(outcome) ?? 0) + 1))
    }
    const subject = (context: string): string => context
    const db = openSqlite(':memory:')
    try {
      await migrate(db)
      for (let sequence = 0; sequence * LENGTH < CASES; sequence++) {
        const seed = FIRST_SEED + sequence
        const onSqlite = createRandom(seed).oneIn(4)
        // A database for all of them: each sequence has owners of its own there.
        const store = onSqlite
          ? new SqlStore<string>({db, subject: (owner) => `${owner} of ${seed}`})
          : new MemoryStore<string>({subject})
        // Some go over real connections. By seed, so that each can be had again alone.
        if (seed % 8 === 0) await withServer((listen) => runSequence(store, seed, LENGTH, count, listen))
        else await runSequence(store, seed, LENGTH, count)
      }
    } finally {
      await db.destroy()
    }
    if (SHOW) process.stdout.write(`${table(outcomes)}\n`)
  },
  SHOW ? 3_600_000 : 60_000,
)

/** Operations by outcomes, as lines of text. */
function table(outcomes: Map<string, Map<string, number>>): string {
  const columns = [...new Set(Array.from(outcomes.values(), (row) => [...row.keys()]).flat())].sort()
  const names = [...outcomes.keys()].sort()
  const cells = (name: string): number[] => columns.map((column) => outcomes.get(name)?.get(column) ?? 0)
  const sums = columns.map((_column, index) => names.reduce((sum, name) => sum + (cells(name)[index] ?? 0), 0))
  const line = (name: string, texts: unknown[]): string =>
    name.padEnd(32) + texts.map((text) => String(text).padStart(17)).join('')
  return [line('', columns), ...names.map((name) => line(name, cells(name))), line('all', sums)].join('\n')
}
