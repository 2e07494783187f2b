/**
 * How fast is the server SDK, what does a stream cost, and how does it compare with the reference?
 *
 * Server and load generator are processes of their own on one machine; the load generator speaks HTTP/1.1 over bare sockets. The bare
 * node:http server in the tables sends the same bytes with nothing behind them: what it reaches is as much as the generator can take,
 * and what it takes up is the price of the platform. Times are those of this machine in this run; the ratios are the finding.
 */
import os from 'node:os'
import path from 'node:path'
import {say, step} from '../../scripts/lib/log.js'
import {bin, ROOT} from '../../scripts/lib/paths.js'
import {run} from '../../scripts/lib/processes.js'

const PARTS = ['pipeline', 'reference', 'streams', 'stores', 'first-event']

/** @param {string[]} args names of parts (none = all); `--no-build` measures the build that is there */
export default async function bench(args) {
  const wanted = args.filter((arg) => !arg.startsWith('--'))
  const unknown = wanted.find((name) => !PARTS.includes(name))
  if (unknown !== undefined) throw new Error(`There is no part "${unknown}". The parts are: ${PARTS.join(', ')}.`)
  if (!args.includes('--no-build')) {
    await step('Compiling our server', () =>
      run('tsc', bin('tsc'), ['-b', path.join(ROOT, 'packages/server')], {cwd: ROOT, quiet: true}),
    )
  }
  const load = os.loadavg()[0].toFixed(1)
  say(`Node ${process.version}, ${os.availableParallelism()} processors (${os.cpus()[0].model}), load average ${load}`)
  for (const name of PARTS) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    // Not before it is compiled.
    const {default: part} = await import(`./${name}/index.js`)
    await part()
  }
}
