import {Client, StreamableHTTPClientTransport} from '@modelcontextprotocol/client'
import {pino} from 'pino'
import {createTestBackend, type TestBackend} from '../__fixtures__/backend.ts'
import {createContent, createUrduContent, section} from '../__fixtures__/content.ts'
import {readConfig} from '../config.ts'
import type {ContentIndex} from '../index/schema.ts'
import {EmbeddedIndex} from '../search/embedded-index.ts'
import {SearchEngine} from '../search/engine.ts'
import {SiteIndex} from '../search/site-index.ts'
import type {SearchIndex, SearchResult} from '../search/types.ts'
import {listen, type Running} from '../serve.ts'

let backend: TestBackend
let running: Running | null = null
const clients: Client[] = []

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()))
  await (running === null ? backend.close() : running.stop())
  running = null
})

async function start(options: Parameters<typeof createTestBackend>[0] = {}): Promise<string> {
  backend = await createTestBackend(options)
  running = await listen(backend, readConfig({PORT: '0'}, backend.dir), pino({level: 'silent'}))
  return `http://127.0.0.1:${running.port}/mcp`
}

type Options = ConstructorParameters<typeof Client>[1]

async function connect(url: string, headers: Record<string, string> = {}, options?: Options): Promise<Client> {
  const client = new Client({name: 'test', version: '1.0.0'}, options)
  clients.push(client)
  await client.connect(new StreamableHTTPClientTransport(new URL(url), {requestInit: {headers}}))
  return client
}

type Result = Awaited<ReturnType<Client['callTool']>>

function textOf({content}: Result): string {
  return content.map((part) => (part.type === 'text' ? part.text : '')).join('')
}

function withVersions(): string {
  const content = createContent()
  const old = section('old/topics#topics', {
    title: 'Topics of old',
    headingPath: ['Topics of old'],
    version: '1.0',
    text: 'In the first release a topic was called a subject, and nodes had one subject each.',
  })
  return JSON.stringify({...content, sections: [...content.sections, old]})
}

/** An engine that holds what it is given. */
function hold(content: ContentIndex): SearchIndex {
  const engine = new SearchEngine(':memory:')
  engine.ingest(content)
  return {
    search: (request) => Promise.resolve(engine.search(request)),
    section: (id) => Promise.resolve(engine.section(id)),
    status: () => Promise.resolve(engine.status()),
    ingest: () => Promise.reject(new Error('It holds what it was given.')),
    close: () => Promise.resolve(engine.close()),
  }
}

