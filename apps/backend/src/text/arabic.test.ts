import {splitSentences} from './blocks.ts'
import {contentStems, expandForIndex, stemSet, words} from './words.ts'

test.each([
  ['vowel signs', 'کِتَاب', 'کتاب'],
  ['Arabic letters', 'كتاب', 'کتاب'],
  ['an Arabic yeh and heh', 'ڈھانچه يہ', 'ڈھانچہ یہ'],
  ['presentation forms', 'ﮐﺘﺎﺏ', 'کتاب'],
  ['a tatweel', 'کتـــاب', 'کتاب'],
  ['alef with madda, in one character and in two', '\u0622واز', '\u0627\u0653واز'],
  ['yeh with hamza, in one character and in two', 'دائرہ', 'دا\u06CC\u0654رہ'],
  ['a hamza at the end', 'اجزاء', 'اجزا'],
  ['digits', 'باب ۱۲', 'باب 12'],
  ['Arabic digits', 'باب ١٢', 'باب 12'],
  ['a zero width non-joiner', 'بہ\u200Cعنوان', 'بہ عنوان'],
])('%s make no other word', (_name, written, plain) => {
  expect(words(written)).toEqual(words(plain))
  expect(stemSet(written)).toEqual(stemSet(plain))
})

test.each([
  ['نوڈ', 'نوڈز نوڈوں'],
  ['ٹاپک', 'ٹاپکس ٹاپکوں'],
  ['سروس', 'سروسز سروسوں سروسیں'],
  ['طریقہ', 'طریقے طریقوں'],
  ['گاڑی', 'گاڑیاں گاڑیوں'],
  ['بھیجتا', 'بھیجتی بھیجتے'],
])('%s is found by its other forms', (word, forms) => {
  for (const form of forms.split(' ')) expect([form, words(form)]).toEqual([form, words(word)])
})

test('the stem of a stem is itself', () => {
  for (const word of 'کتابیات معلومات سروسوں گاڑیاں تفصیلات آوازوں رازداریوں'.split(' ')) {
    const [stem = ''] = words(word)
    expect([word, words(stem)]).toEqual([word, [stem]])
  }
})

test('short words and other scripts keep their endings', () => {
  expect(words('میں نے یہ بس')).toEqual(['میں', 'نے', 'یہ', 'بس'])
  expect(words('Nodes and Gerüste')).toEqual(['nodes', 'and', 'geruste'])
})

test('what the index holds is what a question looks for', () => {
  const indexed = new Set(expandForIndex('كیمرے کی تصویریں نوڈوں کو ROS 2 سے ملتی ہیں۔').match(/[\p{L}\p{N}]+/gu))
  for (const word of words('کیمرہ تصویر نوڈ ros')) expect([word, indexed]).toEqual([word, expect.anything()])
  expect(words('کیمرہ تصویر نوڈ').every((word) => indexed.has(word))).toBe(true)
})

test('a question’s small words are none to look for', () => {
  expect(contentStems('ٹاپک کیا ہوتا ہے، اور یہ کیسے کام کرتا ہے؟')).toEqual(contentStems('ٹاپک'))
})

test('sentences end where Urdu ends them', () => {
  expect(splitSentences('پہلا جملہ ہے۔ کیا دوسرا ہے؟ تیسرا رکو! چوتھا `x` ہے۔`y` پانچواں ہے۔')).toEqual([
    'پہلا جملہ ہے۔',
    'کیا دوسرا ہے؟',
    'تیسرا رکو!',
    'چوتھا `x` ہے۔',
    '`y` پانچواں ہے۔',
  ])
})
