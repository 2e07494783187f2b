import {readdirSync} from 'node:fs'
import path from 'node:path'

const NAME = 'chatkit-index.json'

/**
 * The content indexes of a built site: its default language's, and that of each folder of another language.
 *
 * @param {string} folder the built site
 * @returns {string} as CHATKIT_INDEX takes it
 */
export function contentIndexes(folder) {
  const others = readdirSync(folder, {withFileTypes: true})
    .filter((entry) => entry.isDirectory() && readdirSync(path.join(folder, entry.name)).includes(NAME))
    .map((entry) => path.join(folder, entry.name, NAME))
  return [path.join(folder, NAME), ...others.toSorted()].join(',')
}
