/**
 * `npm run report`: what readers asked the assistant that `npm start` runs. Options go to the backend's own command:
 * `npm run report -- --days 7 --html report.html`.
 */
import {spawnSync} from 'node:child_process'
import {existsSync} from 'node:fs'
import path from 'node:path'
import {buildPackages} from './lib/build.js'
import {contentIndexes} from './lib/content-indexes.js'
import {step} from './lib/log.js'
import {BACKEND_CLI, ROOT, TEXTBOOK} from './lib/paths.js'

const site = path.join(TEXTBOOK, 'build')
if (!existsSync(BACKEND_CLI)) await step('Building the packages', buildPackages)
const {status} = spawnSync(process.execPath, [BACKEND_CLI, 'report', ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
  env: {...(existsSync(site) && {CHATKIT_INDEX: contentIndexes(site)}), ...process.env},
})
process.exitCode = status ?? 1
