/** `npm run e2e [jest options]`: the product in real browsers. `CHATKIT_ENGINES=Firefox` picks engines for the stories. */
import {buildPackages} from './lib/build.js'
import {runEndToEnd} from './lib/end-to-end.js'
import {say, step} from './lib/log.js'
import {stopChildrenOnSignals} from './lib/processes.js'

stopChildrenOnSignals()

await step('Building the packages', buildPackages)
const {passed, failed} = await runEndToEnd(process.argv.slice(2))
say(`${passed} passed, ${failed} failed`)
if (failed > 0 || passed === 0) process.exitCode = 1
