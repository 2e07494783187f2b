import {clusterQuestions} from './clusters.ts'

const ask = (...texts: string[]) => clusterQuestions(texts.map((text, index) => ({text, askedAt: index})))

test('questions about the same thing stand together, under the words they share', () => {
  const clusters = ask(
    'How much does the Unitree G1 cost?',
    'What is the price of a Unitree G1?',
    'unitree G1 cost',
    'Which GPU does Isaac Sim need?',
  )
  expect(clusters).toMatchObject([
    {
      label: 'Unitree G1',
      count: 3,
      questions: [{count: 2}, {text: 'What is the price of a Unitree G1?', count: 1}],
    },
    {label: 'Which GPU does Isaac Sim need?', count: 1},
  ])
})

test('the same question in other case, form or order is one wording, asked more often', () => {
  expect(ask('Install ROS2 on Windows', 'installing ros2 on windows?', 'On Windows: how to install ROS2?')).toEqual([
    {
      label: 'Install ROS2 on Windows',
      count: 3,
      lastAsked: 2,
      questions: [{text: 'Install ROS2 on Windows', count: 3}],
    },
  ])
})

test('one common word does not make two questions the same', () => {
  expect(ask('Who invented the robot?', 'How tall is a robot of Unitree?')).toHaveLength(2)
})

test('what was asked most comes first, and the order of asking changes nothing', () => {
  const texts = [
    'Who won RoboCup?',
    'Is ROS 1 supported?',
    'Can I use ROS 1?',
    'ROS 1 support',
    'salary of an engineer',
  ]
  const forwards = ask(...texts)
  expect(forwards[0]).toMatchObject({count: 3})
  expect(
    clusterQuestions(texts.map((text, askedAt) => ({text, askedAt})).toReversed()).map(({count}) => count),
  ).toEqual(forwards.map(({count}) => count))
})

test.each([
  ['another script', 'روبوٹ کی قیمت کیا ہے؟'],
  ['no letters', '???'],
  ['stopwords only', 'what is it'],
  ['markup', '<script>alert(1)</script>'],
])('a question of %s is called by its own text', (_name, text) => {
  expect(ask(text, text)).toMatchObject([{label: text, count: 2}])
})

test('nothing asked, nothing found', () => {
  expect(ask()).toEqual([])
})
