/** Runs a source of ours as it is: `node --conditions=chatkit-source run-typescript.cjs file.ts …`. */
const {readFileSync} = require('node:fs')
const {transformSync} = require('@swc/core')

require.extensions['.ts'] = (module, file) => {
  const {code} = transformSync(readFileSync(file, 'utf8'), {
    filename: file,
    sourceMaps: 'inline',
    jsc: {target: 'es2022', parser: {syntax: 'typescript'}},
    module: {type: 'commonjs'},
  })
  module._compile(code, file)
}

process.argv.splice(1, 1)
require(process.argv[1])
