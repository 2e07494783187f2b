import {render, screen} from '@testing-library/preact'
import * as fc from 'fast-check'
import type {Annotation} from 'chatkit-protocol'
import {markdownText} from './__fixtures__/text.ts'
import {insertCitations} from './cite.ts'
import {type CitationGroup, Markdown, groupCitations, listSources, preloadParts} from './index.ts'

const cite = (index: number | undefined, url = '/a'): Annotation => ({
  type: 'annotation',
  source: {type: 'url', title: url, url},
  ...(index === undefined ? {} : {index}),
})

const pill = ({index, numbers}: CitationGroup) => <sup key={`c${index}`}>{`⟦${numbers.join()}⟧`}</sup>

const textOf = (text: string, indexes: readonly number[], streaming = false): string => {
  const annotations = indexes.map((index) => cite(index, `/${index}`))
  const {container, unmount} = render(
    <Markdown
      text={text}
      annotations={annotations}
      renderCitation={pill}
      placeCitations={insertCitations}
      streaming={streaming}
    />,
  )
  const {textContent} = container
  unmount()
  return textContent ?? ''
}

beforeAll(preloadParts)

describe('numbers', () => {
  test('follow the order of the text, one for each source', () => {
    const annotations = [cite(20, '/b'), cite(5, '/a'), cite(30, '/a'), cite(undefined, '/c'), cite(30, '/d')]
    expect(groupCitations(annotations).map(({index, numbers}) => [index, numbers])).toEqual([
      [5, [1]],
      [20, [2]],
      [30, [1, 3]],
    ])
    expect(listSources(annotations).map(({number, source}) => [number, source.title])).toEqual([
      [1, '/a'],
      [2, '/b'],
      [3, '/d'],
      [4, '/c'],
    ])
  })
})

describe('a pill stands', () => {
  test.each([
    ['after the word that it falls into', 'One two three', 5, 'One two⟦1⟧ three'],
    ['after the full stop', 'One two. Three', 7, 'One two.⟦1⟧ Three'],
    ['but not inside a number', 'It is 3.14 now', 7, 'It is 3.14⟦1⟧ now'],
    ['at the end', 'One two.', 8, 'One two.⟦1⟧'],
    ['at the end for a place beyond it', 'One two.', 99, 'One two.⟦1⟧'],
    ['after the first word for a place before it', 'One two', 0, 'One⟦1⟧ two'],
    ['inside emphasis', 'One **two three** four', 9, 'One two⟦1⟧ three four'],
    ['behind emphasis that ends there', 'One **two**. Four', 9, 'One two.⟦1⟧ Four'],
    ['behind a link', 'See [the guide](/x). Yes', 7, 'See the guide.⟦1⟧ Yes'],
    ['behind code', 'Run `a b c` now', 6, 'Run a b c⟦1⟧ now'],
    ['behind a pair of surrogates', 'Go 🚀 on', 4, 'Go 🚀⟦1⟧ on'],
    ['in the item that it falls into', '- one\n- two\n- three', 11, 'onetwo⟦1⟧three'],
    ['in a quote', '> one\n> two', 11, 'one\ntwo⟦1⟧'],
    ['in a heading', '## One\n\ntwo', 6, 'One⟦1⟧two'],
    ['before the next paragraph', 'One\n\nTwo', 5, 'One⟦1⟧Two'],
  ])('%s', (_, text, index, expected) => {
    expect(textOf(text, [index])).toBe(expected)
  })

  test('below a code block', () => {
    const text = '```\na = 1\n```\n\nAfter'
    expect(textOf(text, [6])).toBe('a = 1⟦1⟧After')
  })

  test("at a cell's end", () => {
    const text = '| a | b |\n|--|--|\n| one two | x |\n| y | z |'
    const annotations = [cite(text.indexOf('two'))]
    render(<Markdown text={text} annotations={annotations} renderCitation={pill} placeCitations={insertCitations} />)
    expect(screen.getByRole('cell', {name: /one two/})).toHaveTextContent('one two⟦1⟧')
  })

  test('in a footnote', () => {
    const text = 'A[^1].\n\n[^1]: The note.'
    expect(textOf(text, [text.length])).toBe('A1.The note.⟦1⟧↩')
  })

  test('where no text is', () => {
    expect(textOf('', [3])).toBe('⟦1⟧')
  })
})

test('citations at any place lose no text, and each is shown once', () => {
  fc.assert(
    fc.property(
      markdownText(25),
      fc.uniqueArray(fc.nat(120), {maxLength: 4}),
      fc.boolean(),
      (text, indexes, streaming) => {
        const plain = textOf(text, [], streaming)
        const cited = textOf(text, indexes, streaming)
        expect(cited.replaceAll(/⟦[\d,]+⟧/g, '')).toBe(plain)
        expect(cited.match(/⟦/g)?.length ?? 0).toBe(indexes.length)
      },
    ),
    {numRuns: 150},
  )
})

test('a citation that arrives leaves other blocks as they are', () => {
  const text = 'One.\n\nTwo.\n\nThree.'
  const {rerender} = render(
    <Markdown text={text} annotations={[]} renderCitation={pill} placeCitations={insertCitations} />,
  )
  const first = screen.getByText('One.').firstChild
  rerender(<Markdown text={text} annotations={[cite(9)]} renderCitation={pill} placeCitations={insertCitations} />)
  expect(screen.getByText('One.').firstChild).toBe(first)
  expect(screen.getByText('⟦1⟧').parentElement).toHaveTextContent('Two.⟦1⟧')
})
