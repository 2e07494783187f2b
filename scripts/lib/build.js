import {cp, mkdir, readdir} from 'node:fs/promises'
import path from 'node:path'
import {bin, ROOT, TEXTBOOK} from './paths.js'
import {run} from './processes.js'

/** Compiles the packages: types and libraries by TypeScript, the element by Vite. */
export async function buildPackages() {
  await run('tsc', bin('tsc'), ['-b'], {cwd: ROOT, quiet: true})
  await run('vite', bin('vite'), ['build', '--logLevel', 'warn'], {
    cwd: path.join(ROOT, 'packages/element'),
    quiet: true,
  })
  await copyPluginAssets()
}

/** TypeScript copies neither style sheets nor translations: both lie beside the code that uses them. */
export async function copyPluginAssets() {
  const plugin = path.join(ROOT, 'packages/docusaurus-plugin')
  for (const file of await assets(path.join(plugin, 'src'))) {
    const target = path.join(plugin, 'lib', file)
    await mkdir(path.dirname(target), {recursive: true})
    await cp(path.join(plugin, 'src', file), target)
  }
}

/**
 * Builds the textbook.
 *
 * @param {{backendUrl?: string, outDir?: string, withoutChat?: boolean, quiet?: boolean}} options
 */
export async function buildTextbook({backendUrl, outDir = 'build', withoutChat = false, quiet = true}) {
  await run('docusaurus', bin('docusaurus'), ['build', '--out-dir', outDir], {
    cwd: TEXTBOOK,
    quiet,
    env: {
      CHATKIT_BACKEND_URL: backendUrl,
      CHATKIT_OFF: withoutChat ? '1' : undefined,
      // Rspack's cache takes node_modules as fixed, but the plugin there is a link to a package that changes.
      DOCUSAURUS_NO_PERSISTENT_CACHE: 'true',
      NODE_ENV: 'production',
    },
  })
}

async function assets(folder) {
  const files = await readdir(folder, {recursive: true})
  return files.filter((file) => /\.(css|json)$/.test(file) && !file.includes('__fixtures__'))
}
