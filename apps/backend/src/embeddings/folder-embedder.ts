import {existsSync} from 'node:fs'
import {createRequire} from 'node:module'
import path from 'node:path'
import process from 'node:process'
import {pathToFileURL} from 'node:url'
import {EmbeddingsError, type Embedder, type TextKind} from './types.ts'
import {normalize} from './vectors.ts'

/** Never a dependency: installing it downloads programs. Whoever wants it installs it beside the backend. */
const PACKAGE = '@huggingface/transformers'
const BATCH = 16

type Extract = (texts: string[], options: {pooling: 'mean'; normalize: boolean}) => Promise<{tolist(): number[][]}>
/** What is used of the package. */
interface Transformers {
  readonly env: {allowRemoteModels: boolean; allowLocalModels: boolean; localModelPath: string}
  pipeline(task: 'feature-extraction', model: string, options: {local_files_only: boolean}): Promise<Extract>
}

export interface FolderOptions {
  readonly folder: string
  readonly queryPrefix?: string
  readonly passagePrefix?: string
  /** How the package is loaded. */
  readonly load?: () => Promise<Transformers>
}

/** Embeddings of an ONNX model in a folder, in this process, without any request. */
export class FolderEmbedder implements Embedder {
  readonly name: string
  readonly #options: FolderOptions
  #extract: Promise<Extract> | null = null

  constructor(options: FolderOptions) {
    this.name = [path.basename(options.folder), options.queryPrefix ?? '', options.passagePrefix ?? '']
      .join('\n')
      .trim()
    this.#options = options
  }

  async embed(texts: readonly string[], kind: TextKind): Promise<Float32Array[]> {
    const {queryPrefix = '', passagePrefix = ''} = this.#options
    const prefix = kind === 'query' ? queryPrefix : passagePrefix
    this.#extract ??= this.#open()
    const extract = await this.#extract.catch((error: unknown) => {
      // The owner may install or copy what is missing while the server runs.
      this.#extract = null
      throw error
    })
    const vectors: Float32Array[] = []
    for (let at = 0; at < texts.length; at += BATCH) {
      const batch = texts.slice(at, at + BATCH).map((text) => prefix + text)
      const found = await extract(batch, {pooling: 'mean', normalize: true})
      vectors.push(...found.tolist().map((vector) => normalize(Float32Array.from(vector))))
    }
    return vectors
  }

  async #open(): Promise<Extract> {
    const folder = path.resolve(this.#options.folder)
    if (!existsSync(path.join(folder, 'config.json'))) {
      throw new EmbeddingsError(
        `There is no model in ${folder}: it has no config.json. Copy a feature-extraction model with ONNX weights there (config.json, tokenizer.json, onnx/model.onnx), or set CHATKIT_EMBEDDINGS_FOLDER to where it is.`,
      )
    }
    const transformers = await (this.#options.load ?? loadTransformers)()
    transformers.env.allowRemoteModels = false
    transformers.env.allowLocalModels = true
    transformers.env.localModelPath = path.dirname(folder)
    try {
      return await transformers.pipeline('feature-extraction', path.basename(folder), {local_files_only: true})
    } catch (cause) {
      throw new EmbeddingsError(
        `The model in ${folder} could not be loaded. It needs tokenizer.json and onnx/model.onnx beside its config.json.`,
        {cause},
      )
    }
  }
}

/** From beside this package, or else from the folder that the server was started in. */
async function loadTransformers(): Promise<Transformers> {
  try {
    const here: unknown = await import(PACKAGE).catch(
      () => import(pathToFileURL(createRequire(path.join(process.cwd(), 'package.json')).resolve(PACKAGE)).href),
    )
    return here as Transformers
  } catch (cause) {
    throw new EmbeddingsError(
      `CHATKIT_EMBEDDINGS_FOLDER needs the package ${PACKAGE}. Install it where the server is started: npm install ${PACKAGE}`,
      {cause},
    )
  }
}
