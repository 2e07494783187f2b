import {fillPlural} from './plural.ts'

const fill = (message: string, language: string, counts: number[]) =>
  counts.map((count) => fillPlural(message, 'n', count, language))

test('a number takes its language’s form', () => {
  expect(fill('a second|{n} seconds', 'en', [1, 2, 60])).toEqual(['a second', '2 seconds', '60 seconds'])
  expect(fill('{n} one|{n} few|{n} many', 'pl', [1, 3, 5])).toEqual(['1 one', '3 few', '5 many'])
  expect(fill('zero|one|two|few|many|other', 'ar', [0, 1, 2, 3, 11, 100])).toEqual([
    'zero',
    'one',
    'two',
    'few',
    'many',
    'other',
  ])
})

test('the last form stands for those that are left out', () => {
  expect(fill('{n} 秒', 'ja', [1, 2])).toEqual(['1 秒', '2 秒'])
  expect(fill('{n} seconds', 'en', [1, 2])).toEqual(['1 seconds', '2 seconds'])
})

test('the number is written as the language writes it', () => {
  expect(fill('{n} ثانیه', 'fa', [12])).toEqual(['۱۲ ثانیه'])
})

test('what is no language counts as English', () => {
  expect(fill('a second|{n} seconds', 'en_US', [1, 2])).toEqual(['a second', '2 seconds'])
  expect(fill('a second|{n} seconds', '', [1, 2])).toEqual(['a second', '2 seconds'])
})