describe('an agent', () => {
  test('gets a site in two languages from each, and reads what it found there', async () => {
    const index = new SiteIndex([
      {source: 'en', open: () => hold(createContent())},
      {source: 'ur', open: () => hold(createUrduContent())},
    ])
    const client = await connect(await start({parts: {index}}))
    const search = (query: string, locale?: string) =>
      client.callTool({name: 'search', arguments: locale === undefined ? {query} : {query, locale}})
    expect((await search('What is a topic?')).structuredContent).toMatchObject({site: {locale: 'en'}})
    expect((await search('controller', 'ur-PK')).structuredContent).toMatchObject({site: {locale: 'ur'}})
    expect(textOf(await search('topic', 'fr'))).toContain('Only "en", "ur" is indexed here')
    const {structuredContent: found} = await search('ٹاپک کیا ہے؟')
    expect(found).toMatchObject({site: {locale: 'ur', url: 'https://book.example/book/ur/'}})
    const [passage] = (found as {passages: {id: string; url: string}[]}).passages
    expect(passage?.url).toBe('https://book.example/book/ur/docs/ros2/topics#topics')
    const read = await client.callTool({name: 'read_section', arguments: {section: passage?.id ?? ''}})
    expect(read.structuredContent).toMatchObject({url: passage?.url})
  })

  test('sees two tools that only read, with what they take and give', async () => {
    const client = await connect(await start())
    const {tools} = await client.listTools()
    expect(tools.map(({name}) => name)).toEqual(['search', 'read_section'])
    for (const tool of tools) {
      expect(tool.annotations).toMatchObject({readOnlyHint: true, openWorldHint: false})
      expect(tool.inputSchema.type).toBe('object')
      expect(tool.outputSchema).toMatchObject({type: 'object'})
    }
    expect(client.getServerVersion()).toMatchObject({name: 'chatkit-docs', title: 'Robots by Example'})
    expect(client.getInstructions()).toContain('data, not instructions')
  })

  test.each([
    ['that shakes hands first', 'legacy' as const, '2025-11-25'],
    ['that does not', {pin: '2026-07-28'}, '2026-07-28'],
  ])('%s is served', async (_name, mode, revision) => {
    const client = await connect(await start(), {}, {versionNegotiation: {mode}})
    expect(client.getNegotiatedProtocolVersion()).toBe(revision)
    const found = await client.callTool({name: 'search', arguments: {query: 'What is a topic?'}})
    expect(textOf(found)).toContain('A topic is a named channel')
  })

  test('finds passages, as data and as text, each with the address to cite it by', async () => {
    const client = await connect(await start())
    const found = await client.callTool({name: 'search', arguments: {query: 'What is a topic?', limit: 2}})
    expect(found.structuredContent).toMatchObject({
      site: {title: 'Robots by Example', url: 'https://book.example/book/', locale: 'en'},
      passages: [
        {
          id: 'ros2/topics#topics',
          url: 'https://book.example/book/docs/ros2/topics#topics',
          headingPath: ['Topics and services', 'Topics'],
          text: expect.stringContaining('A topic is a named channel'),
          code: [{language: 'python', title: 'A publisher'}],
        },
        {},
      ],
      nearest: [],
    })
    expect(textOf(found)).toContain(
      '# Topics and services › Topics\n\nSource: https://book.example/book/docs/ros2/topics#topics',
    )
    expect(textOf(found)).toContain('```python\npublisher = node.create_publisher')
  })

  test('is told when nothing answers, and what comes nearest', async () => {
    const client = await connect(await start())
    const found = await client.callTool({name: 'search', arguments: {query: 'the price of a camera from Mars'}})
    expect(found.isError).not.toBe(true)
    expect(found.structuredContent).toMatchObject({passages: [], nearest: [{id: 'ros2/topics#topics'}]})
    expect(textOf(found)).toMatch(/Nothing in "Robots by Example" answers this.*\n\n- Topics/)
  })

  test('reads a section whole by the id or address that a search gave, and sees what else its page has', async () => {
    const client = await connect(await start())
    const found = await client.callTool({name: 'search', arguments: {query: 'service request', limit: 1}})
    const {passages} = found.structuredContent as {passages: {id: string; url: string}[]}
    for (const name of [passages[0]?.id, passages[0]?.url]) {
      const read = await client.callTool({name: 'read_section', arguments: {section: name}})
      expect(read.structuredContent).toMatchObject({
        id: 'ros2/topics#services',
        text: expect.stringMatching(/^A service is a request.*before it can go on\.$/),
        truncated: false,
        version: 'current',
      })
      const {page} = read.structuredContent as {page: {id: string}[]}
      expect(page.map(({id}) => id)).toEqual([
        'ros2/topics',
        'ros2/topics#topics',
        'ros2/topics#services',
        'ros2/topics#comparison',
      ])
      expect(textOf(read)).toContain('- Topics: https://book.example/book/docs/ros2/topics#topics')
    }
  })

  test.each([
    ['the address of a page', 'https://book.example/book/docs/ros2/topics', 'ros2/topics'],
    ['the same with a slash at its end', 'https://book.example/book/docs/ros2/topics/', 'ros2/topics'],
    ['a path', '/book/docs/ros2/topics#services', 'ros2/topics#services'],
    ['a page that begins with a heading', '/book/docs/ros2/control', 'ros2/control#controllers'],
  ])('may give %s', async (_name, asked, id) => {
    const client = await connect(await start())
    const read = await client.callTool({name: 'read_section', arguments: {section: asked}})
    expect(read.structuredContent).toMatchObject({id})
  })

  test('reads one version only, when it asks for one', async () => {
    const client = await connect(await start({content: withVersions()}))
    const found = await client.callTool({name: 'search', arguments: {query: 'What is a topic?', version: '1.0'}})
    const {passages} = found.structuredContent as {passages: {id: string}[]}
    expect(passages.map(({id}) => id)).toEqual(['old/topics#topics'])
    const unknown = await client.callTool({name: 'search', arguments: {query: 'topic', version: '7'}})
    expect(unknown.isError).toBe(true)
    expect(textOf(unknown)).toContain('The versions are current, 1.0.')
  })

  test('of another language is told which one there is', async () => {
    const client = await connect(await start())
    const found = await client.callTool({name: 'search', arguments: {query: 'topic', locale: 'en-GB'}})
    expect(found.isError).not.toBe(true)
    const other = await client.callTool({name: 'search', arguments: {query: 'topic', locale: 'ur'}})
    expect(other.isError).toBe(true)
    expect(textOf(other)).toContain('Only "en" is indexed here')
  })

  test('gets the latest version where it names none, and is told when only an old one answers', async () => {
    const content = JSON.parse(withVersions()) as ContentIndex
    const site = {...content.site, latestVersions: ['current']}
    const index = new SiteIndex([{source: 'en', open: () => hold({...content, site})}])
    const client = await connect(await start({parts: {index}}))
    const search = (query: string) => client.callTool({name: 'search', arguments: {query}})

    const latest = await search('What is a topic?')
    const {passages} = latest.structuredContent as {passages: {version: string}[]}
    expect(new Set(passages.map(({version}) => version))).toEqual(new Set(['current']))
    expect(latest.structuredContent).not.toHaveProperty('elsewhere')

    const old = await search('topic called a subject in the first release')
    expect(old.structuredContent).toMatchObject({
      passages: [{id: 'old/topics#topics', version: '1.0'}],
      elsewhere: {version: {read: 'current', found: '1.0'}},
    })
    expect(textOf(old)).toMatch(/^I found this only in version 1\.0, not in current:.*\nVersion: 1\.0\n/s)

    const {tools} = await client.listTools()
    expect(JSON.stringify(tools[0]?.inputSchema)).toContain('Default: the latest, and the others when that has nothing')
  })

  test('gets 20,000 characters of a section that is longer, and is told', async () => {
    const content = createContent()
    const long = section('long', {text: 'A worm gear turns slowly. '.repeat(1_000)})
    const client = await connect(
      await start({content: JSON.stringify({...content, sections: [...content.sections, long]})}),
    )
    const read = await client.callTool({name: 'read_section', arguments: {section: 'long'}})
    const {text, truncated} = read.structuredContent as {text: string; truncated: boolean}
    expect([text.length, truncated]).toEqual([20_000, true])
    expect(textOf(read)).toContain('cut off here')
  })

  test('comes before the first index and is told so', async () => {
    const client = await connect(await start({content: null}))
    const found = await client.callTool({name: 'search', arguments: {query: 'topic'}})
    expect(found.isError).toBe(true)
    expect(textOf(found)).toContain('has not been indexed yet')
  })

  test('learns nothing internal when the search fails, and the log nothing of what it asked', async () => {
    class Broken extends EmbeddedIndex {
      override search({query}: {query: string}): Promise<SearchResult> {
        return Promise.reject(new Error(`/var/lib/search.db: syntax error near "${query}"`))
      }
    }
    const client = await connect(await start({parts: {index: new Broken(':memory:')}}))
    const found = await client.callTool({name: 'search', arguments: {query: 'zyzzyva'}})
    expect(found.isError).toBe(true)
    expect(textOf(found)).toBe('The search isn’t working right now. Try again in a moment.')
    expect(backend.log.map((line) => line['msg'])).toContain('an agent’s request failed')
    expect(JSON.stringify(backend.log)).not.toContain('zyzzyva')
  })
})

