import type {Need} from './needs.ts'
import {createPolicy} from './policy.ts'
import {readSite} from './site.ts'

const at = (place: string, ...needs: [Need['directive'], string][]) =>
  needs.map(([directive, source]) => ({directive, source, why: 'a reason', place}))

test('a site that needs nothing but itself has the shortest policy', () => {
  const needs = at('index.html', ['script-src', "'self'"], ['img-src', "'self'"], ['connect-src', "'self'"])
  expect(createPolicy(needs).header).toBe(
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'",
  )
})

test('a directive stands for what goes beyond the site, each source once, whatever page was read first', () => {
  const first = at('a.html', ['img-src', "'self'"], ['img-src', 'https://b.example'], ['script-src', "'sha256-b'"])
  const second = at('b.html', ['img-src', 'data:'], ['script-src', "'sha256-a'"], ['script-src', "'self'"])
  const {header} = createPolicy([...first, ...second, ...first])
  expect(header).toContain(
    "script-src 'self' 'sha256-a' 'sha256-b'; img-src 'self' data: https://b.example; object-src",
  )
  expect(createPolicy([...second, ...first]).header).toBe(header)
})

test('frames from elsewhere do not let in frames of the site itself', () => {
  expect(createPolicy(at('a.html', ['frame-src', 'https://v.example'])).header).toContain(
    '; frame-src https://v.example;',
  )
})

test('where any inline style is allowed neither hashes nor attributes are listed, which would take that back', () => {
  const needs = at(
    'a.html',
    ['style-src', "'self'"],
    ['style-src', "'sha256-a'"],
    ['style-src-attr', "'unsafe-inline'"],
    ['style-src', "'unsafe-inline'"],
  )
  expect(createPolicy(needs).header).toContain("; style-src 'self' 'unsafe-inline'; object-src")
})

test('each entry beyond the site itself says what needs it, where, and in how many more places', () => {
  const need = ['img-src', 'data:'] as const
  const {reasons} = createPolicy([
    ...at('a.html', [...need], [...need]),
    ...at('b.html', [...need]),
    ...at('c.html', [...need]),
  ])
  expect(reasons).toEqual([{directive: 'img-src', source: 'data:', why: 'a reason', place: 'a.html', others: 2}])
})

const list = (parts: Partial<Parameters<typeof readSite>[0]>) =>
  readSite({backendUrl: '', element: 'bundled', plugins: [], ...parts}).map(
    ({directive, source}) => `${directive} ${source}`,
  )

test('the backend needs its origin, and nothing on that of the site', () => {
  expect(list({backendUrl: 'https://a.example/assistant'})).toEqual([
    "connect-src 'self'",
    'connect-src https://a.example',
  ])
  expect(list({backendUrl: '/assistant'})).toEqual(["connect-src 'self'"])
})

test('an element from elsewhere needs its script and its frame', () => {
  const element = {src: 'https://cdn.example/chat/kit.js', domainKey: 'k'}
  expect(list({element})).toEqual([
    "connect-src 'self'",
    'script-src https://cdn.example',
    'frame-src https://cdn.example',
  ])
})

test('themes that do more than their HTML shows are known by name', () => {
  const plugins = ['docusaurus-theme-mermaid', 'docusaurus-theme-live-codeblock']
  expect(list({plugins})).toEqual(["connect-src 'self'", "style-src 'unsafe-inline'", "script-src 'unsafe-eval'"])
  expect(list({algoliaAppId: 'ABC'})).toContain('connect-src https://abc-dsn.algolia.net')
})
