import type {Props} from '@docusaurus/types'
import {mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type {LoadSite} from '../load-site.ts'
import {addIndexCommand} from './command.ts'

const OPTIONS = {enabled: true, exclude: [], filename: 'chatkit-index.json'}

let site = ''
let said: string[] = []

beforeEach(async () => {
  said = []
  for (const method of ['log', 'info'] as const) {
    jest.spyOn(console, method).mockImplementation((...parts: unknown[]) => void said.push(parts.join(' ')))
  }
  site = await mkdtemp(path.join(os.tmpdir(), 'chatkit-command-'))
})

afterEach(async () => {
  jest.restoreAllMocks()
  await rm(site, {recursive: true})
})

/** Runs the command as the command line would, on what commander keeps of it. */
function runCommand(loadSite: LoadSite, options: {[name: string]: string} = {}): Promise<void> {
  let action: ((siteDir: string, options: object) => Promise<void>) | undefined
  const cli = {
    command: (name: string) => (name === 'chat:index [siteDir]' ? cli : undefined),
    description: () => cli,
    option: () => cli,
    action: (run: typeof action) => void (action = run),
  }
  addIndexCommand(cli as unknown as Parameters<typeof addIndexCommand>[0], OPTIONS, loadSite)
  return action!(site, options)
}

/** A site with one page in each locale, built or not. */
function siteWith(...locales: string[]): LoadSite {
  return ({locale = locales[0], outDir = 'build'}) => {
    const place = locale === locales[0] ? '' : `${locale}/`
    return Promise.resolve({
      siteDir: site,
      outDir: path.join(site, outDir, place),
      baseUrl: `/${place}`,
      i18n: {currentLocale: locale, locales},
      siteConfig: {url: 'https://a.example', title: 'A', trailingSlash: false, noIndex: false, markdown: {}},
      routesPaths: [`/${place}a`],
      routes: [{path: `/${place}a`, metadata: {sourceFilePath: 'a.md'}}],
      plugins: [],
    } as unknown as Props)
  }
}

async function build(folder: string): Promise<void> {
  await mkdir(path.join(site, folder), {recursive: true})
  await writeFile(path.join(site, folder, 'a.html'), `<main><h1>A</h1><p>In ${folder}.</p></main>`)
}

async function readTexts(file: string): Promise<string[]> {
  const {sections} = JSON.parse(await readFile(path.join(site, file), 'utf8')) as {sections: {text: string}[]}
  return sections.map(({text}) => text)
}

test('reads the pages of every locale and writes an index beside each, and says what is in it', async () => {
  await build('build')
  await build('build/ur')
  await runCommand(siteWith('en', 'ur'))
  expect(await readTexts('build/chatkit-index.json')).toEqual(['In build.'])
  expect(await readTexts('build/ur/chatkit-index.json')).toEqual(['In build/ur.'])
  expect(said.join('\n')).toMatch(/Content index: 1 pages, 1 sections, 2 words/)
})

test('reads another folder, and writes to a file of its own', async () => {
  await build('public')
  await runCommand(siteWith('en'), {outDir: 'public', out: path.join(site, 'data/index.json')})
  expect(await readTexts('data/index.json')).toEqual(['In public.'])
})

test('of several locales one goes into one file, and which must be said', async () => {
  await build('build')
  await build('build/ur')
  const out = path.join(site, 'ur.json')
  await expect(runCommand(siteWith('en', 'ur'), {out})).rejects.toThrow('Add --locale en (or ur)')
  await runCommand(siteWith('en', 'ur'), {out, locale: 'ur'})
  expect(await readTexts('ur.json')).toEqual(['In build/ur.'])
})

test('without built pages it says what to run', async () => {
  await expect(runCommand(siteWith('en'))).rejects.toThrow('Run "docusaurus build" first')
})
