import type {ChildProcess} from 'node:child_process'
import {join} from 'node:path'
import {Redis} from 'ioredis'
import {firstLine, startTypeScript} from '../../__fixtures__/child-process.ts'
import {describeWith, testName} from '../../__fixtures__/services.ts'
import {frames, reader} from '../../testing/run-frames.ts'
import {RunLostError} from '../run-log.ts'
import {RedisRunLog} from './redis-run-log.ts'

const LIVENESS_TTL_MS = 3_000

describeWith('redis', 'a process that is killed', (url) => {
  const prefix = `${testName()}:`
  let child: ChildProcess
  let log: RedisRunLog
  let redis: Redis

  beforeEach(() => {
    const ttl = String(LIVENESS_TTL_MS)
    child = startTypeScript(join(__dirname, '__fixtures__/endless-run.ts'), [url(), prefix, 'run_1', ttl])
    log = new RedisRunLog({redis: url(), prefix, livenessTtlMs: LIVENESS_TTL_MS, pollMs: 100})
    redis = new Redis(url())
  })
  afterEach(async () => {
    child.kill('SIGKILL')
    await redis.del(`${prefix}run:run_1`)
    redis.disconnect()
    await log.close()
  })

  test('its readers in another get what it wrote, whole, and are told that it is lost', async () => {
    expect(await firstLine(child)).toBe('open')
    const far = await reader(log, 'run_1')
    let text = ''
    while (text.length < 50_000) text += (await far.next()) ?? ''
    expect(await log.isAlive('run_1')).toBe(true)
    child.kill('SIGKILL')
    const readOn = async (): Promise<never> => {
      for (;;) text += (await far.next()) ?? ''
    }
    await expect(readOn()).rejects.toThrow(RunLostError)

    expect(text).toBe(frames(1, text.split('\n\n').length - 1).join(''))
    expect(await log.isAlive('run_1')).toBe(false)
    expect(await log.cancel('run_1')).toBe(false)
    await log.whenEnded('run_1')
    expect(await redis.keys(`${prefix}*`)).toEqual([`${prefix}run:run_1`])
    expect(await redis.pttl(`${prefix}run:run_1`)).toBeGreaterThan(0)
  }, 30_000)
})
