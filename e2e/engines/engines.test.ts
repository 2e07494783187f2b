import {createServer, type Server} from 'node:http'
import type {AddressInfo} from 'node:net'
import {ENGINE_NAMES, type Engine, launch} from './index.ts'

/** A page on which everything that a driver does can be seen. */
const PAGE = `<!doctype html><title>Engines</title><textarea id="field" style="position:fixed;inset:0 auto auto 0;width:200px;height:100px"></textarea>
<script>
  window.seen = []
  for (const type of ['click', 'keydown']) addEventListener(type, (event) => seen.push(type + ' ' + (event.key ?? event.clientX) + (event.shiftKey ? ' shift' : '')))
</script>`

let server: Server
let url: string
beforeAll(async () => {
  server = createServer((_request, response) => response.setHeader('content-type', 'text/html').end(PAGE))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

declare const seen: string[]

describe.each(ENGINE_NAMES)('%s', (name) => {
  let engine: Engine
  beforeAll(async () => {
    engine = await launch(name)
  })
  afterAll(() => engine?.close())

  test('clicks, types and presses keys as a person does', async () => {
    const {tab, close} = await engine.newSession()
    await tab.goto(url)
    await tab.click(50, 50)
    await tab.type('Hi ü 😀')
    await tab.press('Shift+Enter')
    expect(await tab.evaluate(() => document.querySelector('textarea')?.value)).toBe('Hi ü 😀\n')
    const events = await tab.evaluate(() => seen)
    expect(events[0]).toBe('click 50')
    expect(events).toContain('keydown Enter shift')
    await close()
  })

  test('drags over a text, which selects it', async () => {
    const {tab, close} = await engine.newSession()
    await tab.goto(url)
    await tab.click(50, 50)
    await tab.type('dragged')
    await tab.drag({x: 1, y: 10}, {x: 190, y: 10})
    const selected = await tab.evaluate(() => {
      const {value, selectionStart, selectionEnd} = document.querySelector('textarea')!
      return value.slice(selectionStart, selectionEnd)
    })
    expect(selected).toBe('dragged')
    await close()
  })

  test('hands arguments over, awaits promises, and reports what a script throws', async () => {
    const {tab, close} = await engine.newSession()
    await tab.goto(url)
    expect(await tab.evaluate(async (left, right) => ({sum: left + right}), 1, 2)).toEqual({sum: 3})
    await expect(
      tab.evaluate(() => {
        throw new Error('from the page')
      }),
    ).rejects.toThrow(/from the page/)
    await close()
  })

  test.each([320, 768, 1440, 2560])('makes the viewport %d px wide', async (width) => {
    const {tab, close} = await engine.newSession()
    await tab.goto(url)
    const possible = Math.max(width, engine.narrowest)
    await tab.resize(possible, 800)
    expect(await tab.evaluate(() => [innerWidth, innerHeight])).toEqual([possible, 800])
    await close()
  })

  test('keeps sessions apart, and the storage of tabs', async () => {
    const one = await engine.newSession()
    await one.tab.goto(url)
    await one.tab.evaluate(() => {
      localStorage.setItem('a', '1')
      sessionStorage.setItem('b', '1')
    })
    const read = () => [localStorage.getItem('a'), sessionStorage.getItem('b')]
    const tab = await one.newTab()
    await tab.goto(url)
    expect(await tab.evaluate(read)).toEqual(['1', null])
    expect(await one.tab.evaluate(read)).toEqual(['1', '1'])
    const two = await engine.newSession()
    await two.tab.goto(url)
    expect(await two.tab.evaluate(read)).toEqual([null, null])
    await one.close()
    await two.close()
  })
})
