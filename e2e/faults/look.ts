import type {Tab} from '../engines/index.ts'

/** One message of the reader with what was answered, as they stand on the page. */
export interface Turn {
  question: string
  answer: string
  /** The page says that the answer is not whole, and offers to ask again. */
  isMarked: boolean
}

/** What a reader sees of the chat at one moment. */
export interface View {
  turns: Turn[]
  isBusy: boolean
  /** What stands in the composer. */
  draft: string
  /** Labels of the buttons by which something can be tried again, but for those of marked answers, which would ask twice. */
  retries: string[]
  /** What the alerts say. */
  alerts: string[]
}

export function look(tab: Tab): Promise<View> {
  return tab.evaluate(() => {
    const panel = document.querySelector('[role="dialog"]')
    const shadow = panel?.querySelector('openai-chatkit')?.shadowRoot
    const roots = [panel, shadow].filter((root) => root !== null && root !== undefined)
    const all = (css: string) => roots.flatMap((root) => Array.from(root.querySelectorAll<HTMLElement>(css)))
    const seen = (element: HTMLElement) => element.checkVisibility({opacityProperty: true, visibilityProperty: true})
    const words = (element: HTMLElement) => element.innerText.replaceAll(/\s+/g, ' ').trim()
    const turns = all('.turn').map((turn) => ({
      question: [...turn.querySelectorAll<HTMLElement>('[part~="user-message"] .bubble')].map(words).join(''),
      answer: [...turn.querySelectorAll<HTMLElement>('[part~="assistant-message"]')].map(words).join(' '),
      isMarked: turn.querySelector('[part~="unfinished"] button') !== null,
    }))
    const fields = all('textarea, [contenteditable="true"], [role="textbox"]').filter(seen)
    return {
      turns,
      isBusy: shadow?.querySelector('[part~="transcript"]')?.getAttribute('aria-busy') === 'true',
      draft: fields.map((field) => ('value' in field ? String(field.value) : field.innerText).trim()).join(''),
      retries: all('button')
        .filter((button) => seen(button) && button.closest('[part~="unfinished"]') === null)
        .map((button) => button.getAttribute('aria-label') ?? button.innerText.trim())
        .filter((label) => /^(Try again|Retry|Answer again)$/.test(label)),
      alerts: all('[role="alert"]').filter(seen).map(words),
    }
  })
}
