import type {Page, Thread, ThreadItem} from 'chatkit-protocol'
import type {Tab} from '../engines/index.ts'

/** What the backend has kept of one session. */
export interface Kept {
  threads: number
  questions: string[]
  answers: string[]
}

/** Asks the backend itself, past every fault, with the secret that the page has. */
export async function readKept(tab: Tab, backendPort: number): Promise<Kept> {
  const secret = await tab.evaluate(() => {
    const key = Object.keys(sessionStorage).find((name) => name.includes('chatkit:session:'))
    const kept = JSON.parse((key !== undefined && sessionStorage.getItem(key)) || '{}') as {clientSecret?: string}
    return kept.clientSecret ?? ''
  })
  const call = async <Result>(type: string, params: object): Promise<Result> => {
    const response = await fetch(`http://127.0.0.1:${backendPort}/chatkit`, {
      method: 'POST',
      headers: {'content-type': 'application/json', authorization: `Bearer ${secret}`},
      body: JSON.stringify({type, params}),
    })
    if (!response.ok) throw new Error(`${type} answered ${response.status}: ${await response.text()}`)
    return (await response.json()) as Result
  }
  const threads = await call<Page<Thread>>('threads.list', {limit: 100, order: 'asc'})
  const items: ThreadItem[] = []
  for (const {id} of threads.data) {
    const page = await call<Page<ThreadItem>>('items.list', {thread_id: id, limit: 100, order: 'asc'})
    items.push(...page.data)
  }
  const textOf = ({content}: {content: {text?: string}[]}) =>
    content
      .map(({text = ''}) => text)
      .join('')
      .trim()
  return {
    threads: threads.data.length,
    questions: items.flatMap((item) => (item.type === 'user_message' ? [textOf(item)] : [])),
    answers: items.flatMap((item) => (item.type === 'assistant_message' ? [textOf(item)] : [])),
  }
}
