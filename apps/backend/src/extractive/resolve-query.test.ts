import {resolveQuery, type Turn} from './resolve-query.ts'

const before: Turn[] = [
  {role: 'user', text: 'What is a ROS 2 topic?'},
  {role: 'assistant', text: 'A topic is a named channel.'},
]

test.each([
  ['How does it relate to actions?', 'How does it relate to actions? ros 2 topic'],
  ['and in simulation?', 'and in simulation? ros 2 topic'],
  ['Tell me more', 'Tell me more ros 2 topic'],
  ['What about services?', 'What about services? ros 2 topic'],
])('"%s" takes the topic along', (question, query) => {
  expect(resolveQuery(question, before)).toBe(query)
})

test.each(['What is SLAM and how does it work?', 'How do I calibrate a camera?'])(
  '"%s" stands on its own',
  (question) => {
    expect(resolveQuery(question, before)).toBe(question)
  },
)

test('a chain of follow-ups goes back to where it began', () => {
  const chain: Turn[] = [...before, {role: 'user', text: 'and in simulation?'}, {role: 'assistant', text: 'There too.'}]
  expect(resolveQuery('Why is that?', chain)).toBe('Why is that? simulation ros 2 topic')
})

test('the first question has nothing to take along', () => {
  expect(resolveQuery('How does it work?', [])).toBe('How does it work?')
})
