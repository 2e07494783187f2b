import {createNormaliser, timesIn} from './normalise.js'

const PYTHON = 'msg_0a1b2c3d'
const OURS = 'msg_01kb3v9h5q0123456789abcdefghjk'

test('generated ids become numbers by first appearance and prefix, whatever they look like', () => {
  const reference = createNormaliser()({thread: 'thr_00000001', items: [PYTHON, 'msg_ffffffff', PYTHON]})
  expect(reference).toEqual({thread: '<thr 1>', items: ['<msg 1>', '<msg 2>', '<msg 1>']})
  expect(createNormaliser()([OURS])).toEqual(['<msg 1>'])
})

test('an id keeps its number from one outcome to the next', () => {
  const normalise = createNormaliser()
  normalise({id: PYTHON})
  expect(normalise({message: `Item ${OURS} follows ${PYTHON}`})).toEqual({message: 'Item <msg 2> follows <msg 1>'})
})

test('ids that a scenario wrote stay as they are', () => {
  const own = ['msg_a', 'thr_seeded', 'fc_01234567', 'msg_01234567890', 'resp_01234567']
  expect(createNormaliser()(own)).toEqual(own)
})

test('the time of the run goes, in every way of writing it', () => {
  const times = ['2026-11-23T00:01:06.906703', '2026-11-23T00:01:06Z', '2026-11-23T00:01:06.9+02:00']
  for (const created_at of times) expect(createNormaliser()({created_at})).toEqual({created_at: '<time>'})
})

test('a time of the scenario must come back as the same moment, however it is written', () => {
  const normalise = createNormaliser({written: timesIn({steps: [{seed: {created_at: '2026-01-02T03:04:05Z'}}]})})
  const expected = {created_at: '<2026-01-02T03:04:05.000Z>'}
  expect(normalise({created_at: '2026-01-02T03:04:05Z'})).toEqual(expected)
  expect(normalise({created_at: '2026-01-02T03:04:05.000Z'})).toEqual(expected)
  expect(normalise({created_at: '2026-01-02T05:04:05+02:00'})).toEqual(expected)
  expect(normalise({created_at: '2026-01-02T03:04:06Z'})).toEqual({created_at: '<time>'})
})

test('where the format is what matters, the format is kept', () => {
  const format = (created_at) => createNormaliser()({created_at}, {timeFormat: true}).created_at
  expect(format('2026-11-23T00:01:06.906703')).toBe('<time without zone>')
  expect(format('2026-11-23T00:01:06Z')).toBe('<time with Z>')
  expect(format('2026-11-23T00:01:06+02:00')).toBe('<time with +02:00>')
})

test('a time in any other field is text', () => {
  expect(createNormaliser()({text: '2026-11-23T00:01:06Z'})).toEqual({text: '2026-11-23T00:01:06Z'})
})
