import type {RunLog} from '../runs/run-log.ts'
import {deathCases, expiryCases, lifeCases} from './run-life-cases.ts'
import {readingCases} from './run-reading-cases.ts'
import type {ConformanceCase} from './store-conformance.ts'

/** What the suite needs to know about the log. */
export interface RunLogConformanceOptions {
  /** Makes an empty log whose finished runs stay readable for so long. Called once for each case. */
  open: (options: {finishedTtlMs: number}) => Promise<OpenRunLog>
  /**
   * Makes a log go as that of a process does that is killed: without a word, and without doing anything from then on. Cases of death are
   * left out without it.
   */
  kill?: (log: RunLog) => Promise<void>
}

/** A log, and what belongs to it. */
export interface OpenRunLog {
  /** Carries the runs out. */
  log: RunLog
  /** Reads and stops them, as another process does that shares them. Default: `log` itself. */
  other?: RunLog
  close?: () => Promise<void>
}

/** What a case works with. */
export interface RunLogFixture {
  log: RunLog
  other: RunLog
  kill: (log: RunLog) => Promise<void>
}

/** The cases of one topic, by name. */
export type RunLogCases = Record<string, (fixture: RunLogFixture) => Promise<void>>

const LONG_TTL_MS = 60_000
const SHORT_TTL_MS = 150

/**
 * The rules of {@link RunLog} as cases for any test runner. For a log that processes share, run it twice: once with an instance of its own
 * for the readers, once with one for all.
 *
 * ```ts
 * for (const {name, run} of runLogConformance({open: async () => ({log: new MyRunLog()})})) test(name, run)
 * ```
 */
export function runLogConformance({open, kill}: RunLogConformanceOptions): ConformanceCase[] {
  const toCases = (cases: RunLogCases, finishedTtlMs: number): ConformanceCase[] =>
    Object.entries(cases).map(([name, check]) => ({
      name,
      async run() {
        const {log, other = log, close} = await open({finishedTtlMs})
        try {
          await check({log, other, kill: kill ?? (async () => {})})
        } finally {
          await close?.()
        }
      },
    }))
  return [
    ...toCases({...readingCases, ...lifeCases}, LONG_TTL_MS),
    ...toCases(expiryCases, SHORT_TTL_MS),
    ...(kill === undefined ? [] : toCases(deathCases, LONG_TTL_MS)),
  ]
}
