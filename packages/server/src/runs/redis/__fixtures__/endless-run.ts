/** A process that carries out a run without end: `endless-run.ts <redis> <prefix> <log id> <liveness TTL in ms>`. */
import {frame} from '../../../testing/run-frames.ts'
import {RedisRunLog} from '../redis-run-log.ts'

async function run([redis = '', prefix, logId = '', ttl]: string[]): Promise<void> {
  const log = new RedisRunLog({redis, prefix, livenessTtlMs: Number(ttl)})
  const writer = await log.open(logId, () => {})
  let number = 0
  setInterval(() => {
    for (let each = 0; each < 10; each++) void writer.append(frame(++number))
  }, 5)
  process.stdout.write('open\n')
}

void run(process.argv.slice(2))
