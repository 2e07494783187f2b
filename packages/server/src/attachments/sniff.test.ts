import {isPlainImage, matchesType, mediaType, servedType} from './media-types.ts'
import {agreeOnType, sniff} from './sniff.ts'

function of(text: string): Uint8Array {
  // One byte a character, so that signatures can be written as they are.
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

test.each([
  ['image/png', '\x89PNG\r\n\x1a\n\0\0'],
  ['image/jpeg', '\xff\xd8\xff\xe0'],
  ['image/gif', 'GIF89a<script>alert(1)</script>'],
  ['image/webp', 'RIFF\x10\0\0\0WEBPVP8 '],
  ['image/avif', '\0\0\0\x1cftypavif'],
  ['application/pdf', '%PDF-1.7\n<script>'],
  ['application/zip', 'PK\x03\x04'],
  ['audio/wav', 'RIFF\x10\0\0\0WAVEfmt '],
  ['video/mp4', '\0\0\0\x18ftypisom'],
  ['application/x-executable', '\x7fELF\x02\x01'],
  ['application/vnd.microsoft.portable-executable', 'MZ\x90\0\x03'],
  ['text/plain', 'MZ is how this text begins'],
  ['text/plain', 'BM'],
  ['text/plain', 'plain'],
  ['text/plain', '# A title\n<p align="center">'],
  ['text/plain', '\xef\xbb\xbfwith a mark'],
  ['text/plain', '\xff\xfeu\0t\0f\0'],
  ['text/html', '  \n<!DOCTYPE html><title>'],
  ['text/html', '<!-- a comment --><ScRiPt>alert(1)</script>'],
  ['image/svg+xml', '<?xml version="1.0"?>\n<!-- x --><svg xmlns="http://www.w3.org/2000/svg">'],
  ['image/svg+xml', '\xef\xbb\xbf<svg/onload=alert(1)>'],
  ['text/xml', '<?xml version="1.0"?><feed>'],
  ['application/octet-stream', '\0\x01\x02'],
  ['application/octet-stream', '\xc3\x28 is not UTF-8'],
  ['application/octet-stream', 'a text with a \0 in it'],
])('a file is %s when it begins with %j', (type, head) => {
  expect(sniff(of(head))).toBe(type)
})

test('a character that is cut at the end of what is looked at does not make a text binary', () => {
  expect(sniff(new TextEncoder().encode('ü'.repeat(10)).subarray(0, 9))).toBe('text/plain')
})

test.each([
  // Declared, looks like, is kept as
  ['image/png', 'image/png', 'image/png'],
  ['image/jpeg', 'image/webp', 'image/webp'],
  ['image/png', 'text/html', null],
  ['image/png', 'image/svg+xml', null],
  ['image/png', 'application/octet-stream', null],
  ['image/png', 'application/pdf', null],
  ['image/svg+xml', 'image/png', null],
  ['image/svg+xml', 'image/svg+xml', 'image/svg+xml'],
  ['text/plain', 'text/html', 'text/plain'],
  ['text/markdown', 'text/plain', 'text/markdown'],
  ['application/json', 'text/plain', 'application/json'],
  ['application/ld+json', 'text/plain', 'application/ld+json'],
  ['text/plain', 'application/octet-stream', null],
  ['text/plain', 'application/x-executable', null],
  ['application/pdf', 'text/plain', null],
  ['application/octet-stream', 'application/pdf', 'application/pdf'],
  ['application/octet-stream', 'text/html', 'text/html'],
  [
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/zip',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ],
  ['application/msword', 'application/x-ole-storage', 'application/msword'],
  ['application/pdf', 'application/zip', null],
  ['image/x-raw', 'application/octet-stream', 'image/x-raw'],
  ['image/x-raw', 'application/x-executable', null],
  ['audio/x-wav', 'application/octet-stream', null],
])('declared as %s and looking like %s, it is %s', (declared, sniffed, type) => {
  expect(agreeOnType(declared, sniffed)).toBe(type)
})

test('media types are read without their parameters, and what is none is unknown', () => {
  expect(mediaType('Text/Plain; charset=utf-8')).toBe('text/plain')
  expect(mediaType(' image/jpg ')).toBe('image/jpeg')
  for (const none of ['', 'text', 'text/', '/plain', 'a/b/c', 'text/pl\r\nain', 'text/plain x']) {
    expect(mediaType(none)).toBe('application/octet-stream')
  }
})

test('patterns take one type, a family, or all', () => {
  expect(matchesType('image/png', ['image/*'])).toBe(true)
  expect(matchesType('image/png', ['text/plain', 'Image/PNG'])).toBe(true)
  expect(matchesType('image/png', ['*/*'])).toBe(true)
  expect(matchesType('imagex/png', ['image/*'])).toBe(false)
  expect(matchesType('image/png', ['*', 'image/', ''])).toBe(false)
})

test('nothing that a browser would run is given out under its type', () => {
  const active = ['text/html', 'image/svg+xml', 'application/xhtml+xml', 'text/xml', 'text/javascript', 'text/xsl+xml']
  for (const type of active) {
    expect(servedType(type)).toBe('application/octet-stream')
    expect(isPlainImage(type)).toBe(false)
  }
  for (const type of ['image/png', 'text/plain', 'application/pdf']) expect(servedType(type)).toBe(type)
})
