/** Chromium writes one such event for each task of a thread. */
const TASK = 'ThreadControllerImpl::RunTask'

/**
 * Main-thread time of the page while `work` runs, in time on the processor: on a machine that does other things as well, time by the
 * clock would count theirs.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {import('playwright-core').Page} page
 * @param {() => Promise<unknown>} work
 * @returns {Promise<{busy: number, longest: number, tasks: number}>} milliseconds, and how many tasks took more than 50 ms
 */
export async function measureTasks(browser, page, work) {
  await browser.startTracing(page, {categories: ['toplevel', '__metadata']})
  await work()
  const {traceEvents} = JSON.parse(String(await browser.stopTracing()))
  const main = rendererMain(traceEvents)
  const durations = traceEvents
    .filter(({name, pid, tid}) => name === TASK && `${pid}/${tid}` === main)
    .map((event) => cpuTime(event) / 1000)
  return {
    busy: durations.reduce((sum, ms) => sum + ms, 0),
    longest: Math.max(0, ...durations),
    tasks: durations.filter((ms) => ms > 50).length,
  }
}

/** Microseconds on the processor; by the clock where the system does not tell. */
const cpuTime = ({dur = 0, tdur = dur}) => tdur

/** The renderer's main thread that was busiest: a browser keeps a spare renderer besides the page's. */
function rendererMain(events) {
  const threads = events
    .filter(({name, args}) => name === 'thread_name' && args.name === 'CrRendererMain')
    .map(({pid, tid}) => `${pid}/${tid}`)
  const busy = new Map(threads.map((thread) => [thread, 0]))
  for (const event of events) {
    const thread = `${event.pid}/${event.tid}`
    if (event.name === TASK && busy.has(thread)) busy.set(thread, busy.get(thread) + cpuTime(event))
  }
  const [first] = [...busy].toSorted(([, a], [, b]) => b - a)
  if (!first) throw new Error('The trace names no main thread of a renderer. Has this Chromium other trace categories?')
  return first[0]
}
