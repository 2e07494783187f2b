/** `npm run e2e [jest options]`: the product in a real browser. */
import {ensureBrowsers} from './lib/browsers.js'
import {buildPackages} from './lib/build.js'
import {say, step} from './lib/log.js'
import {bin, ROOT} from './lib/paths.js'
import {run, stopChildrenOnSignals} from './lib/processes.js'

stopChildrenOnSignals()

const {missing, reason} = ensureBrowsers(['chromium'])
if (missing.length > 0) {
  say(`not run: ${reason}`)
  process.exitCode = 1
} else {
  await step('Building the packages', buildPackages)
  await run('e2e', bin('jest'), ['--config', 'e2e/jest.config.js', ...process.argv.slice(2)], {cwd: ROOT})
}
