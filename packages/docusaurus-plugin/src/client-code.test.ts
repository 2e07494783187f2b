import {readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'

/** What of the package runs in the browser, and goes through the site's Babel on its way. */
const files = ['client', 'components', 'theme'].flatMap((folder) =>
  readdirSync(path.join(__dirname, folder), {recursive: true, encoding: 'utf8'})
    .filter((file) => /(?<!\.test)\.tsx?$/.test(file) && !file.includes('__fixtures__'))
    .map((file) => path.join(folder, file)),
)

// Docusaurus' Babel preset is loose: it makes `[].concat(list)` of `[...list]`, an array whose one entry is the list. Rspack does not.
test.each(files)('%s turns no list of the DOM into an array by spreading it', (file) => {
  const source = readFileSync(path.join(__dirname, file), 'utf8')
  expect(source.match(/\[\.\.\.[^,\]]*(\[\])?[^,\]]*\]/g)).toBeNull()
})
