import {execFileSync} from 'node:child_process'
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {transformSync} from '@swc/core'
import {makeFolder} from './make-folder.ts'

let scratch: string
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'chatkit-folder-'))
})
afterEach(() => rmSync(scratch, {recursive: true, force: true}))

test('the folders on the way are made, and an existing one is left alone', () => {
  makeFolder(join(scratch, 'a/b/c'))
  makeFolder(join(scratch, 'a/b/c'))
  expect(existsSync(join(scratch, 'a/b/c'))).toBe(true)
})

test('a file in the way is an error', () => {
  writeFileSync(join(scratch, 'a'), '')
  expect(() => makeFolder(join(scratch, 'a/b'))).toThrow(/ENOTDIR/)
  expect(() => makeFolder(join(scratch, 'a'))).toThrow(/EEXIST/)
})

test('a parent that exists and refuses is an error, not an endless loop', () => {
  // In a process of its own: a loop inside a system call could not be stopped from here.
  const {code} = transformSync(readFileSync(join(__dirname, 'make-folder.ts'), 'utf8'), {
    jsc: {target: 'es2022', parser: {syntax: 'typescript'}},
    module: {type: 'commonjs'},
  })
  const script = `const exports = {}; ${code}
    try { exports.makeFolder('/proc/chatkit/data') } catch (error) { console.log(error.code) }`
  const output = execFileSync(process.execPath, ['-e', script], {
    encoding: 'utf8',
    timeout: 10_000,
    killSignal: 'SIGKILL',
  })
  expect(output).toMatch(/^(?:ENOENT|EACCES|EROFS|EPERM)\n$/)
})
