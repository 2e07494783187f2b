import {toExpression} from './expression.ts'
import type {Tab} from './engine.ts'

/** What the pages of Playwright and of Puppeteer have in common. */
interface DriverPage {
  goto(url: string): Promise<unknown>
  reload(): Promise<unknown>
  goBack(): Promise<unknown>
  url(): string
  evaluate(expression: string): Promise<unknown>
  mouse: {
    click(x: number, y: number): Promise<void>
    move(x: number, y: number, options?: {steps: number}): Promise<void>
    down(): Promise<void>
    up(): Promise<void>
  }
  keyboard: {type(text: string): Promise<void>}
  screenshot(): Promise<Uint8Array>
  bringToFront(): Promise<void>
  close(): Promise<void>
}

/** @param own what each driver does in its own way */
export function toTab(page: DriverPage, own: Pick<Tab, 'press' | 'resize'>): Tab {
  return {
    goto: async (url) => void (await page.goto(url)),
    reload: async () => void (await page.reload()),
    back: async () => void (await page.goBack()),
    url: async () => page.url(),
    evaluate: async (work, ...args) => (await page.evaluate(toExpression(work, args))) as never,
    click: (x, y) => page.mouse.click(x, y),
    moveTo: (x, y) => page.mouse.move(x, y),
    async drag(from, to) {
      await page.mouse.move(from.x, from.y)
      await page.mouse.down()
      await page.mouse.move(to.x, to.y, {steps: 4})
      await page.mouse.up()
    },
    type: (text) => page.keyboard.type(text),
    screenshot: () => page.screenshot(),
    focus: () => page.bringToFront(),
    close: () => page.close(),
    ...own,
  }
}
