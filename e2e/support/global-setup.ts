import {cp, mkdtemp, rm} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import {buildTextbook} from '../../scripts/lib/build.js'
import {bin, ROOT, TEXTBOOK} from '../../scripts/lib/paths.js'
import {anyFreePort} from '../../scripts/lib/ports.js'
import {run} from '../../scripts/lib/processes.js'
import {BASE_URL} from './site.ts'

const OUT_DIR = 'build/e2e'

/**
 * Builds the textbook once, under a `baseUrl`, with the address of a backend that does not run yet: its port is chosen
 * first, so that a test can stop the backend and bring it back at the same address.
 */
export default async function setUp(): Promise<void> {
  const backendPort = await anyFreePort()
  process.env.BASE_URL = BASE_URL
  process.env.CHATKIT_NAVBAR = '1'
  await buildTextbook({backendUrl: `http://localhost:${backendPort}`, outDir: OUT_DIR})
  const folder = await mkdtemp(path.join(os.tmpdir(), 'chatkit-e2e-'))
  process.env.E2E_FOLDER = folder
  process.env.E2E_BACKEND_PORT = String(backendPort)
  const config = path.join(ROOT, 'e2e/in-page/vite.config.js')
  await run('vite', bin('vite'), ['build', '--config', config, '--outDir', folder], {cwd: ROOT, quiet: true})
  process.env.E2E_FINDER = path.join(folder, 'find.js')
  process.env.E2E_SITE = path.join(folder, 'site')
  await cp(path.join(TEXTBOOK, OUT_DIR), process.env.E2E_SITE, {recursive: true})
  await rm(path.join(TEXTBOOK, OUT_DIR), {recursive: true, force: true})
}
