/**
 * From the click on the button to the focus in the composer, by the page's own clock: on a first visit, and in the next tab of the same browser.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} url
 * @returns {Promise<{cold: number, cached: number}>} milliseconds
 */
export async function measureOpening(browser, url) {
  const context = await browser.newContext({viewport: {width: 1280, height: 800}})
  try {
    return {cold: await open(context, url), cached: await open(context, url)}
  } finally {
    await context.close()
  }
}

/** In a tab of its own: what a tab remembers would open the panel by itself. */
async function open(context, url) {
  const page = await context.newPage()
  await page.addInitScript(watchFocus)
  await page.goto(url, {waitUntil: 'load'})
  await page.waitForFunction(() => {
    const button = document.querySelector('button[aria-haspopup="dialog"]')
    return button !== null && Object.keys(button).some((key) => key.startsWith('__reactProps'))
  })
  // Whatever the page still does by itself is not what is measured.
  await page.waitForTimeout(300)
  const {x, y, width, height} = await page.locator('button[aria-haspopup="dialog"]').last().boundingBox()
  await page.mouse.click(x + width / 2, y + height / 2)
  await page.waitForFunction(() => globalThis.focusedAt !== undefined)
  const time = await page.evaluate(() => globalThis.focusedAt - globalThis.clickedAt)
  // The rest of the chat arrives, and with it what the next visit finds in the cache.
  await page.locator('openai-chatkit').getByRole('textbox').waitFor()
  await page.close()
  return time
}

/** Runs in the page before anything else of it. */
function watchFocus() {
  addEventListener('click', ({timeStamp}) => (globalThis.clickedAt ??= timeStamp), true)
  addEventListener(
    'focusin',
    (event) => {
      if (event.composedPath()[0]?.matches?.('textarea, [role="textbox"]')) globalThis.focusedAt ??= performance.now()
    },
    true,
  )
}
