import {planSearches, resolveQuestion, type Turn} from './resolve-question.ts'

const resolveQuery = (question: string, said: Turn[]): string => resolveQuestion(question, said).query

const before: Turn[] = [
  {role: 'user', text: 'What is a ROS 2 topic?'},
  {role: 'assistant', text: 'A topic is a named channel.'},
]

test.each([
  ['How does it relate to actions?', 'How does it relate to actions? ros 2 topic'],
  ['and in simulation?', 'and in simulation? ros 2 topic'],
  ['Tell me more', 'Tell me more ros 2 topic'],
  ['What about services?', 'What about services? ros 2 topic'],
  ['How do I run it?', 'How do I run it? ros 2 topic'],
  ['Show me an example in Python', 'Show me an example in Python ros 2 topic'],
  ['Which types does it have?', 'Which types does it have? ros 2 topic'],
  ['Which tools are there for that?', 'Which tools are there for that? ros 2 topic'],
])('"%s" takes the topic along', (question, query) => {
  expect(resolveQuery(question, before)).toBe(query)
})

test.each([
  'What is SLAM and how does it work?',
  'How do I calibrate a camera?',
  'When a node hangs, what does it do?',
  'What does a camera see in front of it?',
  'Which node crashes and what comes of that?',
])('"%s" stands on its own', (question) => {
  expect(resolveQuery(question, before)).toBe(question)
})

test('a chain of follow-ups goes back to where it began', () => {
  const chain: Turn[] = [...before, {role: 'user', text: 'and in simulation?'}, {role: 'assistant', text: 'There too.'}]
  expect(resolveQuery('Why is that?', chain)).toBe('Why is that? simulation ros 2 topic')
})

test('the first question has nothing to take along', () => {
  expect(resolveQuery('How does it work?', [])).toBe('How does it work?')
})

test('a follow-up knows what the conversation is about and what was asked last', () => {
  const chain: Turn[] = [...before, {role: 'user', text: 'How does it differ from a service?'}]
  expect(resolveQuestion('And from an action?', chain)).toMatchObject({
    topic: 'What is a ROS 2 topic?',
    previous: 'How does it differ from a service?',
  })
  expect(resolveQuestion('What is SLAM?', chain)).toMatchObject({topic: null, previous: null})
})

test.each<[string, Turn[], string[]]>([
  ['What is SLAM?', [], ['What is SLAM?']],
  ['How does URDF differ from SDF?', [], ['How does URDF differ from SDF?', 'What is urdf?', 'What is sdf?']],
  [
    'How does it differ from a service?',
    before,
    ['How does it differ from a service? ros 2 topic', 'What is ros 2 topic?', 'What is service?'],
  ],
])('"%s" is searched for with each side of a comparison', (question, said, searches) => {
  expect(planSearches(question, resolveQuestion(question, said))).toEqual(searches)
})
