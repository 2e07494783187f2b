import {load} from 'cheerio'
import {type Element, isTag} from 'domhandler'
import {createHash} from 'node:crypto'
import {findElements, rawText} from '../content-index/dom.ts'
import {readCss} from './css.ts'
import {type Directive, type Need, toSource} from './needs.ts'

/** Attributes with an address that the browser fetches by itself, by tag. */
const FETCHED: {[tag: string]: {[attribute: string]: [Directive, string]}} = {
  script: {src: ['script-src', 'a script']},
  img: {src: ['img-src', 'an image']},
  image: {href: ['img-src', 'an image'], 'xlink:href': ['img-src', 'an image']},
  input: {src: ['img-src', 'an image']},
  video: {src: ['media-src', 'a video'], poster: ['img-src', "a video's first image"]},
  audio: {src: ['media-src', 'a sound']},
  track: {src: ['media-src', 'subtitles']},
  iframe: {src: ['frame-src', 'a frame']},
  object: {data: ['object-src', 'an embedded object']},
  embed: {src: ['object-src', 'an embedded object']},
  form: {action: ['form-action', 'a form']},
  base: {href: ['base-uri', 'the base of addresses']},
}

/** What a `<link>` fetches, by its `rel`. Not here: those that fetch nothing, or only ahead of what is counted where it stands. */
const LINKED: {[rel: string]: [Directive, string]} = {
  stylesheet: ['style-src', 'a style sheet'],
  icon: ['img-src', 'an icon'],
  'apple-touch-icon': ['img-src', 'an icon'],
  manifest: ['manifest-src', "the app's manifest"],
  modulepreload: ['script-src', 'a script'],
}

/** What `<link rel="preload">` fetches, by its `as`. */
const PRELOADED: {[as: string]: [Directive, string]} = {
  script: ['script-src', 'a script'],
  style: ['style-src', 'a style sheet'],
  image: ['img-src', 'an image'],
  font: ['font-src', 'a font'],
  fetch: ['connect-src', 'a request'],
}

/** Types of a `<script>` that the browser runs or obeys. Others are data, which no policy is asked about. */
const ACTIVE_TYPES =
  /^(|module|importmap|speculationrules|(text|application)\/(x-)?(java|ecma)script|text\/(jscript|livescript|javascript1\.[0-5]))$/i

/**
 * What a page needs its policy to allow, as it is written in its HTML. What its scripts add later is not in there.
 *
 * @param address of the page, on the site's own origin
 */
export function readPage(html: string, address: URL): Need[] {
  const elements = findAll(load(html, {scriptingEnabled: false}).root()[0] as unknown as Element)
  const base = findBase(elements, address)
  const readers = [readInline, readStyle, readFetched]
  return elements.flatMap((element) => readers.flatMap((read) => read(element, base)))
}

function findAll(root: Element): Element[] {
  const all: Element[] = []
  // Nothing "passes", so that it looks inside everything.
  findElements(root, (element) => {
    all.push(element)
    return false
  })
  return all
}

function findBase(elements: Element[], address: URL): URL {
  const href = elements.find(({name, attribs}) => name === 'base' && attribs['href'] !== undefined)?.attribs['href']
  // Of another origin, 'self' would mean that one: what is relative then stands where it says.
  return href !== undefined && URL.canParse(href, address) && new URL(href, address).origin === address.origin
    ? new URL(href, address)
    : address
}

function readInline(element: Element, base: URL): Need[] {
  const {name, attribs} = element
  const needs: Need[] = []
  const isInline =
    name === 'script' && attribs['src'] === undefined && ACTIVE_TYPES.test((attribs['type'] ?? '').trim())
  if (isInline) needs.push({directive: 'script-src', source: hash(rawText(element)), why: 'an inline script'})
  if (name === 'style') {
    needs.push({directive: 'style-src', source: hash(rawText(element)), why: 'an inline style sheet'})
    needs.push(...readCss(rawText(element), base))
  }
  for (const [attribute, value] of Object.entries(attribs)) {
    if (!/^on[a-z]/.test(attribute)) continue
    const why = `the script in an attribute (${attribute})`
    needs.push({directive: 'script-src', source: "'unsafe-hashes'", why})
    needs.push({directive: 'script-src', source: hash(value), why})
  }
  return needs
}

function readStyle({attribs}: Element, base: URL): Need[] {
  const style = attribs['style']
  if (style === undefined) return []
  return [{directive: 'style-src-attr', source: "'unsafe-inline'", why: 'style attributes'}, ...readCss(style, base)]
}

function readFetched(element: Element, base: URL): Need[] {
  const {name, attribs} = element
  const needs: Need[] = []
  const add = ([directive, why]: [Directive, string], address: string) => {
    const source = toSource(address, base)
    if (source !== null) needs.push({directive, source, why})
  }
  for (const [attribute, what] of Object.entries(FETCHED[name] ?? {})) {
    if (attribs[attribute] !== undefined) add(what, attribs[attribute])
  }
  if (name === 'source') {
    const isMedia = element.parent !== null && isTag(element.parent) && /^(video|audio)$/.test(element.parent.name)
    if (isMedia) add(['media-src', 'a video or a sound'], attribs['src'] ?? '')
  }
  for (const address of readSrcset(attribs['srcset'] ?? attribs['imagesrcset'] ?? '')) {
    add(['img-src', 'an image'], address)
  }
  if (name === 'link') {
    const rels = (attribs['rel'] ?? '').toLowerCase().split(/\s+/)
    for (const rel of rels) {
      const what = rel === 'preload' ? PRELOADED[attribs['as'] ?? ''] : LINKED[rel]
      if (what) add(what, attribs['href'] ?? '')
    }
  }
  return needs
}

/** The addresses in a `srcset`. Commas may stand in an address (`data:` ones do) but not at its end. */
function readSrcset(srcset: string): string[] {
  return [...srcset.matchAll(/([^\s,]\S*[^\s,])(?:\s+[^,]*)?(?:,|$)/g)].map(([, address = '']) => address)
}

/** As a policy writes the hash of an inline script or style. */
function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`
}
