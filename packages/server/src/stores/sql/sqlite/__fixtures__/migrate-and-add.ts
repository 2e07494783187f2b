/** A process that migrates a file as soon as it may, and adds items: `migrate-and-add.ts <file> <name> <start, in ms since 1970>`. */
import {sampleAnswer, sampleThread} from '../../../../testing/samples.ts'
import {migrate, SqlStore} from '../../index.ts'
import {openSqlite} from '../index.ts'

async function run([file = '', name = '', start]: string[]): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, Number(start) - Date.now())))
  const db = openSqlite(file)
  await migrate(db)
  const store = new SqlStore<string>({db, subject: (person) => person})
  await store.transaction('alice', (inside) => inside.saveThread(sampleThread('thr_1'), 'alice'))
  for (let number = 0; number < 25; number++) {
    await store.addThreadItem('thr_1', sampleAnswer(`${name}_${number}`), 'alice')
  }
  await db.destroy()
  process.stdout.write('done\n')
}

void run(process.argv.slice(2))
