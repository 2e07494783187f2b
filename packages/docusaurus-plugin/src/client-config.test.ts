import path from 'node:path'
import {findClientConfig} from './client-config.ts'

test('a module is found from the folder of the site', () => {
  expect(findClientConfig(`./${path.basename(__filename)}`, __dirname, '/none.js')).toBe(__filename)
})

test('without one the widget gets a module with nothing in it', () => {
  expect(findClientConfig(undefined, __dirname, '/none.js')).toBe('/none.js')
})

test('one that is not there stops the site, with what to write', () => {
  expect(() => findClientConfig('./src/chat', __dirname, '/none.js')).toThrow("such as './src/chat.client.ts'")
})
