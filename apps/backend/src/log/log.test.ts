import {createLogger} from './create-logger.ts'
import {toPlainLine} from './plain-line.ts'

function capture(logFormat: 'json' | 'plain') {
  const lines: string[] = []
  const logger = createLogger({logLevel: 'info', logFormat}, {write: (line) => lines.push(line)})
  return {logger, lines}
}

test('a person reads one short line', () => {
  const {logger, lines} = capture('plain')
  logger.info({sections: 243, added: 0, milliseconds: 183}, 'content index taken in')
  expect(lines).toEqual([expect.stringMatching(/^\d\d:\d\d:\d\d content index taken in: 243 sections, 183 ms\n$/)])
})

test('a request is its method, path, status and time', () => {
  const {logger, lines} = capture('plain')
  logger.info({requestId: 'r', method: 'POST', path: '/chatkit', status: 200, milliseconds: 12}, 'request')
  expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d POST \/chatkit 200, 12 ms\n$/)
})

test('what is wrong says so, with its stack', () => {
  const {logger, lines} = capture('plain')
  logger.warn({state: 'missing'}, 'There is no index yet.')
  logger.error({err: new Error('disk is full')}, 'unexpected error')
  expect(lines[0]).toMatch(/^\S+ warning: There is no index yet\.: state missing\n$/)
  expect(lines[1]).toMatch(/^\S+ error: unexpected error\n {2}Error: disk is full\n {2}at /)
})

test('a collector gets JSON', () => {
  const {logger, lines} = capture('json')
  logger.info({port: 8000}, 'listening')
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({level: 30, msg: 'listening', port: 8000})
})

test('a line that is no record is passed on', () => {
  expect(toPlainLine('plain text\n')).toBe('plain text\n')
})
