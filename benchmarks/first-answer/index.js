/**
 * How long does a reader wait for the first answer, and what does the button cost the page?
 *
 * Times are taken by a client in another process over loopback HTTP, each round with a new session and a question of its
 * own, one after the other. They leave out the browser and the network. The textbook is asked, and a site of 10,000 sections
 * made of its sentences (see ../retrieval/corpus.js).
 */
import {mkdtemp, readFile, rm} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import {buildPackages, buildTextbook} from '../../scripts/lib/build.js'
import {step} from '../../scripts/lib/log.js'
import {TEXTBOOK} from '../../scripts/lib/paths.js'
import {anyFreePort} from '../../scripts/lib/ports.js'
import {printWeights} from '../lib/site-weight.js'
import {measureAnswers, measureLargeSite} from './measure.js'

export default async function bench() {
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'chatkit-bench-'))
  const withChat = path.join(scratch, 'with')
  const without = path.join(scratch, 'without')
  try {
    await step('Building the packages', buildPackages)
    const port = await anyFreePort()
    await step('Building the textbook with the plugin', () =>
      buildTextbook({backendUrl: `http://localhost:${port}`, outDir: withChat}),
    )
    await step('Building the textbook without it', () => buildTextbook({outDir: without, withoutChat: true}))
    await printWeights({with: withChat, without})
    const index = path.join(withChat, 'chatkit-index.json')
    await measureAnswers(port, index, path.join(scratch, 'data'))
    await measureLargeSite(port, JSON.parse(await readFile(index, 'utf8')), scratch)
  } finally {
    await rm(scratch, {recursive: true, force: true})
    // Docusaurus leaves its generated files behind, and those of the last build lack the plugin.
    await rm(path.join(TEXTBOOK, '.docusaurus'), {recursive: true, force: true})
  }
}
