import {Redis} from 'ioredis'
import {type Proxy, startProxy} from '../../../../../scripts/lib/proxy.js'
import {describeWith, testName} from '../../__fixtures__/services.ts'
import {runLogConformance} from '../../testing/index.ts'
import {append, eventually, frame, frames, readChars, reader, readToEnd} from '../../testing/run-frames.ts'
import {RunLostError} from '../run-log.ts'
import type {RunLog} from '../run-log.ts'
import {RedisRunLog} from './redis-run-log.ts'
import type {RedisRunLogOptions} from './redis-run-log.ts'

/** For tests that wait for it. The default is long enough for a machine that is busy with other things. */
const SHORT_TTL_MS = 1_200

describeWith('redis', 'RedisRunLog', (url) => {
  const allOfOurs = `${testName()}:`
  let redis: Redis
  /** Where the current test keeps its keys. */
  let prefix: string
  const opened: RedisRunLog[] = []
  const clients = new Map<RunLog, Redis[]>()

  /** A log as a process of its own would have it. */
  function open(options: Partial<RedisRunLogOptions> = {}): RedisRunLog {
    const own: Redis[] = []
    const connect = (): Redis => {
      const client = new Redis(url())
      own.push(client)
      return client
    }
    const log = new RedisRunLog({redis: connect, prefix, pollMs: 100, ...options})
    opened.push(log)
    clients.set(log, own)
    return log
  }

  /** Cuts a log's connections, and lets the time pass after which its process counts as dead. */
  async function kill(log: RunLog): Promise<void> {
    for (const client of clients.get(log) ?? []) client.disconnect()
    const keys = await redis.keys(`${prefix}process:*`)
    if (keys.length > 0) await redis.del(...keys)
  }

  beforeAll(() => {
    redis = new Redis(url())
  })
  beforeEach(() => {
    prefix = `${allOfOurs}${crypto.randomUUID()}:`
  })
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((log) => log.close()))
  })
  afterAll(async () => {
    const keys = await redis.keys(`${allOfOurs}*`)
    if (keys.length > 0) await redis.del(...keys)
    redis.disconnect()
  })

  describe('read by another process', () => {
    const cases = runLogConformance({
      open: async ({finishedTtlMs}) => ({
        log: open({finishedTtlMs, onError: () => {}}),
        other: open({finishedTtlMs}),
      }),
      kill,
    })
    test.each(cases.map(({name, run}) => [name, run] as const))('%s', async (_name, run) => {
      await run()
    })
  })

  describe('read by the process that writes', () => {
    const cases = runLogConformance({open: async ({finishedTtlMs}) => ({log: open({finishedTtlMs})})})
    test.each(cases.map(({name, run}) => [name, run] as const))('%s', async (_name, run) => {
      await run()
    })
  })

  describe('in Redis', () => {
    test('event n is entry n, and everything expires by itself', async () => {
      const log = open({finishedTtlMs: 60_000})
      const writer = await log.open('run_1', () => {})
      await append(writer, frames(1, 3))
      await readChars(await reader(open(), 'run_1'), frames(1, 3).join('').length)
      const entries = await redis.xrange(`${prefix}run:run_1`, '1-0', '+')
      expect(entries.map(([id, [, text]]) => [id, text])).toEqual([1, 2, 3].map((n) => [`${n}-0`, frame(n)]))

      const keys = await redis.keys(`${prefix}*`)
      expect(keys).toHaveLength(2)
      for (const key of keys) expect(await redis.pttl(key)).toBeGreaterThan(0)
      await writer.end()
      expect(await redis.pttl(`${prefix}run:run_1`)).toBeLessThanOrEqual(60_000)
    })

    test('a run that is silent for long stays alive, and its log stays', async () => {
      const log = open({finishedTtlMs: 100, livenessTtlMs: SHORT_TTL_MS})
      const writer = await log.open('run_1', () => {})
      await new Promise((resolve) => setTimeout(resolve, SHORT_TTL_MS * 3.5))
      const other = open()
      expect(await other.isAlive('run_1')).toBe(true)
      const far = await reader(other, 'run_1')
      await writer.append(frame(1))
      expect(await far.next()).toBe(frame(1))
      far.close()
      await writer.end()
    })

    test('whoever has seen more than a process could pass on before it died hears that the run is lost', async () => {
      const log = open({onError: () => {}})
      const writer = await log.open('run_1', () => {})
      const near = await reader(log, 'run_1')
      await append(writer, frames(1, 2))
      await readChars(near, frames(1, 2).join('').length)
      await kill(log)
      await expect((await reader(open(), 'run_1', 2)).next()).rejects.toThrow(RunLostError)
    })

    test('logs with another prefix are other logs', async () => {
      const writer = await open().open('run_1', () => {})
      expect(await open({prefix: `${prefix}other:`}).read('run_1', 0)).toBeNull()
      await writer.end()
    })

    test('a hundred readers need no connection of their own', async () => {
      const name = testName()
      const connect = () => new Redis(url(), {connectionName: name})
      const writer = await open().open('run_1', () => {})
      const other = open({redis: connect})
      const readers = await Promise.all(Array.from({length: 100}, () => reader(other, 'run_1')))
      const reading = Promise.all(readers.map(readToEnd))
      const connections = String(await redis.client('LIST')).split('\n')
      expect(connections.filter((line) => line.includes(` name=${name} `))).toHaveLength(2)
      await writer.append(frame(1))
      await writer.end()
      expect(new Set(await reading)).toEqual(new Set([frame(1)]))
      await eventually('nobody listens to the run any more', async () => {
        const [, listeners] = (await redis.pubsub('NUMSUB', `${prefix}run:run_1`)) as [string, number]
        return listeners === 0
      })
    })

    test('a process that closes takes its runs with it, and their readers hear of it', async () => {
      const log = open({livenessTtlMs: 600_000})
      await log.open('run_1', () => {})
      const far = await reader(open({pollMs: 600_000}), 'run_1')
      const lost = expect(far.next()).rejects.toThrow(RunLostError)
      await log.close()
      await lost
      expect(await redis.keys(`${prefix}*`)).toEqual([])
    })

    test('a process that closes leaves the logs of finished runs to the others', async () => {
      const log = open()
      const writer = await log.open('run_1', () => {})
      await append(writer, frames(1, 3))
      await writer.end()
      await log.close()
      expect(await readToEnd(await reader(open(), 'run_1'))).toBe(frames(1, 3).join(''))
    })

    test('a process that closes does not take the runs that it reads for lost', async () => {
      const writer = await open().open('run_1', () => {})
      const other = open()
      const waiting = expect((await reader(other, 'run_1')).next()).rejects.toMatchObject({code: 'Unavailable'})
      await other.close()
      await waiting
      await writer.end()
    })

    test('a log that is deleted under way is lost to its readers, while the run goes on', async () => {
      const errors: unknown[] = []
      const log = open({onError: (error) => errors.push(error)})
      const writer = await log.open('run_1', () => {})
      await writer.append(frame(1))
      const far = await reader(open(), 'run_1')
      expect(await far.next()).toBe(frame(1))
      await redis.del(`${prefix}run:run_1`)
      await append(writer, frames(2, 3))
      await expect(far.next()).rejects.toThrow(RunLostError)
      await append(writer, frames(4, 5))
      await writer.end()
      expect(await readToEnd(await reader(log, 'run_1'))).toBe(frames(1, 5).join(''))
      expect(errors.map(String)).toEqual(['Error: A run log has vanished from Redis.'])
      expect(await redis.exists(`${prefix}run:run_1`)).toBe(0)
    })
  })

  describe('while Redis is away', () => {
    let proxy: Proxy
    let errors: unknown[]
    const openBehindProxy = (options: Partial<RedisRunLogOptions> = {}) =>
      open({redis: proxy.url, onError: (error) => errors.push(error), ...options})

    beforeEach(async () => {
      proxy = await startProxy(url())
      errors = []
    })
    afterEach(() => proxy.close())

    test('for a moment, nothing is lost', async () => {
      const writer = await openBehindProxy().open('run_1', () => {})
      const far = await reader(open(), 'run_1')
      await writer.append(frame(1))
      expect(await far.next()).toBe(frame(1))
      await proxy.cut()
      await append(writer, frames(2, 4))
      await writer.end()
      await proxy.restore()
      expect(await readToEnd(far)).toBe(frames(2, 4).join(''))
      expect(errors).toHaveLength(1)
    })

    test('events whose receipt was lost are written once', async () => {
      const writer = await openBehindProxy().open('run_1', () => {})
      const far = await reader(open(), 'run_1')
      proxy.freeze('replies')
      await append(writer, frames(1, 3))
      expect(await readChars(far, frames(1, 3).join('').length)).toBe(frames(1, 3).join(''))
      await proxy.cut()
      await proxy.restore()
      await writer.append(frame(4))
      await writer.end()
      expect(await readToEnd(far)).toBe(frame(4))
      expect(await redis.xlen(`${prefix}run:run_1`)).toBe(6)
    })

    test.each(['cut', 'freeze'] as const)('for long (%s), the run goes on; other processes lose it', async (how) => {
      const log = openBehindProxy({livenessTtlMs: SHORT_TTL_MS})
      const writer = await log.open('run_1', () => {})
      const near = await reader(log, 'run_1')
      const far = await reader(open(), 'run_1')
      await writer.append(frame(1))
      expect(await far.next()).toBe(frame(1))
      await proxy[how]()
      await append(writer, frames(2, 50))
      await expect(far.next()).rejects.toThrow(RunLostError)
      await append(writer, frames(51, 100))
      await writer.end()
      expect(await readToEnd(near)).toBe(frames(1, 100).join(''))
      expect(errors.map(String)).toContain(
        'RedisUnreachableError: Redis cannot be reached. Runs go on; their readers in other processes may lose them.',
      )
      await proxy.restore()
      const other = open()
      await eventually('its log is complete, if Redis came back in time, or gone', async () => {
        const late = await other.read('run_1', 0)
        return late === null || (await readToEnd(late).catch(() => '')) === frames(1, 100).join('')
      })
    })

    test('a new run begins without it, and the next one after it is back is shared again', async () => {
      const log = openBehindProxy()
      await log.ping()
      await proxy.cut()
      const writer = await log.open('run_1', () => {})
      await append(writer, frames(1, 3))
      await writer.end()
      expect(await readToEnd(await reader(log, 'run_1'))).toBe(frames(1, 3).join(''))
      expect(await log.cancel('run_1')).toBe(false)
      await proxy.restore()
      await eventually('Redis is back', () =>
        log.ping().then(
          () => true,
          () => false,
        ),
      )
      const second = await log.open('run_2', () => {})
      await append(second, frames(1, 2))
      await second.end()
      expect(await readToEnd(await reader(open(), 'run_2'))).toBe(frames(1, 2).join(''))
      expect(await open().read('run_1', 0)).toBeNull()
    })

    test.each(['cut', 'freeze'] as const)('runs of other processes are unavailable, not unknown (%s)', async (how) => {
      const writer = await open().open('run_1', () => {})
      const other = openBehindProxy({livenessTtlMs: SHORT_TTL_MS})
      await other.ping()
      await proxy[how]()
      const unavailable = {code: 'Unavailable', message: expect.not.stringContaining('Redis')}
      const asked = [other.read('run_1', 0), other.isAlive('run_1'), other.cancel('run_1'), other.whenEnded('run_1')]
      for (const asking of [...asked, other.ping()]) await expect(asking).rejects.toMatchObject(unavailable)
      expect(errors).toHaveLength(1)
      await writer.end()
    })

    test('a reader goes on where it was, once its process can reach Redis again', async () => {
      const writer = await open().open('run_1', () => {})
      const far = await reader(openBehindProxy(), 'run_1')
      await writer.append(frame(1))
      expect(await far.next()).toBe(frame(1))
      await proxy.cut()
      const waiting = far.next()
      await append(writer, frames(2, 3))
      await writer.end()
      await proxy.restore()
      expect(((await waiting) ?? '') + (await readToEnd(far))).toBe(frames(2, 3).join(''))
    })

    test('whoever writes much is asked to wait for it, and not for ever', async () => {
      const writer = await openBehindProxy({livenessTtlMs: SHORT_TTL_MS}).open('run_1', () => {})
      proxy.freeze()
      expect(writer.append(frame(1, 'x'.repeat(500_000)))).toBeUndefined()
      const room = writer.append(frame(2, 'x'.repeat(600_000)))
      expect(room).toBeInstanceOf(Promise)
      await room
      expect(writer.append(frame(3, 'x'.repeat(2_000_000)))).toBeUndefined()
      await writer.end()
    })
  })
})
