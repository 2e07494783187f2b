import {describeProgress, showProgress} from './show-progress.ts'

test('a bar is as full as the work is done', () => {
  expect(describeProgress({step: 'indexing', done: 0, total: 480})).toMatch(/^Reading sections +\[-{24}\] 0 of 480$/)
  expect(describeProgress({step: 'embedding', done: 120, total: 480})).toContain(
    '[######------------------] 120 of 480',
  )
  expect(describeProgress({step: 'uploading', done: 0, total: 0})).toMatch(/\[#{24}\]/)
})

test('it is drawn on a terminal, in one line that is gone at the end, and nowhere else', () => {
  const write = (isTTY: boolean): string => {
    let text = ''
    const {show, clear} = showProgress({isTTY, write: (more: string) => (text += more)})
    show({step: 'indexing', done: 1, total: 2})
    clear()
    return text
  }
  expect(write(true)).toBe(`\r\u001B[K${describeProgress({step: 'indexing', done: 1, total: 2})}\r\u001B[K`)
  expect(write(false)).toBe('')
})
