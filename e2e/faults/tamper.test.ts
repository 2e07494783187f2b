import type {Fault} from './schedule.ts'
import {tamper} from './tamper.ts'

const fault = (init: Partial<Fault>): Fault => ({
  kind: 'stall',
  moment: 0,
  delay: 0,
  lasts: 1000,
  after: 0,
  status: 500,
  isReadable: true,
  ...init,
})
const TWO = Buffer.from('id: 1\ndata: one\n\nid: 2\ndata: two\n\n')

test('a reset lets so many bytes through and no more, over any number of pieces', () => {
  const reset = fault({kind: 'reset mid-event', after: 10})
  expect(tamper(Buffer.from('12345678'), reset, 0)).toEqual({bytes: Buffer.from('12345678'), next: 'go on'})
  expect(tamper(Buffer.from('90abcd'), reset, 8)).toEqual({bytes: Buffer.from('90'), next: 'reset'})
})

test('a truncation ends within a character, and waits for one', () => {
  const cut = fault({kind: 'truncated UTF-8'})
  expect(tamper(Buffer.from('plain'), cut, 0).next).toBe('go on')
  expect(tamper(Buffer.from('a ü b'), cut, 0)).toEqual({bytes: Buffer.from([0x61, 0x20, 0xc3]), next: 'end'})
})

test('only events that are whole, and so have their id, are repeated', () => {
  const twice = fault({kind: 'duplicate bytes'})
  const {bytes} = tamper(Buffer.concat([Buffer.from('rest of one\n\n'), TWO, Buffer.from('id: 3\nda')]), twice, 0)
  const [one, two] = ['id: 1\ndata: one\n\n', 'id: 2\ndata: two\n\n']
  expect(bytes.toString()).toBe(`rest of one\n\n${one}${one}${two}${two}id: 3\nda`)
})
