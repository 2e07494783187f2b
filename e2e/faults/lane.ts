import type {ChildProcess} from 'node:child_process'
import path from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import type {Browser} from 'playwright-core'
import {anyFreePort} from '../../scripts/lib/ports.js'
import {startBackend} from '../../scripts/lib/serve.js'
import {newSession} from '../engines/chromium.ts'
import {readKept} from './at-server.ts'
import {startFaultProxy} from './fault-proxy.ts'
import type {View} from './look.ts'
import {PatientReader, STILL_MS} from './reader.ts'
import type {Fault, Schedule} from './schedule.ts'
import {judge, type Undisturbed, type Verdict} from './verdict.ts'

/** Once all faults are over, everything has to be well within this time; a connection that is silent is given up after 45 s. */
const RECOVERY_MS = 90_000
/** As long as a fault lasts, and what a reader then has to do, between two questions. */
const BETWEEN_QUESTIONS_MS = 120_000

export interface LaneOptions {
  browser: Browser
  /** Address of the page, and the folder it is built to. */
  siteUrl: string
  siteFolder: string
  /** Port that the page takes for the backend's. */
  knownAs: number
  /** A folder for the backend's data. */
  dataDir: string
}

export interface Outcome extends Verdict {
  asked: string[]
  /** Times that the reader pressed a button or sent a question once more by hand. */
  presses: number
  /** Milliseconds from the end of the last fault, or the last question if that is later, until everything was well. */
  recovery: number
  /** Errors that no code of the page has caught. */
  uncaught: string[]
  /** Threads at the server. */
  threads: number
}

/** A backend and a wire of one's own, on which one schedule after the other is played, each by a new reader. */
export interface Lane {
  /** @throws when it has not become well in time */
  play(schedule: Schedule, undisturbed: Undisturbed): Promise<Outcome>
  /** Asks one question with nothing wrong. */
  askUndisturbed(question: string): Promise<{shown: string; kept: string}>
  close(): Promise<void>
}

export async function openLane({browser, siteUrl, siteFolder, knownAs, dataDir}: LaneOptions): Promise<Lane> {
  const backendPort = await anyFreePort()
  const launch = () =>
    startBackend({
      port: backendPort,
      index: path.join(siteFolder, 'chatkit-index.json'),
      dataDir,
      origins: [new URL(siteUrl).origin],
      quiet: true,
      env: {
        CHATKIT_SESSIONS_PER_MINUTE: '100000',
        CHATKIT_TURNS_PER_MINUTE: '100000',
        CHATKIT_TURNS_PER_ADDRESS: '100000',
        CHATKIT_TURNS_PER_DAY: '100000',
      },
    })
  let backend = await launch()
  const proxy = await startFaultProxy({knownAs, backendPort})

  async function withReader<Result>(work: (stage: Stage) => Promise<Result>): Promise<Result> {
    const context = await browser.newContext({viewport: {width: 1000, height: 700}, proxy: {server: proxy.url}})
    const {tab} = await newSession(context)
    const uncaught: string[] = []
    context.on('weberror', (error) => uncaught.push(error.error().message))
    const reader = new PatientReader(tab)
    try {
      await reader.open(siteUrl)
      return await work({
        reader,
        uncaught,
        readKept: () => readKept(tab, backendPort),
        setOffline: (is) => context.setOffline(is),
      })
    } finally {
      await context.close()
    }
  }

  async function runFault(fault: Fault, setOffline: (is: boolean) => Promise<void>): Promise<void> {
    if (fault.delay > 0) await sleep(fault.delay)
    proxy.begin(fault)
    if (fault.kind === 'offline') await setOffline(true)
    if (fault.kind === 'backend killed') {
      const child: ChildProcess = backend.child
      child.kill('SIGKILL')
      await backend.exited
    }
    await sleep(fault.lasts)
    if (fault.kind === 'backend killed') backend = await launch()
    if (fault.kind === 'offline') await setOffline(false)
    proxy.end(fault)
  }

  return {
    play: (schedule, undisturbed) =>
      withReader(async ({reader, uncaught, readKept, setOffline}) => {
        const running: Promise<void>[] = []
        let lastEnd = Date.now()
        // Two at once of what cannot be twice (a dead backend, an offline browser) come one after the other.
        let exclusive = Promise.resolve()
        const begin = (moment: number) => {
          for (const fault of schedule.faults.filter((each) => each.moment === moment)) {
            const isExclusive = fault.kind === 'backend killed' || fault.kind === 'offline'
            const run = isExclusive
              ? (exclusive = exclusive.then(() => runFault(fault, setOffline)))
              : runFault(fault, setOffline)
            running.push(run.then(() => void (lastEnd = Date.now())))
          }
        }
        begin(0)
        await reader.openPanel()
        const asked: string[] = []
        for (const [index, question] of schedule.questions.entries()) {
          if (index > 0 && !schedule.hurried[index]) await reader.settle(asked, BETWEEN_QUESTIONS_MS, () => true)
          begin(index + 1)
          await reader.ask(question)
          asked.push(question)
        }
        const lastAsked = Date.now()
        await Promise.all(running)
        const isEnough = ({turns}: View) =>
          turns.every(({question, answer, isMarked}) => isMarked || undisturbed.get(question)?.shown === answer)
        const view = await reader.settle(asked, RECOVERY_MS, isEnough)
        const recovery = Date.now() - Math.max(lastAsked, lastEnd)
        const kept = await readKept()
        const verdict = judge(asked, view, kept, undisturbed)
        return {...verdict, asked, presses: reader.presses, recovery, uncaught, threads: kept.threads}
      }),

    askUndisturbed: (question) =>
      withReader(async ({reader, readKept}) => {
        await reader.openPanel()
        await reader.ask(question)
        await reader.settle([question], RECOVERY_MS, () => true)
        const {turns} = await reader.lookWhenStill(STILL_MS)
        return {shown: turns[0]?.answer ?? '', kept: (await readKept()).answers[0] ?? ''}
      }),

    async close() {
      await proxy.close()
      await backend.stop()
    },
  }
}

interface Stage {
  reader: PatientReader
  uncaught: string[]
  readKept: () => ReturnType<typeof readKept>
  setOffline: (is: boolean) => Promise<void>
}
