import type {Annotation} from 'chatkit-protocol'
import {citeContent} from '../citations/cite-events.ts'
import {readStatements} from './statements.ts'

const lookup = (number: number) => ({type: 'url' as const, url: `/${number}`, title: `${number}`})

/** An answer as a model writes it, markers and all. */
function read(written: string): [string, string[]][] {
  const {text, annotations} = citeContent({type: 'output_text', text: written, annotations: []}, lookup)
  return readStatements(text, annotations).map((statement) => [statement.text, [...statement.cited]])
}

test.each<[string, string, [string, string[]][]]>([
  [
    'a sentence has the marks before and after its full stop',
    'Topics carry messages [1]. Services answer. [2] Both are typed [3].',
    [
      ['Topics carry messages.', ['/1']],
      ['Services answer.', ['/2']],
      ['Both are typed.', ['/3']],
    ],
  ],
  [
    'one without a mark has those of its paragraph',
    'Topics carry messages. Every subscriber gets each [1].\n\nServices answer.',
    [
      ['Topics carry messages.', ['/1']],
      ['Every subscriber gets each.', ['/1']],
      ['Services answer.', []],
    ],
  ],
  [
    'list items are by themselves, whatever their mark',
    'Do this:\n\n1. Write the file [1].\n2. Load it\n   with care [2].\n- Done.',
    [
      ['Do this:', []],
      ['Write the file.', ['/1']],
      ['Load it    with care.', ['/2']],
      ['Done.', []],
    ],
  ],
  [
    'code, formulas, tables and headings are not read',
    '# Topics\n\n```py\nx = 1. Not this.\n```\n\n| a | b |\n|---|---|\n| 1. No. | 2 |\n\n$$\na = 1. b\n$$\n\nBut this is [1].',
    [['But this is.', ['/1']]],
  ],
  [
    'a mark at the very beginning belongs to what follows',
    '[1] Topics carry messages.',
    [['Topics carry messages.', ['/1']]],
  ],
  ['several marks count once each', 'Both [1][2][1].', [['Both.', ['/1', '/2']]]],
  ['nothing is nothing', '', []],
  ['a fence that is never closed runs to the end', 'One [1].\n\n```\nTwo. Three.', [['One.', ['/1']]]],
])('%s', (_name, written, expected) => {
  expect(read(written)).toEqual(expected)
})

test('annotations without a place are of no sentence', () => {
  const annotation: Annotation = {type: 'annotation', source: lookup(1)}
  expect(readStatements('One is one.', [annotation])).toEqual([{text: 'One is one.', cited: []}])
})
