import {readFileSync} from 'node:fs'
import path from 'node:path'
import {ConfigError, describeVariables, readConfig} from './config.ts'
import {VARIABLES} from './config/variables.ts'

function problemsOf(env: Record<string, string>): string {
  try {
    readConfig(env, '/site')
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return ''
}

const PRODUCTION = {
  NODE_ENV: 'production',
  CHATKIT_SIGNING_SECRET: 'x'.repeat(32),
  CHATKIT_ALLOWED_ORIGINS: 'https://book.example',
}

test('nothing set works on one machine', () => {
  expect(readConfig({}, '/site')).toMatchObject({
    production: false,
    host: '127.0.0.1',
    port: 8000,
    indexes: [{source: '/site/build/chatkit-index.json'}],
    dataDir: '/site/.data/chatkit',
    allowedOrigins: null,
    model: null,
  })
})

test('an empty variable counts as missing', () => {
  expect(readConfig({PORT: ' ', OPENAI_API_KEY: ''}, '/site')).toMatchObject({port: 8000, model: null})
})

test.each<[string, Record<string, string>, RegExp]>([
  [
    'a port that is no number',
    {PORT: 'eight'},
    /PORT has a value that cannot be used\. Expected: a whole number from 0 to 65535\. Example: 8000/,
  ],
  ['a port out of range', {PORT: '70000'}, /PORT/],
  [
    'an origin with a path',
    {CHATKIT_ALLOWED_ORIGINS: 'https://a.example/docs'},
    /CHATKIT_ALLOWED_ORIGINS.*without a path/,
  ],
  ['a short signing secret', {CHATKIT_SIGNING_SECRET: 'hunter2'}, /CHATKIT_SIGNING_SECRET.*at least 32 characters/],
  ['a limit of zero', {CHATKIT_TURNS_PER_MINUTE: '0'}, /CHATKIT_TURNS_PER_MINUTE/],
  ['an unknown NODE_ENV', {NODE_ENV: 'staging'}, /NODE_ENV.*development, production or test/],
  [
    'a base URL without key',
    {OPENAI_BASE_URL: 'http://localhost:11434/v1', CHATKIT_MODEL: 'm'},
    /OPENAI_API_KEY is missing/,
  ],
  [
    'a base URL without model',
    {OPENAI_BASE_URL: 'http://localhost:11434/v1', OPENAI_API_KEY: 'local'},
    /CHATKIT_MODEL is missing/,
  ],
  [
    'a base URL of another scheme',
    {OPENAI_BASE_URL: 'file:///etc', OPENAI_API_KEY: 'k', CHATKIT_MODEL: 'm'},
    /OPENAI_BASE_URL/,
  ],
  [
    'an embeddings endpoint without its model',
    {CHATKIT_EMBEDDINGS_URL: 'http://localhost:11434/v1'},
    /CHATKIT_EMBEDDINGS_MODEL is missing/,
  ],
  [
    'two sources of embeddings',
    {
      CHATKIT_EMBEDDINGS_URL: 'http://localhost:11434/v1',
      CHATKIT_EMBEDDINGS_MODEL: 'm',
      CHATKIT_EMBEDDINGS_FOLDER: 'models/m',
    },
    /CHATKIT_EMBEDDINGS_FOLDER is set although CHATKIT_EMBEDDINGS_URL is/,
  ],
  ['a similarity above 1', {CHATKIT_EMBEDDINGS_MIN_SIMILARITY: '1.2'}, /CHATKIT_EMBEDDINGS_MIN_SIMILARITY.*0 to 1/],
  ['a chain with the same model twice', {OPENAI_API_KEY: 'k', CHATKIT_MODEL: 'm,m'}, /CHATKIT_MODEL/],
  [
    'prices for another number of models',
    {OPENAI_API_KEY: 'k', CHATKIT_MODEL: 'a,b,c', CHATKIT_PRICE_INPUT: '1,2', CHATKIT_PRICE_OUTPUT: '1,2'},
    /CHATKIT_PRICE_INPUT has another number of prices/,
  ],
  [
    'one price to read and two to write',
    {OPENAI_API_KEY: 'k', CHATKIT_MODEL: 'a,b', CHATKIT_PRICE_INPUT: '1', CHATKIT_PRICE_OUTPUT: '1,2'},
    /CHATKIT_PRICE_OUTPUT has another number of prices than CHATKIT_PRICE_INPUT/,
  ],
  ['a context of nothing', {CHATKIT_CONTEXT_TOKENS: '10'}, /CHATKIT_CONTEXT_TOKENS/],
  ['no time at all', {CHATKIT_FIRST_TOKEN_SECONDS: '0'}, /CHATKIT_FIRST_TOKEN_SECONDS/],
  ['the same index twice', {CHATKIT_INDEX: 'a.json, a.json'}, /CHATKIT_INDEX.*separated by commas/],
  ['a list of no index', {CHATKIT_INDEX: ','}, /CHATKIT_INDEX/],
  ['a Qdrant of another scheme', {QDRANT_URL: 'grpc://localhost:6334'}, /QDRANT_URL.*http/],
  [
    'production without a signing secret',
    {...PRODUCTION, CHATKIT_SIGNING_SECRET: ''},
    /CHATKIT_SIGNING_SECRET is missing/,
  ],
  ['production without origins', {...PRODUCTION, CHATKIT_ALLOWED_ORIGINS: ''}, /CHATKIT_ALLOWED_ORIGINS is missing/],
  ['production open to every page', {...PRODUCTION, CHATKIT_ALLOWED_ORIGINS: '*'}, /must not be \*/],
])('%s stops the start', (_name, env, message) => {
  expect(problemsOf(env)).toMatch(message)
})

test('all faults are named at once, and no value is repeated', () => {
  const message = problemsOf({PORT: 'x', HOST: 'a b', CHATKIT_SIGNING_SECRET: 'hunter2'})
  expect(message).toMatch(/PORT/)
  expect(message).toMatch(/HOST/)
  expect(message).not.toContain('hunter2')
})

test('production with what it needs starts', () => {
  expect(readConfig(PRODUCTION, '/site')).toMatchObject({production: true, allowedOrigins: ['https://book.example']})
})

test('OpenAI’s own address needs no base URL', () => {
  expect(readConfig({OPENAI_API_KEY: 'k', OPENAI_BASE_URL: 'https://api.openai.com/v1'}, '/').model).toEqual({
    apiKey: 'k',
    baseUrl: undefined,
    models: [],
  })
  expect(
    readConfig({OPENAI_API_KEY: 'k', OPENAI_BASE_URL: 'http://localhost:1/v1', CHATKIT_MODEL: 'm'}, '/').model,
  ).toEqual({apiKey: 'k', baseUrl: 'http://localhost:1/v1', models: ['m']})
})

test('a chain of models has one price for all, or one for each', () => {
  const chain = {OPENAI_API_KEY: 'k', CHATKIT_MODEL: 'large, small', CHATKIT_PRICE_INPUT: '2'}
  expect(readConfig({...chain, CHATKIT_PRICE_OUTPUT: '8'}, '/')).toMatchObject({
    model: {models: ['large', 'small']},
    prices: {input: 2, output: 8},
    modelUse: {
      deadlines: {firstTokenMs: 60_000, stallMs: 60_000},
      totalMs: 300_000,
      tokensPerDay: 10_000_000,
      contextTokens: 16_000,
      markUnsupported: true,
    },
  })
  const each = {...chain, CHATKIT_PRICE_INPUT: '2,0.5', CHATKIT_PRICE_OUTPUT: '8,1'}
  expect(readConfig(each, '/').prices).toEqual(
    new Map([
      ['large', {input: 2, output: 8}],
      ['small', {input: 0.5, output: 1}],
    ]),
  )
})

test('each language or version has an index of its own, and a name that does not depend on the folder', () => {
  const written = 'build/chatkit-index.json, build/ur/chatkit-index.json,https://book.example/v1/chatkit-index.json,'
  const {indexes} = readConfig({CHATKIT_INDEX: written}, '/site')
  expect(indexes.map(({source}) => source)).toEqual([
    '/site/build/chatkit-index.json',
    '/site/build/ur/chatkit-index.json',
    'https://book.example/v1/chatkit-index.json',
  ])
  const names = indexes.map(({name}) => name)
  expect(names[1]).toMatch(/^build-ur-[0-9a-f]{8}$/)
  expect(names[2]).toMatch(/^book-example-v1-[0-9a-f]{8}$/)
  expect(readConfig({CHATKIT_INDEX: written}, '/elsewhere').indexes.map(({name}) => name)).toEqual(names)
})

test('Qdrant and embeddings are a variable or two each', () => {
  expect(readConfig({}, '/site')).toMatchObject({qdrant: null, embeddings: null})
  const {qdrant, embeddings} = readConfig(
    {
      QDRANT_URL: 'http://localhost:6333',
      CHATKIT_EMBEDDINGS_URL: 'http://localhost:11434/v1',
      CHATKIT_EMBEDDINGS_MODEL: 'bge-m3',
      CHATKIT_EMBEDDINGS_QUERY_PREFIX: '"query: "',
    },
    '/site',
  )
  expect(qdrant).toEqual({url: 'http://localhost:6333', apiKey: undefined, collection: 'chatkit'})
  expect(embeddings).toEqual({
    source: {kind: 'endpoint', url: 'http://localhost:11434/v1', model: 'bge-m3', apiKey: undefined},
    queryPrefix: 'query: ',
    passagePrefix: '',
    minSimilarity: 0.5,
  })
  expect(readConfig({CHATKIT_EMBEDDINGS_FOLDER: 'models/small'}, '/site').embeddings?.source).toEqual({
    kind: 'folder',
    folder: '/site/models/small',
  })
})

test('help names every variable', () => {
  for (const name of ['PORT', 'CHATKIT_INDEX', 'OPENAI_API_KEY', 'CHATKIT_SIGNING_SECRET'])
    expect(describeVariables()).toContain(name)
})

describe('the table in the README', () => {
  const rows = readFileSync(path.join(__dirname, '..', 'README.md'), 'utf8')
    .split('\n')
    .filter((line) => /^\| `[A-Z][A-Z_]+`/.test(line))
    .map((line) => {
      const [names = '', byDefault = ''] = line.split('|').slice(1)
      return {names: [...names.matchAll(/[A-Z][A-Z_]+/g)].map(([name]) => name), byDefault}
    })

  test('has every variable, and no other', () => {
    expect(rows.flatMap((row) => row.names).toSorted()).toEqual(Object.keys(VARIABLES).toSorted())
  })

  const defaults = Object.entries(VARIABLES).flatMap(([name, {fallback}]) =>
    typeof fallback === 'number' || (typeof fallback === 'string' && fallback !== '')
      ? [[name, String(fallback)] as const]
      : [],
  )

  test.each(defaults)('says what %s is when it is missing', (name, fallback) => {
    expect(rows.find((row) => row.names.includes(name))?.byDefault).toContain(`\`${fallback}\``)
  })
})
