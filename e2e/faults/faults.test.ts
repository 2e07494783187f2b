import path from 'node:path'
import type {Browser} from 'playwright-core'
import {serveFolder} from '../../scripts/lib/static-site.js'
import {launchChromium} from '../support/browser.ts'
import {BASE_URL} from '../support/site.ts'
import {type Lane, openLane} from './lane.ts'
import {describeFailure, isWell, type Played, printReport} from './report.ts'
import {createSchedule, type Schedule} from './schedule.ts'
import type {Undisturbed} from './verdict.ts'

/** Some hold characters of several bytes, within which a stream can be cut. */
const QUESTIONS = [
  'What is a ROS 2 topic? 🤖',
  'What is a URDF file?',
  'What is SLAM – and what is it for?',
  'What is the linear inverted pendulum model?',
  'How do I write a publisher in Python?',
  'What are the quality-of-service policies?',
  'What is domain randomisation? ✓',
  'How does an extended Kalman filter work?',
]

const count = Number(process.env['CHATKIT_FAULTS_SCHEDULES'] ?? 50)
const firstSeed = Number(process.env['CHATKIT_FAULTS_SEED'] ?? 1)
const lanesWanted = Number(process.env['CHATKIT_FAULTS_LANES'] ?? 6)
/** Far more than any takes: what bounds a schedule is its own patience. */
const LONGEST_SCHEDULE_MS = 900_000

let browser: Browser
let site: Awaited<ReturnType<typeof serveFolder>>
const lanes: Lane[] = []

beforeAll(async () => {
  const siteFolder = process.env['E2E_SITE'] ?? ''
  ;[browser, site] = await Promise.all([launchChromium(), serveFolder(siteFolder, BASE_URL)])
  const knownAs = Number(process.env['E2E_BACKEND_PORT'])
  for (let index = 0; index < Math.min(lanesWanted, count); index++) {
    const dataDir = path.join(process.env['E2E_FOLDER'] ?? '', `faults-${index}`)
    lanes.push(await openLane({browser, siteUrl: site.url, siteFolder, knownAs, dataDir}))
  }
}, 120_000)
afterAll(async () => {
  await Promise.all(lanes.map((lane) => lane.close()))
  await browser?.close()
  await site?.close()
})

test(
  `no question is lost or doubled in ${count} schedules of faults from seed ${firstSeed} on, and each is answered without a reload`,
  async () => {
    const undisturbed: Undisturbed = new Map(
      await each(QUESTIONS, async (question, lane) => [question, await lane.askUndisturbed(question)] as const),
    )
    const seeds = Array.from({length: count}, (_, index) => firstSeed + index)
    let done = 0
    const played = await each(seeds, async (seed, lane) => {
      const result = await play(createSchedule(seed, QUESTIONS), lane, undisturbed)
      done += 1
      if (!isWell(result)) process.stdout.write(`${describeFailure(result)}\n`)
      if (done % 10 === 0) process.stdout.write(`${done} of ${count} schedules\n`)
      return result
    })
    printReport(played)
    expect(played.filter((result) => !isWell(result)).map(({schedule}) => schedule.seed)).toEqual([])
  },
  LONGEST_SCHEDULE_MS * Math.ceil(count / lanesWanted),
)

async function play(schedule: Schedule, lane: Lane, undisturbed: Undisturbed): Promise<Played> {
  try {
    return {schedule, outcome: await lane.play(schedule, undisturbed)}
  } catch (error) {
    return {schedule, failure: String(error)}
  }
}

/** Does something with each, as many at once as there are lanes; results are in order. */
async function each<Item, Result>(
  items: readonly Item[],
  work: (item: Item, lane: Lane) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  const waiting = [...items.entries()]
  await Promise.all(
    lanes.map(async (lane) => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const [index, item] = next
        results[index] = await work(item, lane)
      }
    }),
  )
  return results
}
