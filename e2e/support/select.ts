import type {Page} from './page.ts'

/** Selects the words of the first paragraph of the chapter that begins with `start`, as a reader does with the mouse. @returns them */
export async function selectByMouse(page: Page, start: string): Promise<string> {
  const {from, to} = await page.until(`a paragraph that begins with “${start}”`, () =>
    page.tab.evaluate(measureParagraph, start),
  )
  await page.tab.drag(from, to)
  return page.tab.evaluate(() => document.getSelection()?.toString() ?? '')
}

/**
 * Selects them as a script does. No driver can select without a mouse: that takes caret browsing or a screen reader, which do no
 * more than this, and the browser tells the page of it in the same way.
 */
export async function selectWithoutMouse(page: Page, start: string): Promise<string> {
  return page.until(`a paragraph that begins with “${start}”`, () =>
    page.tab.evaluate((words) => {
      const paragraph = Array.from(document.querySelectorAll('article p')).find((one) =>
        one.textContent.startsWith(words),
      )
      if (paragraph === undefined) return null
      document.getSelection()?.selectAllChildren(paragraph)
      return document.getSelection()?.toString()
    }, start),
  )
}

/** Where a paragraph's text begins and ends, brought into view. */
function measureParagraph(start: string) {
  const paragraph = Array.from(document.querySelectorAll('article p')).find((one) => one.textContent.startsWith(start))
  if (paragraph === undefined) return null
  paragraph.scrollIntoView({block: 'center', behavior: 'instant'})
  const range = document.createRange()
  range.selectNodeContents(paragraph)
  const lines = [...range.getClientRects()].filter(({width}) => width > 0)
  const first = lines[0]
  const last = lines.at(-1)
  if (first === undefined || last === undefined) return null
  return {
    from: {x: first.left + 1, y: (first.top + first.bottom) / 2},
    to: {x: last.right - 1, y: (last.top + last.bottom) / 2},
  }
}
