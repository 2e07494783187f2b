import {createHash} from 'node:crypto'
import {readCss} from './css.ts'
import {readPage} from './html.ts'
import type {Need} from './needs.ts'

const PAGE = new URL('https://notes.example.org/docs/a.html')

const list = (needs: Need[]) => needs.map(({directive, source}) => `${directive} ${source}`)
const read = (html: string) => list(readPage(html, PAGE))
const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

test('an inline script is named by the hash of its text as the browser has it', () => {
  const text = 'if (1 < 2 && "</p>") run("é")\nnext()'
  expect(read(`<script>${text}</script>`)).toEqual([`script-src ${hash(text)}`])
  expect(read(`<script type=module>${text.replace('\n', '\r\n')}</script>`)).toEqual([`script-src ${hash(text)}`])
})

test('what no browser runs needs nothing; an import map is obeyed and does', () => {
  expect(read('<script type="application/ld+json">{"a": 1}</script><template></template>')).toEqual([])
  expect(read('<script type=importmap>{}</script>')).toEqual([`script-src ${hash('{}')}`])
})

test('a script in an attribute needs its hash and the word that lets hashes be of attributes', () => {
  expect(read('<a onclick="go(&quot;1&quot;)">x</a>')).toEqual([
    "script-src 'unsafe-hashes'",
    `script-src ${hash('go("1")')}`,
  ])
})

test('style elements by their hash, style attributes as such, and what both fetch', () => {
  const css = 'p{background:url(https://img.example/a.png)}'
  expect(read(`<style>${css}</style><p style="background:url(data:image/gif;base64,AA)">`)).toEqual([
    `style-src ${hash(css)}`,
    'img-src https://img.example',
    "style-src-attr 'unsafe-inline'",
    'img-src data:',
  ])
})

test.each([
  ['<script src="/assets/js/main.js"></script>', ["script-src 'self'"]],
  ['<script src="https://notes.example.org/x.js"></script>', ["script-src 'self'"]],
  ['<script src="//cdn.example/x.js"></script>', ['script-src https://cdn.example']],
  ['<link rel="stylesheet" href="https://css.example:8443/x.css">', ['style-src https://css.example:8443']],
  ['<link rel="shortcut icon" href="https://i.example/f.ico">', ['img-src https://i.example']],
  ['<link rel="preload" as="font" href="https://f.example/f.woff2">', ['font-src https://f.example']],
  ['<link rel="manifest" href="/m.json">', ["manifest-src 'self'"]],
  ['<link rel="canonical" href="https://elsewhere.example/"><link rel="preconnect" href="https://x.example">', []],
  ['<a href="https://elsewhere.example/">x</a>', []],
  ['<img src="data:image/svg+xml,%3Csvg/%3E">', ['img-src data:']],
  [
    '<img srcset="https://a.example/1,2.png 1x, data:image/png;base64,AA 2x">',
    ['img-src https://a.example', 'img-src data:'],
  ],
  ['<picture><source srcset="https://a.example/1.webp"></picture>', ['img-src https://a.example']],
  [
    '<video poster="https://a.example/p.png"><source src="https://v.example/v.mp4"></video>',
    ['img-src https://a.example', 'media-src https://v.example'],
  ],
  [
    '<iframe src="https://www.video.example/embed/1"></iframe><iframe src="about:blank"></iframe>',
    ['frame-src https://www.video.example'],
  ],
  ['<form action="https://mail.example/join"></form><form></form>', ['form-action https://mail.example']],
  ['<noscript><img src="https://count.example/1"></noscript>', ['img-src https://count.example']],
  ['<svg><use href="#a"/><image xlink:href="https://a.example/1.png"/></svg>', ['img-src https://a.example']],
])('%s', (html, expected) => {
  expect(read(html)).toEqual(expected)
})

test('a style sheet needs places for its images, its fonts and what it imports', () => {
  const css = `@import "https://fonts.example/css?a;b"; /* url(https://no.example/) */
    @font-face { font-family: A; src: url(/f.woff2) format('woff2'), url('data:font/woff2;base64,AA') }
    a { background: url("data:image/svg+xml,<svg d='}'/>") } b { mask: url(#m) } c { background: url(../img/c.png) }`
  expect(list(readCss(css, PAGE))).toEqual([
    'style-src https://fonts.example',
    "font-src 'self'",
    'font-src data:',
    'img-src data:',
    "img-src 'self'",
  ])
})

test('an address that is none is passed over', () => {
  expect(read('<img src="https://[/"><img src=""><script src="http://:0:0/"></script>')).toEqual([])
})
