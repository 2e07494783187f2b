import assert from 'node:assert/strict'
import {ChatKitError} from '../errors.ts'
import {append, frame, frames, readChars, reader, readToEnd, writeWhole} from './run-frames.ts'
import type {RunLogCases} from './run-log-conformance.ts'

async function expectConflict(promise: Promise<unknown>): Promise<void> {
  await assert.rejects(promise, (error) => {
    assert.ok(error instanceof ChatKitError, `expected a ChatKitError, got ${String(error)}`)
    assert.equal(error.code, 'Conflict')
    return true
  })
}

export const readingCases: RunLogCases = {
  async 'a reader gets every event once, in order, as the exact text'({log, other}) {
    const writer = await log.open('run_1', () => {})
    const live = await reader(other, 'run_1')
    const reading = readToEnd(live)
    await append(writer, frames(1, 100))
    await writer.end()
    assert.equal(await reading, frames(1, 100).join(''))
  },

  async 'a reader that waits gets what is added next, without waiting for the end'({log, other}) {
    const writer = await log.open('run_1', () => {})
    const live = await reader(other, 'run_1')
    for (let number = 1; number <= 5; number++) {
      const waiting = live.next()
      await writer.append(frame(number))
      assert.equal(await waiting, frame(number))
    }
    live.close()
    await writer.end()
  },

  async 'a reader that joins after the end gets everything, then null for ever'({log, other}) {
    await writeWhole(log, 'run_1', frames(1, 10))
    const late = await reader(other, 'run_1')
    assert.equal(await readToEnd(late), frames(1, 10).join(''))
    assert.equal(await late.next(), null)
    assert.equal(await late.next(), null)
  },

  async 'reading begins after any event, during the run and after it'({log, other}) {
    const writer = await log.open('run_1', () => {})
    await append(writer, frames(1, 5))
    await readChars(await reader(other, 'run_1'), frames(1, 5).join('').length)
    const during = await Promise.all([0, 1, 3, 5].map((after) => reader(other, 'run_1', after)))
    await append(writer, frames(6, 8))
    await writer.end()
    const texts = await Promise.all(during.map(readToEnd))
    assert.deepEqual(
      texts,
      [0, 1, 3, 5].map((after) => frames(after + 1, 8).join('')),
    )
    for (const after of [0, 1, 7, 8]) {
      const text = await readToEnd(await reader(other, 'run_1', after))
      assert.equal(text, frames(after + 1, 8).join(''))
    }
  },

  async 'reading from beyond what was written is a conflict, during the run and after it'({log, other}) {
    const writer = await log.open('run_1', () => {})
    await expectConflict(other.read('run_1', 1))
    await append(writer, frames(1, 2))
    await expectConflict(other.read('run_1', 4))
    await writer.end()
    await expectConflict(other.read('run_1', 3))
  },

  async 'somebody who has just read an event can go on after it at once'({log, other}) {
    const writer = await log.open('run_1', () => {})
    const first = await reader(log, 'run_1')
    for (let number = 1; number <= 20; number++) {
      await writer.append(frame(number))
      assert.equal(await first.next(), frame(number))
      const resumed = await reader(other, 'run_1', number)
      resumed.close()
    }
    first.close()
    await writer.end()
  },

  async 'readers go at their own speed'({log, other}) {
    const writer = await log.open('run_1', () => {})
    const [fast, slow, slowest] = await Promise.all([0, 0, 0].map(() => reader(other, 'run_1')))
    assert.ok(fast !== undefined && slow !== undefined && slowest !== undefined)
    const all = frames(1, 300)
    const reading = readToEnd(fast)
    const started = slow.next()
    await append(writer, all)
    await writer.end()
    assert.equal(await reading, all.join(''))
    assert.equal(((await started) ?? '') + (await readToEnd(slow)), all.join(''))
    assert.equal(await readToEnd(slowest), all.join(''))
  },

  async 'a reader that does not read holds nobody up'({log, other}) {
    const writer = await log.open('run_1', () => {})
    const idle = await reader(other, 'run_1')
    const all = Array.from({length: 40}, (_, index) => frame(index + 1, 'x'.repeat(100_000)))
    await append(writer, all)
    await writer.end()
    assert.equal(await readToEnd(idle), all.join(''))
  },

  async 'the logs of two runs do not mix'({log, other}) {
    const first = await log.open('run_1', () => {})
    const second = await log.open('run_10', () => {})
    await append(first, frames(1, 3))
    await append(second, [frame(1, 'of the second')])
    await second.end()
    await append(first, frames(4, 4))
    await first.end()
    assert.equal(await readToEnd(await reader(other, 'run_1')), frames(1, 4).join(''))
    assert.equal(await readToEnd(await reader(other, 'run_10')), frame(1, 'of the second'))
  },

  async 'a run of which nothing was written ends'({log, other}) {
    const writer = await log.open('run_1', () => {})
    const live = await reader(other, 'run_1')
    const waiting = live.next()
    await writer.end()
    assert.equal(await waiting, null)
    assert.equal(await (await reader(other, 'run_1')).next(), null)
  },

  async 'large events come whole, and small ones beside them'({log, other}) {
    const all = [1, 2, 3, 4, 5].map((number) => frame(number, number % 2 === 0 ? 'x'.repeat(1_000_000) : 'small'))
    await writeWhole(log, 'run_1', all)
    assert.equal(await readToEnd(await reader(other, 'run_1')), all.join(''))
  },

  async 'text of every script comes back as it was'({log, other}) {
    const texts = ['مرحبا', 'Übergänge', '🤖👩‍🚀', '\u2028\u2029', '你好', 'e\u0301', '\u0000', '\uFEFF', '{"a":"\\"}']
    const all = texts.map((text, index) => frame(index + 1, text))
    await writeWhole(log, 'run_1', all)
    assert.equal(await readToEnd(await reader(other, 'run_1')), all.join(''))
  },

  async '10,000 events come in order, live and afterwards'({log, other}) {
    const writer = await log.open('run_1', () => {})
    const reading = readToEnd(await reader(other, 'run_1'))
    const all = frames(1, 10_000)
    await append(writer, all)
    await writer.end()
    assert.equal(await reading, all.join(''))
    assert.equal(await readToEnd(await reader(other, 'run_1', 5_000)), frames(5_001, 10_000).join(''))
  },

  async 'closing a reader that waits ends it, and only it'({log, other}) {
    const writer = await log.open('run_1', () => {})
    const [closed, open] = await Promise.all([reader(other, 'run_1'), reader(other, 'run_1')])
    const waiting = closed.next()
    closed.close()
    closed.close()
    assert.equal(await waiting, null)
    await writer.append(frame(1))
    assert.equal(await closed.next(), null)
    assert.equal(await open.next(), frame(1))
    open.close()
    assert.equal(await other.isAlive('run_1'), true)
    await writer.end()
  },
}
