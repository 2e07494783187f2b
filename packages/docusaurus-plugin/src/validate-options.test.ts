import {normalizePluginOptions} from '@docusaurus/utils-validation'
import {DEFAULT_OPTIONS, type Options} from './options.ts'
import {validateOptions} from './validate-options.ts'

const validate = normalizePluginOptions as Parameters<typeof validateOptions>[0]['validate']
const check = (options?: unknown) => validateOptions({validate, options: options as Options})

describe('good options', () => {
  test('none at all give the documented defaults', () => {
    expect(check()).toEqual({id: 'default', ...DEFAULT_OPTIONS})
  })

  test('one backend address serves both ways of running the site, without its trailing slash', () => {
    expect(check({backendUrl: 'https://assistant.example.org/base/'}).backendUrl).toEqual({
      development: 'https://assistant.example.org/base',
      production: 'https://assistant.example.org/base',
    })
  })

  test('a production address keeps the default for development', () => {
    expect(check({backendUrl: {production: '/assistant'}}).backendUrl).toEqual({
      development: 'http://localhost:8000',
      production: '/assistant',
    })
  })

  test("'/' is the site's own origin", () => {
    expect(check({backendUrl: '/'}).backendUrl.production).toBe('')
  })

  test('a starter given as text is its own label and prompt', () => {
    const spoken = {label: 'Topics', prompt: 'How do ROS 2 topics work?'}
    expect(check({starters: ['What is a node?', spoken]}).starters).toEqual([
      {label: 'What is a node?', prompt: 'What is a node?'},
      spoken,
    ])
  })

  test.each(['mod+i', 'ctrl+/', 'meta+shift+k', false])('shortcut %p', (shortcut) => {
    expect(check({shortcut}).shortcut).toBe(shortcut)
  })

  test("OpenAI's script as the element", () => {
    const element = {src: 'https://cdn.platform.openai.com/deployments/chatkit/chatkit.js', domainKey: 'domain_pk_x'}
    expect(check({element}).element).toEqual(element)
  })

  test('consent is asked for in the theme’s words, or in the owner’s', () => {
    expect(check({consent: true}).consent).toEqual({})
    const consent = {text: 'May we?', policy: {href: '/privacy'}}
    expect(check({consent}).consent).toEqual(consent)
    expect(check({consent: false}).consent).toBe(false)
  })

  test('part of the index options keeps the other defaults', () => {
    expect(check({index: {exclude: ['/blog/**']}}).index).toEqual({
      enabled: true,
      exclude: ['/blog/**'],
      filename: 'chatkit-index.json',
    })
  })
})

describe('bad options say what is wrong and what is valid', () => {
  test.each([
    [
      {backendURL: 'https://a.example'},
      '"backendURL" is not an option of docusaurus-plugin-chatkit. Valid ones are: id, backendUrl, element, mount,',
    ],
    [
      {backendUrl: {prod: '/x'}},
      '"backendUrl.prod" is not an option of backendUrl. Valid ones are: development, production.',
    ],
    [
      {backendUrl: 'localhost:8000'},
      `"backendUrl" (localhost:8000) must be an http(s) URL such as 'https://assistant.example.org'`,
    ],
    [{backendUrl: '//assistant.example.org'}, "a path on the site's own origin such as '/assistant'"],
    [{backendUrl: 'https://a.example/?key=1'}, 'without query, hash or credentials'],
    [{backendUrl: 'https://me:pw@a.example'}, 'without query, hash or credentials'],
    [{backendUrl: 8000}, '"backendUrl" must be an object with: development, production.'],
    [{element: 'hosted'}, `"element" must be 'bundled' or an object with src, domainKey.`],
    [{element: {src: 'https://a.example/chatkit.js'}}, '"element.domainKey" is required'],
    [
      {element: {src: 'chatkit.js', domainKey: 'k'}},
      '"element.src" (chatkit.js) must be an http(s) URL or a path that begins with a slash.',
    ],
    [{mount: 'never'}, '"mount" must be one of [auto, manual]'],
    [{shortcut: 'i'}, `with at least one of mod, ctrl, meta, alt before it, such as 'mod+i'`],
    [{shortcut: true}, '"shortcut" (true) must be false or a key'],
    [{selection: 'yes'}, '"selection" must be a boolean'],
    [{codeBlocks: 1}, '"codeBlocks" must be a boolean'],
    [{searchPage: 'no'}, '"searchPage" must be a boolean'],
    [{askLinks: true}, '"askLinks" must be one of [send, fill, false]'],
    [{panel: 'left'}, '"panel" must be one of [floating, docked]'],
    [{starters: ['']}, '"starters[0]" must not be empty.'],
    [{starters: [{label: 'Topics'}]}, '"starters[0].prompt" is required'],
    [{starters: 'What is a node?'}, '"starters" must be an array'],
    [{greeting: '  '}, '"greeting" must not be blank.'],
    [{privacyNote: true}, '"privacyNote" must be a text or false.'],
    [{consent: 'yes'}, '"consent" must be true, false or an object with text, accept, decline, policy.'],
    [{consent: {text: ' '}}, '"consent.text" must not be blank.'],
    [
      {consent: {title: 'x'}},
      '"consent.title" is not an option of consent. Valid ones are: text, accept, decline, policy.',
    ],
    [{consent: {policy: '/privacy'}}, '"consent.policy" must be an object with: label, href.'],
    [{consent: {policy: {label: 'Read more'}}}, '"consent.policy.href" is required'],
    [
      {consent: {policy: {href: 'javascript:alert(1)'}}},
      '"consent.policy.href" (javascript:alert(1)) must be an http(s) URL or a path that begins with a slash.',
    ],
    [{index: {exclude: ['blog/**']}}, `"index.exclude[0]" (blog/**) must begin with a slash, such as '/blog/**'.`],
    [
      {index: {filename: '../index.json'}},
      '"index.filename" (../index.json) must be a plain file name that ends in .json.',
    ],
    [{agents: {llms: true}}, '"agents.llms" is not an option of agents. Valid ones are: llmsTxt, markdown.'],
    [{agents: {markdown: 'yes'}}, '"agents.markdown" must be a boolean'],
    [{index: {ignore: []}}, '"index.ignore" is not an option of index. Valid ones are: enabled, exclude, filename.'],
  ])('%j', (options, message) => {
    expect(() => check(options)).toThrow(message)
  })

  test('all problems are told at once', () => {
    expect(() => check({mount: 'never', greetings: 'Hi', index: {enabled: 'yes'}})).toThrow(
      /^The options of docusaurus-plugin-chatkit need a change:\n {2}- .*mount.*\n {2}- .*index\.enabled.*\n {2}- .*greetings.*$/,
    )
  })
})

test('a second assistant, with an id of its own, is refused with a reason', () => {
  expect(() => check({id: 'second'})).toThrow(
    'The options of docusaurus-plugin-chatkit need a change:\n  - "id" ("second") must be left out: a page has one assistant',
  )
})
