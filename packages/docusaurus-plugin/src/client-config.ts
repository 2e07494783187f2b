import {existsSync} from 'node:fs'
import path from 'node:path'

/** What the widget imports for the owner's own functions. */
export const CLIENT_CONFIG = '@chatkit/client-config'

/**
 * The file behind that import: the owner's module, or `none` when there is none.
 *
 * @throws when the module is not where the option says
 */
export function findClientConfig(clientConfig: string | undefined, siteDir: string, none: string): string {
  if (clientConfig === undefined) return none
  const file = path.resolve(siteDir, clientConfig)
  if (existsSync(file)) return file
  throw new Error(
    `The option clientConfig of docusaurus-plugin-chatkit names ${clientConfig}, but there is no such file in ${siteDir}. It is a path from the site's folder with its extension, such as './src/chat.client.ts'.`,
  )
}
