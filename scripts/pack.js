/** `npm run pack`: builds the publishable packages and packs them into artifacts/packages. */
import {mkdir, rm} from 'node:fs/promises'
import path from 'node:path'
import {buildPackages} from './lib/build.js'
import {step} from './lib/log.js'
import {ROOT} from './lib/paths.js'
import {run, stopChildrenOnSignals} from './lib/processes.js'

const PUBLISHED = [
  'chatkit-protocol',
  'chatkit-transport',
  'chatkit-element',
  'chatkit-server',
  'docusaurus-plugin-chatkit',
  'chatkit-docs-backend',
]

stopChildrenOnSignals()

const target = path.join(ROOT, 'artifacts/packages')
await rm(target, {recursive: true, force: true})
await mkdir(target, {recursive: true})
await step('Building the packages', buildPackages)
const workspaces = PUBLISHED.flatMap((name) => ['--workspace', name])
await step('Packing them', () => run('pack', 'npm', ['pack', ...workspaces, '--pack-destination', target], {cwd: ROOT}))
