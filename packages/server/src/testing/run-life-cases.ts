import assert from 'node:assert/strict'
import {RunLostError} from '../runs/run-log.ts'
import {append, eventually, frame, frames, readChars, reader, readToEnd, writeWhole} from './run-frames.ts'
import type {RunLogCases} from './run-log-conformance.ts'

export const lifeCases: RunLogCases = {
  async 'of a run that nobody knows there is nothing to read, wait for or stop'({other}) {
    assert.equal(await other.read('run_none', 0), null)
    assert.equal(await other.read('run_none', 5), null)
    assert.equal(await other.isAlive('run_none'), false)
    assert.equal(await other.cancel('run_none'), false)
    await other.whenEnded('run_none')
  },

  async 'a run is alive from its beginning to its end'({log, other}) {
    const writer = await log.open('run_1', () => {})
    assert.equal(await other.isAlive('run_1'), true)
    await append(writer, frames(1, 3))
    assert.equal(await other.isAlive('run_1'), true)
    await writer.end()
    assert.equal(await other.isAlive('run_1'), false)
    assert.equal(await log.isAlive('run_1'), false)
  },

  async 'a run is stopped from anywhere; whoever asked hears when it has ended'({log, other}) {
    let asked = 0
    const writer = await log.open('run_1', () => {
      asked++
      void Promise.resolve(writer.append(frame(2, 'stopped'))).then(() => writer.end())
    })
    await writer.append(frame(1))
    assert.equal(await other.cancel('run_1'), true)
    assert.equal(asked, 1)
    assert.equal(await other.isAlive('run_1'), false)
    assert.equal(await readToEnd(await reader(other, 'run_1')), frame(1) + frame(2, 'stopped'))
  },

  async 'stopping one run does not stop another'({log, other}) {
    const stopped: string[] = []
    const first = await log.open('run_1', () => {
      stopped.push('run_1')
      void first.end()
    })
    const second = await log.open('run_2', () => {
      stopped.push('run_2')
    })
    assert.equal(await other.cancel('run_1'), true)
    assert.deepEqual(stopped, ['run_1'])
    await second.end()
  },

  async 'a run that has ended cannot be stopped'({log, other}) {
    let asked = 0
    const writer = await log.open('run_1', () => asked++)
    await writer.append(frame(1))
    await writer.end()
    assert.equal(await other.cancel('run_1'), false)
    assert.equal(asked, 0)
  },

  async 'a log that failed says so, to those who have read all there is and to those who come later'({log, other}) {
    const writer = await log.open('run_1', () => {})
    const live = await reader(other, 'run_1')
    await writer.append(frame(1))
    assert.equal(await live.next(), frame(1))
    await writer.fail()
    await assert.rejects(live.next(), RunLostError)
    assert.equal(await other.isAlive('run_1'), false)
    // Gone is as good: there is nothing in it that could be trusted.
    const late = await other.read('run_1', 1)
    if (late !== null) await assert.rejects(late.next(), RunLostError)
  },

  async 'the end of a run can be waited for, and is over at once when it has ended'({log, other}) {
    const writer = await log.open('run_1', () => {})
    let ended = false
    const waiting = other.whenEnded('run_1').then(() => (ended = true))
    await append(writer, frames(1, 3))
    await readChars(await reader(other, 'run_1'), frames(1, 3).join('').length)
    assert.equal(ended, false)
    await writer.end()
    await waiting
    await other.whenEnded('run_1')
  },
}

/** For logs whose finished runs expire soon. */
export const expiryCases: RunLogCases = {
  async 'a finished log expires'({log, other}) {
    await writeWhole(log, 'run_1', frames(1, 3))
    await eventually('the log has expired', async () => (await other.read('run_1', 0)) === null)
    assert.equal(await other.cancel('run_1'), false)
  },

  async 'the log of a run that goes on does not expire'({log, other}) {
    const writer = await log.open('run_1', () => {})
    await writer.append(frame(1))
    await writeWhole(log, 'run_2', frames(1, 1))
    await eventually('the other log has expired', async () => (await other.read('run_2', 0)) === null)
    await writer.append(frame(2))
    const live = await reader(other, 'run_1')
    assert.equal(await readChars(live, (frame(1) + frame(2)).length), frame(1) + frame(2))
    await writer.end()
  },
}

/** For logs that outlive the process that writes them. */
export const deathCases: RunLogCases = {
  async 'when the process dies that carries a run out, its readers get what it wrote and then hear of it'(fixture) {
    const {log, other, kill} = fixture
    const writer = await log.open('run_1', () => {})
    const early = await reader(other, 'run_1')
    await append(writer, frames(1, 3))
    const written = frames(1, 3).join('')
    assert.equal(await readChars(early, written.length), written)
    const late = await reader(other, 'run_1')
    await kill(log)
    await assert.rejects(early.next(), RunLostError)
    assert.equal(await readChars(late, written.length), written)
    await assert.rejects(late.next(), RunLostError)
  },

  async 'a run whose process has died is not alive, over, and cannot be stopped'({log, other, kill}) {
    await log.open('run_1', () => {})
    const waiting = other.whenEnded('run_1')
    await kill(log)
    await waiting
    await eventually('the run is not alive', async () => !(await other.isAlive('run_1')))
    assert.equal(await other.cancel('run_1'), false)
  },
}
