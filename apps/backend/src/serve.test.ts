import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {pino} from 'pino'
import {createTestBackend} from './__fixtures__/backend.ts'
import {ConfigError, readConfig, type Config} from './config.ts'
import {prepareDataDir} from './data-dir.ts'
import {listen} from './serve.ts'

const logger = pino({level: 'silent'})
const onFreePort: Config = {...readConfig({}, '/'), port: 0}

test('a port that is taken is named, with what to do', async () => {
  const [first, second] = [await createTestBackend(), await createTestBackend()]
  const running = await listen(first, onFreePort, logger)
  const taken = listen(second, {...onFreePort, port: running.port}, logger)
  await expect(taken).rejects.toBeInstanceOf(ConfigError)
  await expect(taken).rejects.toThrow(
    `Port ${running.port} on 127.0.0.1 is taken by another program. Stop it, or choose another port.`,
  )
  await running.stop()
  await second.close()
})

test('stopping ends answers under way, keeps what was written, and lets the port go', async () => {
  const backend = await createTestBackend({parts: {pace: 200}})
  const running = await listen(backend, onFreePort, logger)
  const origin = `http://127.0.0.1:${running.port}`
  const {client_secret: secret} = await backend.openSession()
  const response = await fetch(`${origin}/chatkit`, {
    method: 'POST',
    headers: {'content-type': 'application/json', authorization: `Bearer ${secret}`},
    body: JSON.stringify({
      type: 'threads.create',
      params: {
        input: {content: [{type: 'input_text', text: 'What is a topic?'}], attachments: [], inference_options: {}},
      },
    }),
  })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let begun = ''
  while (!begun.includes('text_delta')) begun += (await reader?.read())?.value ?? ''
  const stopping = running.stop()
  // The body ends; a cut would reject the read.
  for (let end = false; !end;) end = (await reader?.read())?.done ?? true
  await stopping
  await expect(fetch(`${origin}/healthz`)).rejects.toThrow()
  await rm(backend.dir, {recursive: true, force: true})
})

test('a data folder that cannot be made stops the start and is named', async () => {
  const dir = await mkdtemp(path.join(tmpdir(), 'chatkit-data-'))
  const file = path.join(dir, 'file')
  await writeFile(file, '')
  const prepared = prepareDataDir(path.join(file, 'data'))
  await expect(prepared).rejects.toBeInstanceOf(ConfigError)
  await expect(prepared).rejects.toThrow(/cannot be written.*CHATKIT_DATA_DIR/)
  await rm(dir, {recursive: true})
})

test('a data folder is made with its parents, and may be there already', async () => {
  const dir = await mkdtemp(path.join(tmpdir(), 'chatkit-data-'))
  const deep = path.join(dir, 'a/b/c')
  await prepareDataDir(deep)
  await prepareDataDir(deep)
  await rm(dir, {recursive: true})
})
