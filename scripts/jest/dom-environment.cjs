// jsdom with the web platform that Node already has and jsdom lacks. MessageChannel stays out on purpose: React's scheduler
// would hold its port open and Jest would never exit.
const {TestEnvironment} = require('jest-environment-jsdom')

const WEB_GLOBALS = [
  'fetch',
  'Request',
  'Response',
  'Headers',
  'ReadableStream',
  'WritableStream',
  'TransformStream',
  'TextEncoder',
  'TextDecoder',
  'TextEncoderStream',
  'TextDecoderStream',
  'structuredClone',
  'AbortController',
  'AbortSignal',
  'Uint8Array',
  'ArrayBuffer',
]

module.exports = class DomEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context)
    for (const name of WEB_GLOBALS) this.global[name] = globalThis[name]
    // jsdom constructs a CSSStyleSheet but can neither fill nor adopt one.
    const {CSSStyleSheet, Document, ShadowRoot} = this.global
    if (!('replaceSync' in CSSStyleSheet.prototype)) CSSStyleSheet.prototype.replaceSync = () => {}
    for (const root of [Document, ShadowRoot]) {
      if (!('adoptedStyleSheets' in root.prototype)) root.prototype.adoptedStyleSheets = []
    }
  }

  // Jest would pick each package's "browser" build, most of which are ES modules made for bundlers.
  exportConditions() {
    return ['chatkit-source', 'require', 'node', 'default']
  }
}
