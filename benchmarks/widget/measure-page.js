/** After the load event, as long as anything of the page may still shift or block. */
const QUIET_MS = 1500
/** What of a task is more than a reader feels. */
const LONG_TASK_MS = 50

/**
 * Loads a page in a context of its own.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} url
 * @param {string} backendUrl
 * @returns {Promise<{firstPaint: number, largestPaint: number, shift: number, blocking: number, button: number, requests: number,
 *   backendRequests: number}>} milliseconds from the start of the navigation; `button` is NaN on a page that has none
 */
export async function measurePage(browser, url, backendUrl) {
  const context = await browser.newContext({viewport: {width: 1280, height: 800}})
  try {
    const page = await context.newPage()
    const requests = []
    page.on('request', (request) => requests.push(request.url()))
    await page.addInitScript(observe)
    await page.goto(url, {waitUntil: 'load'})
    await page.waitForTimeout(QUIET_MS)
    const {firstPaint, largestPaint, shift, tasks, button} = await page.evaluate(() => globalThis.seen)
    const blocking = tasks
      .filter(({start}) => start >= firstPaint)
      .reduce((sum, {duration}) => sum + duration - LONG_TASK_MS, 0)
    const backendRequests = requests.filter((request) => request.startsWith(backendUrl)).length
    return {
      firstPaint,
      largestPaint,
      shift,
      blocking,
      button: button ?? NaN,
      requests: requests.length,
      backendRequests,
    }
  } finally {
    await context.close()
  }
}

/** Runs in the page before anything else of it. */
function observe() {
  const seen = {firstPaint: 0, largestPaint: 0, shift: 0, tasks: [], button: undefined}
  globalThis.seen = seen
  const on = (type, each) =>
    new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({type, buffered: true})
  on('paint', ({name, startTime}) => {
    if (name === 'first-contentful-paint') seen.firstPaint = startTime
  })
  on('largest-contentful-paint', ({startTime}) => {
    seen.largestPaint = startTime
  })
  on('layout-shift', ({value, hadRecentInput}) => {
    if (!hadRecentInput) seen.shift += value
  })
  on('longtask', ({startTime, duration}) => {
    seen.tasks.push({start: startTime, duration})
  })
  const waitForButton = () => {
    const box = document.querySelector('button[aria-haspopup="dialog"]')?.getBoundingClientRect()
    // A callback before the frame sees what that frame will paint; the task after it comes when it is painted.
    if (box && box.width > 0) setTimeout(() => (seen.button = performance.now()))
    else requestAnimationFrame(waitForButton)
  }
  requestAnimationFrame(waitForButton)
}
