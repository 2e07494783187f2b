import type {ThreadMetadata} from 'chatkit-protocol'
import {ChatKitError, CustomStreamError} from './errors.ts'

/**
 * What happens to a second turn on a thread that is still answering:
 * `reject` = 409 Conflict; `queue` = it waits for its turn; `cancelPrevious` = the running answer is stopped, its partial text kept.
 */
export type TurnPolicy = 'reject' | 'queue' | 'cancelPrevious'

/** The right to answer on one thread. */
export interface Turn {
  /** Aborting it stops the turn. */
  readonly controller: AbortController
  /** The run that this turn is, if it is one. */
  readonly runId: string | undefined
  /** The live thread, once the turn has one. */
  thread: ThreadMetadata | undefined
  /** Resolves when what the turn begins with has been stored, or the turn has been given up. */
  readonly begun: Promise<void>
  /** Says so. Safe to call twice. */
  readonly begin: () => void
  /** Lets the next turn start. Safe to call twice. */
  readonly release: () => void
}

/** Who wants a turn. */
export interface TurnRequest {
  /** Aborts when whoever waits has gone away. Default: never. */
  signal?: AbortSignal
  runId?: string | undefined
}

interface Waiter {
  runId: string | undefined
  start(turn: Turn): void
  fail(error: ChatKitError): void
}

interface Lane {
  active: Turn
  waiting: Waiter[]
  onIdle: (() => void)[]
}

// A queue that only a client's patience bounds is a way to fill the memory.
const MAX_WAITING = 8

/** Keeps turns on one thread from running side by side, within this process. Threads are independent of each other. */
export class TurnLocks {
  readonly policy: TurnPolicy
  readonly #lanes = new Map<string, Lane>()

  /** How many turns have ended. If it has moved since a thread was read, that reading may be out of date. */
  releases = 0

  constructor(policy: TurnPolicy) {
    this.policy = policy
  }

  /** Waits for the right to answer on a thread, or rejects with Conflict, depending on the policy. Check access first. */
  async acquire(threadId: string, {signal, runId}: TurnRequest = {}): Promise<Turn> {
    const lane = this.#lanes.get(threadId)
    if (lane === undefined) return this.#start(threadId, runId)
    if (this.policy === 'reject' || lane.waiting.length >= MAX_WAITING) throw busy()
    if (this.policy === 'cancelPrevious') {
      for (const waiter of lane.waiting.splice(0)) waiter.fail(busy())
      lane.active.controller.abort(new CustomStreamError('This answer was stopped because a newer message was sent.'))
    }
    return await wait(lane, signal, runId)
  }

  /** If the turn that is under way on a thread is this very run: resolves when that has begun. */
  whenBegun(threadId: string, runId: string): Promise<void> | undefined {
    const active = this.#lanes.get(threadId)?.active
    return active?.runId === runId ? active.begun : undefined
  }

  /** The live thread of a running turn, so that a change from outside (a new title) is not overwritten when the turn ends. */
  liveThread(threadId: string): ThreadMetadata | undefined {
    return this.#lanes.get(threadId)?.active.thread
  }

  /** Stops the running turn, refuses the waiting ones, and resolves when the thread is idle. */
  async cancelAll(threadId: string, reason: string): Promise<void> {
    const lane = this.#lanes.get(threadId)
    if (lane === undefined) return
    const idle = new Promise<void>((resolve) => lane.onIdle.push(resolve))
    for (const waiter of lane.waiting.splice(0)) waiter.fail(new ChatKitError('Conflict', reason))
    lane.active.controller.abort(new CustomStreamError(reason))
    await idle
  }

  #start(threadId: string, runId: string | undefined): Turn {
    const turn = this.#createTurn(threadId, runId)
    this.#lanes.set(threadId, {active: turn, waiting: [], onIdle: []})
    return turn
  }

  #createTurn(threadId: string, runId: string | undefined): Turn {
    let released = false
    let begin = (): void => {}
    const begun = new Promise<void>((resolve) => {
      begin = resolve
    })
    const release = (): void => {
      if (released) return
      released = true
      begin()
      this.releases++
      this.#next(threadId)
    }
    return {controller: new AbortController(), runId, thread: undefined, begun, begin, release}
  }

  #next(threadId: string): void {
    const lane = this.#lanes.get(threadId)
    if (lane === undefined) return
    const waiter = lane.waiting.shift()
    if (waiter === undefined) {
      this.#lanes.delete(threadId)
      for (const resolve of lane.onIdle) resolve()
      return
    }
    lane.active = this.#createTurn(threadId, waiter.runId)
    waiter.start(lane.active)
  }
}

function wait(lane: Lane, signal: AbortSignal | undefined, runId: string | undefined): Promise<Turn> {
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      lane.waiting = lane.waiting.filter((other) => other !== waiter)
      reject(new ChatKitError('Conflict', 'The request was closed while it waited for its turn.'))
    }
    const waiter: Waiter = {
      runId,
      start(turn) {
        signal?.removeEventListener('abort', leave)
        resolve(turn)
      },
      fail(error) {
        signal?.removeEventListener('abort', leave)
        reject(error)
      },
    }
    if (signal?.aborted === true) return leave()
    signal?.addEventListener('abort', leave, {once: true})
    lane.waiting.push(waiter)
  })
}

/** What a second turn gets to hear. */
export function busy(): ChatKitError {
  return new ChatKitError('Conflict', 'An answer is still being written. Wait for it, or stop it first.', {
    retryAfter: 1,
  })
}
