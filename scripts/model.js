/**
 * `npm run model`: a real, very small language model on this machine, until Ctrl-C, and the settings of the backend for it.
 *
 *     npm run model -- test    runs the tests that want a real model with it, and stops
 */
import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {startLocalModel} from './lib/local-model.js'
import {say, step} from './lib/log.js'
import {bin, ROOT} from './lib/paths.js'

const TESTS = ['--selectProjects', 'backend', '--testPathPatterns', 'real-model']

const model = await step('Starting SmolLM2-135M-Instruct', startLocalModel)
if ('reason' in model) {
  say(`not run: ${model.reason}`)
  process.exitCode = 1
} else if (process.argv[2] === 'test') {
  const {OPENAI_BASE_URL: url, CHATKIT_MODEL: name} = model.variables
  const env = {...process.env, CHATKIT_TEST_MODEL_URL: url, CHATKIT_TEST_MODEL: name}
  const jest = spawn(process.execPath, [bin('jest'), ...TESTS], {cwd: ROOT, env, stdio: 'inherit'})
  const [code] = await once(jest, 'exit')
  await model.stop()
  process.exitCode = code ?? 1
} else {
  for (const [name, value] of Object.entries(model.variables)) say(`export ${name}=${value}`)
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  await model.stop()
}
