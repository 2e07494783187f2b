import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {FolderEmbedder} from './folder-embedder.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'chatkit-model-'))
})
afterEach(() => rm(folder, {recursive: true, force: true}))

test('a folder without a model says what belongs there', async () => {
  const embedder = new FolderEmbedder({folder})
  await expect(embedder.embed(['x'], 'query')).rejects.toThrow(
    /There is no model in .*config\.json.*CHATKIT_EMBEDDINGS_FOLDER/,
  )
})

test('without the package the owner is told to install it', async () => {
  await writeFile(path.join(folder, 'config.json'), '{}')
  const embedder = new FolderEmbedder({folder})
  await expect(embedder.embed(['x'], 'query')).rejects.toThrow(/npm install @huggingface\/transformers/)
})

test('the model is loaded once, from the folder only, and given prefixed texts', async () => {
  await writeFile(path.join(folder, 'config.json'), '{}')
  const env = {allowRemoteModels: true, allowLocalModels: false, localModelPath: ''}
  const opened: unknown[] = []
  const texts: string[] = []
  const embedder = new FolderEmbedder({
    folder,
    queryPrefix: 'query: ',
    load: () =>
      Promise.resolve({
        env,
        pipeline: (...call: unknown[]) => {
          opened.push(call)
          return Promise.resolve((batch: string[]) => {
            texts.push(...batch)
            return Promise.resolve({tolist: () => batch.map(() => [3, 4])})
          })
        },
      }),
  })
  const vectors = await embedder.embed(
    Array.from({length: 20}, (_, at) => `t${at}`),
    'query',
  )
  await embedder.embed(['more'], 'query')
  expect(vectors).toHaveLength(20)
  expect(vectors[19]).toEqual(Float32Array.from([0.6, 0.8]))
  expect(texts[0]).toBe('query: t0')
  expect(texts).toHaveLength(21)
  expect(env).toEqual({allowRemoteModels: false, allowLocalModels: true, localModelPath: path.dirname(folder)})
  expect(opened).toEqual([['feature-extraction', path.basename(folder), {local_files_only: true}]])
})

test('a model that cannot be read says what it lacks, and is tried again', async () => {
  await writeFile(path.join(folder, 'config.json'), '{}')
  let tries = 0
  const embedder = new FolderEmbedder({
    folder,
    load: () => {
      tries += 1
      const env = {allowRemoteModels: true, allowLocalModels: false, localModelPath: ''}
      return Promise.resolve({env, pipeline: () => Promise.reject(new Error('no onnx'))})
    },
  })
  for (let i = 0; i < 2; i += 1) await expect(embedder.embed(['x'], 'query')).rejects.toThrow(/onnx\/model\.onnx/)
  expect(tries).toBe(2)
})
