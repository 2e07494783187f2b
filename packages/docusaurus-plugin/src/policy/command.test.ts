import type {Props} from '@docusaurus/types'
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type {LoadSite} from '../load-site.ts'
import {DEFAULT_OPTIONS, type PluginOptions} from '../options.ts'
import {addPolicyCommand} from './command.ts'

const OPTIONS: PluginOptions = {
  ...DEFAULT_OPTIONS,
  id: 'default',
  backendUrl: {development: 'http://localhost:8000', production: 'https://assistant.example.org/a'},
}

let site = ''
let printed: string[] = []
let beside: string[] = []

beforeEach(async () => {
  ;[printed, beside] = [[], []]
  keepWrites(process.stdout, printed)
  keepWrites(process.stderr, beside)
  site = await mkdtemp(path.join(os.tmpdir(), 'chatkit-policy-'))
})

function keepWrites(stream: NodeJS.WriteStream, kept: string[]): void {
  jest.spyOn(stream, 'write').mockImplementation((text) => {
    kept.push(String(text).trimEnd())
    return true
  })
}

afterEach(async () => {
  jest.restoreAllMocks()
  await rm(site, {recursive: true})
})

const loadSite: LoadSite = ({outDir = 'build'}) =>
  Promise.resolve({
    outDir: path.join(site, outDir),
    baseUrl: '/x/',
    siteConfig: {url: 'https://a.example', themeConfig: {}},
    plugins: [],
  } as unknown as Props)

/** Runs the command as the command line would, on what commander keeps of it. */
function runCommand(given: {outDir?: string} = {}, options = OPTIONS): Promise<void> {
  let action: ((siteDir: string, given: object) => Promise<void>) | undefined
  const cli = {
    command: (name: string) => (name === 'chat:csp [siteDir]' ? cli : undefined),
    description: () => cli,
    option: () => cli,
    action: (run: typeof action) => void (action = run),
  }
  addPolicyCommand(cli as unknown as Parameters<typeof addPolicyCommand>[0], options, loadSite)
  return action!(site, given)
}

async function write(files: {[name: string]: string}): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(site, name)), {recursive: true})
    await writeFile(path.join(site, name), text)
  }
}

test('prints one policy for the pages of all locales and their style sheets, alone on standard output', async () => {
  await write({
    'build/index.html': '<p style="color:red"><script src="https://a.example/x/assets/js/main.js"></script>',
    'build/ur/a/index.html': '<iframe src="https://v.example/1"></iframe>',
    'build/assets/css/styles.css': 'a{background:url(data:image/png;base64,AA)}',
    'build/chatkit-index.json': '<img src="https://no.example/">',
  })
  await runCommand()
  expect(printed).toEqual([
    "default-src 'self'; style-src-attr 'unsafe-inline'; img-src data:; connect-src 'self' https://assistant.example.org; frame-src https://v.example; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'",
  ])
  expect(beside.join('\n')).toMatch(/frame-src https:\/\/v\.example\n\s+for a frame \(ur\/a\/index\.html\)/)
  expect(beside.join('\n')).toMatch(/for the assistant's backend \(the configuration\)/)
})

test('without built pages it says what to run', async () => {
  await expect(runCommand()).rejects.toThrow('Run "docusaurus build" first')
  await write({'public/index.html': '<p>'})
  await runCommand({outDir: 'public'})
  expect(printed).toHaveLength(1)
})

test('without an address for readers there is no policy that works for them', async () => {
  await write({'build/index.html': '<p>'})
  const options = {...OPTIONS, backendUrl: DEFAULT_OPTIONS.backendUrl}
  await expect(runCommand({}, options)).rejects.toThrow('backendUrl')
})