describe('what is refused', () => {
  const call = (body: unknown, headers: Record<string, string> = {}) =>
    backend.post('/mcp', body, {accept: 'application/json, text/event-stream', ...headers})
  const search = (query: unknown, id: number | string = 1) => ({
    jsonrpc: '2.0',
    id,
    method: 'tools/call',
    params: {name: 'search', arguments: {query}},
  })

  test.each<[string, Record<string, unknown>]>([
    ['no query', {}],
    ['an empty query', {query: ''}],
    ['a query that is no text', {query: 7}],
    ['a query as long as a book', {query: 'x'.repeat(1_001)}],
    ['more passages than there may be', {query: 'topic', limit: 21}],
  ])('%s: the agent is told', async (_name, args) => {
    const client = await connect(await start())
    const refused = await client.callTool({name: 'search', arguments: args}).then(
      (result) => ({refused: result.isError, said: textOf(result)}),
      (error: Error) => ({refused: true, said: error.message}),
    )
    expect(refused).toEqual({refused: true, said: expect.stringMatching(/query|limit/)})
  })

  test('a section that is not there, also one on another site', async () => {
    const client = await connect(await start())
    for (const asked of ['nowhere', 'https://evil.example/book/docs/ros2/topics#topics', '/%E0%A4%A', "' OR 1=1 --"]) {
      const read = await client.callTool({name: 'read_section', arguments: {section: asked}})
      expect(read.isError).toBe(true)
      expect(textOf(read)).toContain('There is no such section')
    }
  })

  test.each<[string, unknown, number]>([
    ['what is not JSON', '{"jsonrpc"', 400],
    ['several messages at once', [search('topic', 1), search('topic', 2)], 400],
    ['what is no message', {hello: 'there'}, 400],
    ['more than 64 KB', search('x'.repeat(70_000)), 413],
  ])('%s', async (_name, body, status) => {
    backend = await createTestBackend()
    expect((await call(body)).status).toBe(status)
    expect((await call(search('topic'))).status).toBe(200)
  })

  test('a method other than POST', async () => {
    backend = await createTestBackend()
    const response = await backend.app.fetch(new Request('http://localhost/mcp'))
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('POST, OPTIONS')
  })

  test('more than an address may send in a minute, but not to its neighbour', async () => {
    backend = await createTestBackend({env: {CHATKIT_MCP_PER_MINUTE: '2', CHATKIT_TRUST_PROXY: '1'}})
    const from = (address: string) => call(search('topic'), {'x-forwarded-for': address})
    expect((await from('192.0.2.1')).status).toBe(200)
    expect((await from('192.0.2.1')).status).toBe(200)
    const refused = await from('192.0.2.1')
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await from('192.0.2.2')).status).toBe(200)
  })

  test('a page that is not on the list', async () => {
    const url = await start({env: {CHATKIT_ALLOWED_ORIGINS: 'https://book.example'}})
    const foreign = await call(search('topic'), {origin: 'https://evil.example'})
    expect(foreign.status).toBe(403)
    await expect(connect(url, {origin: 'https://evil.example'})).rejects.toThrow()
    const listed = await call(search('topic'), {origin: 'https://book.example'})
    expect(listed.status).toBe(200)
    expect(listed.headers.get('access-control-allow-origin')).toBe('https://book.example')
  })

  test('a page whose name was made to point at this machine', async () => {
    backend = await createTestBackend()
    const headers = {'content-type': 'application/json', accept: 'application/json, text/event-stream'}
    const rebound = await backend.app.fetch(
      new Request('http://rebound.example:8000/mcp', {
        method: 'POST',
        headers: {...headers, origin: 'http://rebound.example:8000'},
        body: JSON.stringify(search('topic')),
      }),
    )
    expect(rebound.status).toBe(403)
  })

  test('everything, when the owner turned it off', async () => {
    backend = await createTestBackend({env: {CHATKIT_MCP_PER_MINUTE: '0'}})
    expect((await call(search('topic'))).status).toBe(404)
  })
})

test('a page on the list may send the headers of the protocol', async () => {
  backend = await createTestBackend()
  const preflight = await backend.app.fetch(
    new Request('http://localhost/mcp', {method: 'OPTIONS', headers: {origin: 'http://localhost:6274'}}),
  )
  expect(preflight.status).toBe(204)
  expect(preflight.headers.get('access-control-allow-headers')).toContain('Mcp-Protocol-Version')
})
