import {connect} from './connect.ts'

/** Where requests go, as the client has worked it out. */
const target = (url: string): unknown =>
  Reflect.get(connect({url, apiKey: undefined, collection: 'book'}, 1_000), '_restUri')

test.each([
  ['http://localhost:6333', 'http://localhost:6333'],
  ['http://localhost', 'http://localhost:6333'],
  ['https://qdrant.example', 'https://qdrant.example:6333'],
  ['https://qdrant.example:443', 'https://qdrant.example:443'],
  ['http://proxy.example:80/qdrant/', 'http://proxy.example:80/qdrant'],
])('%s means %s', (url, expected) => {
  expect(target(url)).toBe(expected)
})
