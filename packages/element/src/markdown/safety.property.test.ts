import {render} from '@testing-library/preact'
import * as fc from 'fast-check'
import {h} from 'preact'
import {Markdown} from './index.ts'
import {markdownText, prefixesOf} from './__fixtures__/text.ts'
import {toHtml} from './__fixtures__/html.ts'

const ELEMENTS = new Set(
  'P H3 H4 H5 H6 UL OL LI BLOCKQUOTE PRE CODE DIV SPAN TABLE THEAD TBODY TR TH TD A IMG STRONG EM DEL BR HR SUP SECTION BUTTON SVG PATH INPUT MATH SEMANTICS ANNOTATION'.split(
    ' ',
  ),
)
const HREF = /^(?:https?:\/\/|mailto:|#|(?![a-z][a-z0-9+.-]*:|[\\/]{2}))/i
const inMath = (element: Element): boolean => element.closest('math') !== null

test('no text becomes an element or an address that is not allowed', () => {
  fc.assert(
    fc.property(markdownText(30), fc.boolean(), (text, streaming) => {
      const {container, unmount} = render(h(Markdown, {text, streaming, allowedImageDomains: ['example.org']}))
      for (const element of container.querySelectorAll('*')) {
        if (!inMath(element)) expect(ELEMENTS).toContain(element.tagName.toUpperCase())
        for (const {name, value} of element.attributes) {
          expect(name).not.toMatch(/^on|^style$|^srcdoc$|^action$|^formaction$/)
          if (name === 'href' || name === 'src') expect(value).toMatch(HREF)
        }
      }
      for (const image of container.querySelectorAll('img')) {
        expect(['example.org', location.hostname]).toContain(new URL(image.src, document.baseURI).hostname)
      }
      unmount()
    }),
    {numRuns: 200},
  )
})

test('a text that arrives in pieces ends in the same elements as the whole text', () => {
  fc.assert(
    fc.property(markdownText(40), fc.array(fc.nat(5000), {maxLength: 6}), (text, cuts) => {
      const {container, rerender, unmount} = render(h(Markdown, {text: '', streaming: true}))
      for (const prefix of prefixesOf(text, cuts)) rerender(h(Markdown, {text: prefix, streaming: true}))
      rerender(h(Markdown, {text}))
      const whole = render(h(Markdown, {text}))
      // Not the strings: an element that changed has the same attributes in another order.
      if (!container.isEqualNode(whole.container)) expect(container.innerHTML).toBe(whole.container.innerHTML)
      whole.unmount()
      unmount()
    }),
    {numRuns: 150},
  )
})

test('all words of plain paragraphs are there, in order', () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,9}[.,]?$/), {minLength: 1, maxLength: 8})
  fc.assert(
    fc.property(fc.array(words, {minLength: 1, maxLength: 6}), (paragraphs) => {
      const text = paragraphs.map((line) => line.join(' ')).join('\n\n')
      const shown = toHtml(text)
        .replaceAll(/<\/?p>/g, ' ')
        .trim()
        .split(/\s+/)
      expect(shown).toEqual(paragraphs.flat())
    }),
    {numRuns: 100},
  )
})
