import {definitionScore, readDefinition} from './definition.ts'
import {namesOf, readSides, readSubject} from './subject.ts'

const names = (sentence: string): string[] | null =>
  readDefinition(sentence)?.names.map((name) => name.text.toLowerCase()) ?? null

test.each<[string, string[] | null]>([
  ['A topic is a named bus over which nodes exchange messages.', ['a topic']],
  ['Topics are named channels.', ['topics']],
  [
    'SLAM, simultaneous localisation and mapping, is the problem of …',
    ['slam', 'simultaneous localisation and mapping'],
  ],
  ['Quality of service (QoS) is the set of policies …', ['quality of service', 'qos']],
  ['A lifecycle node, also called a managed node, is a node with states.', ['a lifecycle node', 'a managed node']],
  ['In ROS 2, a message is a typed record.', ['a message']],
  ['Tokens: Tokenised actions are continuous actions cut into bins.', ['tokenised actions']],
  ['Widening step by step is called a curriculum.', ['curriculum']],
  ['Action chunking means that the policy predicts several actions.', ['action chunking']],
  ['It is simple.', null],
  ['If the foot is flat, the point is inside.', null],
  ['The publisher never waits for its subscribers.', null],
])('"%s" defines %j', (sentence, expected) => {
  expect(names(sentence)).toEqual(expected)
})

test.each<[string, string, string]>([
  ['What is a ROS 2 topic?', 'A topic is a named bus.', 'A topic name without a slash is a relative one.'],
  ['What is a URDF file?', 'URDF is an XML format.', 'A launch file is a script.'],
  ['What is a node?', 'A node is a participant.', 'A lifecycle node is a node with states.'],
  ['Explain PID', 'A PID controller is a feedback law.', 'A controller manager is a program.'],
  ['What is a service?', 'A service is a remote call.', 'Quality of service is a set of policies.'],
  ['What is MuJoCo?', 'MuJoCo is a physics engine.', "A model in MuJoCo's format is a file."],
])('for "%s" "%s" counts more than "%s"', (question, better, worse) => {
  const subject = readSubject(question)
  const score = (sentence: string): number => definitionScore(readDefinition(sentence), subject)
  expect(score(better)).toBeGreaterThanOrEqual(0.9)
  expect(score(worse)).toBeLessThan(0.6)
})

test.each<[string, string | undefined]>([
  ['What is a ROS 2 topic?', 'ros 2 topic'],
  ['what does quality of service mean in ROS 2?', 'quality of service'],
  ['Explain the linear inverted pendulum model.', 'linear inverted pendulum model'],
  ['SLAM?', 'slam'],
  ['And what about services?', 'services'],
  ['My robot falls over when it walks', undefined],
])('"%s" asks about %j', (question, subject) => {
  expect(readSubject(question)[0]?.text).toBe(subject)
})

test.each<[string, [string, string]]>([
  ['What is the difference between a topic and a service?', ['topic', 'service']],
  ['How do services differ from actions?', ['services', 'actions']],
  ['difference between Gazebo and MuJoCo', ['gazebo', 'mujoco']],
  ['URDF vs SDF', ['urdf', 'sdf']],
  ['Compare behaviour cloning with reinforcement learning', ['behaviour cloning', 'reinforcement learning']],
  ['When should I use an action instead of a service?', ['action', 'service']],
  ['How does it differ from an action?', ['topic', 'action']],
  ['and from a service?', ['topic', 'service']],
])('"%s" compares %j', (question, expected) => {
  expect(readSides(question, namesOf('a topic'))?.map(([name]) => name?.text)).toEqual(expected)
})

test('a comparison with nothing to compare to has no sides', () => {
  expect(readSides('What is different?', [])).toBeNull()
})
