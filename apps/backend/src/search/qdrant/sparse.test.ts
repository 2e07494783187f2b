import {buildQuery} from '../query.ts'
import {countTerms, hashTerm, toDocumentVector, toQueryVector} from './sparse.ts'

const fields = (text: string, heading = '') => ({heading, title: '', text, code: ''})

/** The terms that a question and a text have in common. */
function common(question: string, text: string): number {
  const {indices} = toDocumentVector(countTerms(fields(text)), 10)
  return toQueryVector(buildQuery(question)).indices.filter((index) => indices.includes(index)).length
}

test.each([
  ['a stem', 'publishing', 'It publishes messages.', 1],
  ['the parts of a compound and the compound', 'ros2_control', 'Use ros2_control here.', 4],
  ['CamelCase in one piece and in parts', 'SensorDataQoS', 'SensorDataQoS', 2],
  ['a number beside its word only', 'ROS 2', 'ROS 2 is older than 2 robots', 2],
  ['not a number elsewhere', 'Gazebo 2', 'Gazebo has 2 modes', 1],
  ['nothing', 'strawberries', 'A topic is a channel.', 0],
])('%s is found', (_name, question, text, count) => {
  expect(common(question, text)).toBe(count)
})

test('a word in the heading counts more, in a long passage less, and never without bound', () => {
  const weight = (text: string, heading = ''): number => {
    const {indices, values} = toDocumentVector(countTerms(fields(text, heading)), 10)
    return values[indices.indexOf(hashTerm('topic'))] ?? 0
  }
  expect(weight('channel', 'topic')).toBeGreaterThan(weight('topic channel'))
  expect(weight(`topic ${'word '.repeat(50)}`)).toBeLessThan(weight('topic word'))
  expect(weight('topic '.repeat(1_000))).toBeLessThan(2.2)
})

test('each index stands once, and is a 32-bit number', () => {
  const {indices} = toDocumentVector(countTerms(fields('a b a b topic topics')), 10)
  expect(new Set(indices).size).toBe(indices.length)
  for (const index of indices) expect(index >>> 0).toBe(index)
})
