import {readBlocks, splitSentences} from './blocks.ts'

test.each([
  ['One. Two? Three!', ['One.', 'Two?', 'Three!']],
  ['Use sensors, e.g. a lidar. Then stop.', ['Use sensors, e.g. a lidar.', 'Then stop.']],
  ['Call `node.spin()`. It waits.', ['Call `node.spin()`.', 'It waits.']],
  ['It takes 3.5 s. Fine.', ['It takes 3.5 s.', 'Fine.']],
  ['It plans (will it fall?) and acts. Good.', ['It plans (will it fall?) and acts.', 'Good.']],
  ['It asks (will it fall?) Then it acts.', ['It asks (will it fall?)', 'Then it acts.']],
  ['A frame (see Fig. 3. It moves.) is a pose. Good.', ['A frame (see Fig. 3. It moves.) is a pose.', 'Good.']],
])('%s', (text, sentences) => {
  expect(splitSentences(text)).toEqual(sentences)
})

test('paragraphs, lists, tables and formulas are told apart', () => {
  expect(readBlocks('Text here.\n\n- a\n- b\n  more\n\n1. x\n2. y\n\n | A | B\nr | 1 | 2\n\n$$\nx = 1\n$$')).toEqual([
    {kind: 'prose', sentences: ['Text here.']},
    {kind: 'list', ordered: false, items: ['a', 'b more']},
    {kind: 'list', ordered: true, items: ['x', 'y']},
    {
      kind: 'table',
      rows: [
        ['', 'A', 'B'],
        ['r', '1', '2'],
      ],
    },
    {kind: 'formula', text: '$$\nx = 1\n$$'},
  ])
})
