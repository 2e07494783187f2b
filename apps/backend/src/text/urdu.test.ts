import {readDefinition} from './definition.ts'
import {readSubject} from './subject.ts'
import {leansInUrdu, readUrduKind, readUrduNames, readUrduSides, readUrduSubject} from './urdu.ts'

test.each([
  ['ٹاپک کیا ہے؟', 'definition', 'ٹاپک'],
  ['دو ٹانگوں والا روبوٹ کیا ہوتا ہے؟', 'definition', 'دو ٹانگوں والا روبوٹ'],
  ['سروس كے معيار سے كيا مراد ہے؟', 'definition', 'سروس کے معیار'],
  ['Embodiment کا مطلب کیا ہے؟', 'definition', 'embodiment'],
  ['publisher کسے کہتے ہیں', 'definition', 'publisher'],
  ['tf2 کیا کرتی ہے؟', 'definition', 'tf2'],
  ['service اور action میں کیا فرق ہے؟', 'comparison', null],
  ['callback کے اندر انتظار کیوں نہیں کرنا چاہیے؟', 'reason', null],
  ['domain id سے nodes کیسے الگ ہوتے ہیں؟', null, null],
  ['کیمرے کو کیسے آزمایا جائے؟', 'steps', null],
  ['میں node کیسے لکھ سکتا ہوں؟', 'steps', null],
  ['lifecycle node کی حالتیں کون سی ہیں؟', 'enumeration', null],
  ['گرفت مضبوط ہو', null, null],
])('"%s" asks for a %s of %s', (question, kind, subject) => {
  expect(readUrduKind(question)).toBe(kind)
  expect(readUrduSubject(question)).toBe(subject)
})

test('a comparison has two sides', () => {
  expect(readUrduSides('service اور action میں کیا فرق ہے؟')).toEqual(['service', 'action'])
  expect(readUrduSides('ٹاپک اور سروس کے درمیان فرق')).toEqual(['ٹاپک', 'سروس'])
  expect(readUrduSides('ٹاپک کیا ہے؟')).toBeNull()
})

test.each([
  [
    'سروس کا معیار (quality of service، مختصراً QoS) ان policies کا مجموعہ ہے جن سے پتا چلتا ہے۔',
    ['سروس کا معیار', 'quality of service', 'QoS'],
  ],
  ['فزیکل اے آئی (physical AI) وہ مصنوعی ذہانت ہے جو ایک جسم رکھتی ہے۔', ['فزیکل اے ایی', 'physical AI']],
  ['link ایک سخت جسم ہے۔', ['link']],
  ['یہ ایک مثال ہے۔', []],
  ['ہر subscriber کو پیغام ملتا ہے۔', []],
])('"%s" defines %j', (sentence, names) => {
  expect(readUrduNames(sentence)).toEqual(names)
})

test('a definition is found by what is asked', () => {
  const [subject] = readSubject('سروس کے معیار سے کیا مراد ہے؟')
  const names = readDefinition('سروس کا معیار (QoS) ان policies کا مجموعہ ہے۔')?.names
  expect(names?.map(({stems}) => stems)).toContainEqual(subject?.stems)
})

test('what points back is not quoted alone', () => {
  for (const sentence of [
    'یہ ہر پیغام بھیجتا ہے۔',
    'اِس سے چار نتیجے نکلتے ہیں۔',
    'لیکن ایسا نہیں ہوتا۔',
    'دونوں، ایک ساتھ۔',
  ])
    expect([sentence, leansInUrdu(sentence)]).toEqual([sentence, true])
  for (const sentence of ['یہودی کتاب ہے۔', 'سوال آسان ہے۔', 'ٹاپک ایک راستہ ہے۔', 'A topic.'])
    expect([sentence, leansInUrdu(sentence)]).toEqual([sentence, false])
})
