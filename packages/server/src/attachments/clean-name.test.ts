import * as fc from 'fast-check'
import {cleanName} from './clean-name.ts'

test.each([
  ['report.pdf', 'report.pdf'],
  ['Übersicht – 图 1.txt', 'Übersicht – 图 1.txt'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\me\\notes.txt', 'notes.txt'],
  ['a/../', 'file'],
  ['..', 'file'],
  ['. . .', 'file'],
  ['', 'file'],
  ['   ', 'file'],
  ['.gitignore', '.gitignore'],
  ['trailing. . .', 'trailing'],
  ['two\r\nlines\tand \u00a0 spaces.txt', 'twolinesand spaces.txt'],
  ['nul\0l.txt', 'null.txt'],
  ['invoice\u202egpj.exe', 'invoicegpj.exe'],
  ['\u2066left\u2069\ufeff.txt', 'left.txt'],
  ['half \ud83e of a robot', 'half of a robot'],
  ['hidden\u{e0061}\u{e0062}.txt', 'hidden.txt'],
  ['می\u200cخواهم.txt', 'می\u200cخواهم.txt'],
  ['e\u0301.txt', 'é.txt'],
])('%j becomes %j', (name, clean) => {
  expect(cleanName(name, 120)).toBe(clean)
})

test('a long name keeps its ending', () => {
  expect(cleanName(`${'🤖'.repeat(200)}.pdf`, 20)).toBe(`${'🤖'.repeat(16)}.pdf`)
  expect(cleanName(`a.${'b'.repeat(200)}`, 20)).toBe(`a.${'b'.repeat(18)}`)
})

test('whatever comes, a name is short, not empty, no path and nothing that cannot be seen', () => {
  fc.assert(
    fc.property(fc.string({unit: 'binary', maxLength: 300}), fc.integer({min: 1, max: 50}), (name, max) => {
      const clean = cleanName(name, max)
      expect(Array.from(clean).length).toBeLessThanOrEqual(Math.max(max, 4))
      expect(clean).not.toMatch(/^$|^\.+$|[/\\\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u)
    }),
  )
})
