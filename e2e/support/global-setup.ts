import {cp, mkdtemp, rm} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import {buildTextbook} from '../../scripts/lib/build.js'
import {TEXTBOOK} from '../../scripts/lib/paths.js'
import {anyFreePort} from '../../scripts/lib/ports.js'

const OUT_DIR = 'build/e2e'

/**
 * Builds the textbook once, under a `baseUrl`, with the address of a backend that does not run yet: its port is chosen
 * first, so that a test can stop the backend and bring it back at the same address.
 */
export default async function setUp(): Promise<void> {
  const backendPort = await anyFreePort()
  process.env.BASE_URL = '/textbook/'
  await buildTextbook({backendUrl: `http://localhost:${backendPort}`, outDir: OUT_DIR})
  const folder = await mkdtemp(path.join(os.tmpdir(), 'chatkit-e2e-'))
  process.env.E2E_FOLDER = folder
  process.env.E2E_BACKEND_PORT = String(backendPort)
  process.env.E2E_SITE = path.join(folder, 'site')
  await cp(path.join(TEXTBOOK, OUT_DIR), process.env.E2E_SITE, {recursive: true})
  await rm(path.join(TEXTBOOK, OUT_DIR), {recursive: true, force: true})
}
