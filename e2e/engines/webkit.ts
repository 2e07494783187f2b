import {setTimeout as sleep} from 'node:timers/promises'
import {Builder, Key, Origin, type WebDriver} from 'selenium-webdriver'
import {executable} from '../../scripts/lib/browsers.js'
import {anyFreePort} from '../../scripts/lib/ports.js'
import {start} from '../../scripts/lib/processes.js'
import type {Engine, Place, Session, Tab} from './engine.ts'
import {toExpression} from './expression.ts'
import {splitKeys} from './keys.ts'

const MINI_BROWSER = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser'

/**
 * WebKit, the engine of Safari, in its GTK port. It has no headless mode, so it runs on a screen that nobody sees; a driver has one
 * session at a time, so each gets one of its own.
 */
export async function launchWebKit(): Promise<Engine> {
  const open = new Set<Session>()
  return {
    name: 'WebKit',
    narrowest: 447,
    async newSession() {
      const session = await newSession(() => open.delete(session))
      open.add(session)
      return session
    },
    async close() {
      await Promise.all([...open].map((session) => session.close()))
    },
  }
}

async function newSession(onClosed: () => void): Promise<Session> {
  const port = await anyFreePort()
  const screen = ['-a', '--server-args=-screen 0 2720x1640x24']
  const server = start('webkit', 'xvfb-run', [...screen, executable('webkit'), `--port=${port}`], {quiet: true})
  await answers(port, server.exited)
  const driver = await new Builder()
    .usingServer(`http://127.0.0.1:${port}`)
    .withCapabilities({
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': {binary: MINI_BROWSER, args: ['--automation']},
    })
    .build()
  await driver.manage().setTimeouts({script: 60_000, pageLoad: 60_000})
  const tab = toTab(driver, await driver.getWindowHandle())
  await tab.resize(1280, 800)
  const newWindow = async () => {
    await driver.switchTo().newWindow('window')
    return toTab(driver, await driver.getWindowHandle())
  }
  return {
    tab,
    // Nothing tells the driver which tab to show, and one that is not shown does not paint.
    newTab: newWindow,
    newWindow,
    async close() {
      onClosed()
      await driver.quit().catch(() => {})
      await server.stop()
    },
  }
}

/** One driver serves all tabs, one at a time. */
function toTab(driver: WebDriver, handle: string): Tab {
  const here = async () => {
    await driver.switchTo().window(handle)
    return driver
  }
  const evaluate: Tab['evaluate'] = async (work, ...args) => {
    const body = `const done = arguments[arguments.length - 1]
      Promise.resolve().then(() => ${toExpression(work, args)})
        .then((value) => done({value: value === undefined ? null : value}), (error) => done({error: String(error)}))`
    const result = await (await here()).executeAsyncScript<{value?: unknown; error?: string}>(body)
    if (result.error !== undefined) throw new Error(result.error)
    return result.value as never
  }
  return {
    goto: async (url) => (await here()).get(url),
    reload: async () => (await here()).navigate().refresh(),
    back: async () => (await here()).navigate().back(),
    url: async () => (await here()).getCurrentUrl(),
    evaluate,
    async click(x, y) {
      await (await here()).actions().move(toPlace({x, y})).click().perform()
    },
    async moveTo(x, y) {
      await (await here()).actions().move(toPlace({x, y})).perform()
    },
    async drag(from, to) {
      const actions = (await here()).actions().move(toPlace(from)).press()
      await actions.move(toPlace(to)).release().perform()
    },
    async type(text) {
      await (await here()).actions().sendKeys(text).perform()
    },
    async press(keys) {
      const {modifiers, key} = splitKeys(keys)
      let actions = (await here()).actions()
      for (const modifier of modifiers) actions = actions.keyDown(toKey(modifier))
      actions = actions.keyDown(toKey(key)).keyUp(toKey(key))
      for (const modifier of modifiers.toReversed()) actions = actions.keyUp(toKey(modifier))
      await actions.perform()
    },
    async resize(width, height) {
      const frame = (await here()).manage().window()
      // What the window adds around the page is only seen once it has taken the new size, a moment later.
      let extra = {width: 0, height: 0}
      for (let tries = 0; tries < 20; tries++) {
        const outer = {width: width + extra.width, height: height + extra.height}
        await frame.setRect(outer)
        await sleep(50)
        const [inner, tall] = await evaluate(() => [window.innerWidth, window.innerHeight] as const)
        if (inner === width && tall === height) return
        extra = {width: extra.width + width - inner, height: extra.height + height - tall}
      }
      throw new Error(`The window could not be made ${width} × ${height}.`)
    },
    screenshot: async () => Buffer.from(await (await here()).takeScreenshot(), 'base64'),
    focus: async () => void (await here()),
    async close() {
      await (await here()).close()
    },
  }
}

function toPlace({x, y}: Place) {
  return {x: Math.round(x), y: Math.round(y), origin: Origin.VIEWPORT, duration: 0}
}

const NAMES: Record<string, string> = {
  ArrowDown: Key.ARROW_DOWN,
  ArrowLeft: Key.ARROW_LEFT,
  ArrowUp: Key.ARROW_UP,
  Control: Key.CONTROL,
  Enter: Key.ENTER,
  Escape: Key.ESCAPE,
  Meta: Key.META,
  Shift: Key.SHIFT,
  Tab: Key.TAB,
}

function toKey(name: string): string {
  return NAMES[name] ?? name
}

async function answers(port: number, exited: Promise<{output: string[]}>): Promise<void> {
  let ended: {output: string[]} | undefined
  void exited.then((result) => (ended = result))
  for (let tries = 0; tries < 200; tries++) {
    if (ended !== undefined) throw new Error(`WebKit's driver ended:\n${ended.output.join('\n')}`)
    try {
      await fetch(`http://127.0.0.1:${port}/status`)
      return
    } catch {
      await sleep(100)
    }
  }
  throw new Error('WebKit’s driver did not start within 20 s.')
}
