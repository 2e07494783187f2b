import {ENGLISH} from '../texts/en.ts'
import * as fc from 'fast-check'
import type {ShownPassage} from '../agent/tool-output.ts'
import {composeAnswer} from './compose.ts'
import type {Context} from './question.ts'
import {leansOnPrevious} from './units.ts'

let number = 0
beforeEach(() => {
  number = 0
})

function passage(heading: string, text: string, code: ShownPassage['code'] = []): ShownPassage {
  number += 1
  return {number, page: 'Robots', heading, url: `/docs/${number}`, text, code}
}

function answer(question: string, passages: ShownPassage[], context: Partial<Context> = {}): string {
  return composeAnswer(question, {query: question, ...context}, {passages, nearest: []}, {title: 'T', texts: ENGLISH})
}

const TOPIC = 'A topic is a named bus. Any number of nodes may publish to it.'
const SERVICE = 'A service is a remote call: one request, one reply.'

describe('what is X', () => {
  test('the definition leads, and its paragraph goes on', () => {
    const text = answer('What is a topic?', [
      passage('Bridge', 'The bridge copies messages between a Gazebo topic and a ROS 2 topic.'),
      passage('Graph', `The graph is a network of nodes and topics.\n\n${TOPIC}`),
    ])
    expect(text).toContain(':\n\nA topic is a named bus. [2] Any number of nodes may publish to it. [2]')
    expect(text).not.toContain('bridge')
    expect(text).not.toContain('network')
  })

  test('a definition that ends in a formula has it', () => {
    const text = answer('Explain LIPM', [
      passage(
        'Pendulum',
        'The linear inverted pendulum model (LIPM) is a point mass on a leg:\n\n$$\\ddot c = \\omega^2 c$$',
      ),
    ])
    expect(text).toContain('on a leg: [1]\n\n$$\\ddot c = \\omega^2 c$$')
  })

  test('a thing that is only described is introduced by the sentence about it', () => {
    const text = answer('What is an IMU?', [
      passage('Names', 'The name `imu/data` becomes `/left/imu/data` there.'),
      passage('IMU', 'An IMU, inertial measurement unit, measures angular velocity with gyroscopes.'),
    ])
    expect(text).toMatch(/:\n\nAn IMU, inertial measurement unit, measures/)
  })
})

test('an acronym is introduced by the sentence that spells it out', () => {
  const text = answer('What does CRBA stand for?', [
    passage(
      'Recursion',
      'The composite rigid body algorithm (CRBA) computes the mass matrix. With CRBA a tree costs little.',
    ),
  ])
  expect(text).toMatch(/:\n\nThe composite rigid body algorithm \(CRBA\) computes/)
})

test('of two equal definitions the one that the text goes on to explain is quoted', () => {
  const text = answer('What is a gait?', [
    passage('Gait', 'A gait is a pattern of steps.'),
    passage('Walking', 'A gait is a pattern of steps. Some of them are:\n\n- trot, with two legs at a time'),
  ])
  expect(text).toContain('A gait is a pattern of steps. [2]')
})

test('an entry that is called what is asked about defines it in its own way', () => {
  const text = answer('What is the difference between rolling contact and sliding contact?', [
    passage('Contacts', 'Kind | Rolling contact | Sliding contact\nHeat | little | much'),
    passage('Rolling contact', 'A wheel has rolling contact if its lowest point is at rest.'),
    passage('Sliding contact', 'A wheel has sliding contact if its lowest point moves.'),
  ])
  expect(text).toContain('its lowest point is at rest. [2]')
  expect(text).toContain('its lowest point moves. [3]')
})

describe('how many, how long', () => {
  test('a question in the text is answered by what follows it', () => {
    const text = answer('How many samples do I need for a circle?', [
      passage('Circles', 'A circle is fitted to its rim. It is robust.'),
      passage('Rim', 'How many samples? With a share $w$ of good ones it takes\n\n$$N = 3 / w^3$$'),
    ])
    expect(text).toContain('it takes [2]\n\n$$N = 3 / w^3$$')
  })

  test('a question in the text is quoted only before the answer that leans on it', () => {
    const text = answer('What does the drift plot show?', [
      passage(
        'Drift',
        'Bias is the enemy.\n\nHow is it measured? Record it for an hour and read the drift plot, its minimum is the bias.',
      ),
    ])
    expect(text).toContain('How is it measured? [1] Record it for an hour and read the drift plot')
    expect(answer('How is drift measured?', [passage('Drift', 'How is drift measured?')])).not.toContain('measured?')
  })
})

describe('a list or table', () => {
  const CAUSES = 'A tilt is a wrong angle of the mast. Its causes are:\n\n1. Wind on the sail.\n2. A soft spring.'

  test('answers what the causes are, and is not led to by a dangling pronoun', () => {
    const text = answer('What causes the tilt?', [passage('Tilt', CAUSES)])
    expect(text).toContain('A tilt is a wrong angle of the mast. [1]\n\nIts causes are: [1]\n\n1. Wind on the sail.')
  })

  test('is cut to the row that is asked about', () => {
    const table =
      'Symptom | Cause\nShakes at rest | gain too high\nDrifts when warm | loose belt\nStops at night | no light'
    const text = answer('My mast drifts when warm', [passage('When it fails', table)])
    expect(text).toContain('| Symptom | Cause |\n| --- | --- |\n| Drifts when warm | loose belt |')
    expect(text).not.toContain('Shakes')
  })

  test('a row is found by its cell and by what stands above it', () => {
    const table = 'Class | Freedom | On a boat\nfixed | 0 | the mast\nhinge | 1 | the rudder\nslide | 1 | the jib car'
    const text = answer('Which class is the joint of the rudder?', [
      passage('Boats', `A joint links two parts.\n\n${table}`),
    ])
    expect(text).toContain('| hinge | 1 | the rudder |')
    expect(text).not.toContain('jib')
  })
})

describe('after another question', () => {
  const text =
    'A keel is a fin below the hull. It steadies the boat.\n\nIn a storm a keel is not enough. Ballast adds weight to it.'

  test('"tell me more" goes on where the text went on', () => {
    const said = 'A keel is a fin below the hull. [1] It steadies the boat. [1]'
    const context = {query: 'Tell me more keel', topic: 'What is a keel?', previous: 'What is a keel?', said}
    expect(answer('Tell me more', [passage('Keel', text)], context)).toMatch(
      /:\n\nIn a storm a keel is not enough\. \[1\] Ballast adds weight to it\. \[1\]$/,
    )
  })

  test('"what is it good for" is asked of the same thing', () => {
    const context = {query: 'What is it good for? keel', topic: 'What is a keel?', previous: 'What is a keel?'}
    expect(answer('What is it good for?', [passage('Keel', text)], context)).toContain('It steadies the boat. [1]')
  })
})

test('a piece of a sentence that a formula has cut is not quoted', () => {
  const text = answer('What is the height of the mast?', [
    passage('Mast', 'The load on the mast is\n\n$$F = m g h$$\n\nwhere $h$ is the height of the mast in metres.'),
  ])
  expect(text).not.toMatch(/:\n\nwhere/)
})

describe('a comparison', () => {
  test('shows the sentence that sets both against each other, then each by itself', () => {
    const text = answer('What is the difference between URDF and SDF?', [
      passage('SDF', 'SDF is an XML format for worlds. URDF describes one robot; SDF also knows the ground.'),
      passage('URDF', 'URDF is an XML format for robots.'),
    ])
    expect(text.split('\n\n').slice(1)).toEqual([
      'URDF describes one robot; SDF also knows the ground. [1]',
      'URDF is an XML format for robots. [2]',
      'SDF is an XML format for worlds. [1]',
    ])
  })

  test('without such a sentence each side has its definition', () => {
    const text = answer('How does a topic differ from a service?', [
      passage('Graph', 'The graph is the network of nodes, together with topics and services.'),
      passage('Topics', TOPIC),
      passage('Services', SERVICE),
    ])
    expect(text.split('\n\n').slice(1)).toEqual([
      'A topic is a named bus. [2] Any number of nodes may publish to it. [2]',
      'A service is a remote call: one request, one reply. [3]',
    ])
  })

  test('a follow-up takes its first side from the conversation', () => {
    const context = {
      query: 'How does it differ from a service? topic',
      topic: 'What is a topic?',
      previous: 'What is a topic?',
    }
    const passages = [passage('Topics', TOPIC), passage('Services', SERVICE)]
    const text = answer('How does it differ from a service?', passages, context)
    expect(text).toContain('A topic is a named bus. [1]')
    expect(text).toContain('A service is a remote call: one request, one reply. [2]')
  })

  test('a table is cut to the columns that are asked about', () => {
    const table = 'Aspect | Topic | Service | Action\nReply | none | one | a result\nCancel | no | no | yes'
    const text = answer('topic vs action', [passage('Choosing', table)])
    expect(text).toContain('| Aspect | Topic | Action |\n| --- | --- | --- |\n| Reply | none | a result |')
    expect(text).not.toContain('Service')
  })

  test('rows that only mention both in passing are no comparison', () => {
    const table = 'Chapter | Question\nNodes, topics and quality | a\nServices, actions and launch | b'
    const text = answer('topic vs action', [passage('Module', table), passage('Topics', TOPIC)])
    expect(text).not.toContain('Chapter')
  })
})

describe('how do I', () => {
  const python = {language: 'python', title: null, code: "node.create_service(Trigger, 'tare', on_tare)"}
  const shell = {language: 'bash', title: null, code: 'ros2 service call /tare'}

  test('the code comes with the sentence that leads to it', () => {
    const text = answer('How do I create a service in Python?', [
      passage('A service', 'Offer it under a name:\n\nCall it from a shell:', [python, shell]),
    ])
    expect(text).toContain('Offer it under a name: [1]\n\n```python')
    expect(text).not.toContain('```bash')
  })

  test('a list is whole', () => {
    const steps = Array.from({length: 7}, (_, i) => `${i + 1}. Turn screw ${i + 1} of the gripper`).join('\n')
    const text = answer('How do I mount the gripper screws?', [passage('Gripper', `Mount the gripper:\n\n${steps}`)])
    expect(text.match(/^\d\. /gm)).toHaveLength(7)
    expect(text).toContain('Mount the gripper: [1]\n\n1. ')
  })
})

test('a sentence that points back brings along what it points to', () => {
  const text = answer('Why do cheap joints overheat?', [
    passage(
      'Joints',
      'Cheap joints have no sensor of temperature. Therefore they overheat because nothing stops them.',
    ),
  ])
  expect(text).toContain('Cheap joints have no sensor of temperature. [1] Therefore they overheat')
})

test('one loose word in common is not enough to be quoted beside a good answer', () => {
  const text = answer('What is domain randomisation?', [
    passage('Randomise', 'Domain randomisation is training in many simulations. The ranges are set by hand.'),
    passage('Domains', 'The domain id is a number that separates groups of nodes.'),
  ])
  expect(text).not.toContain('domain id')
})

test('a further section is cited only for what the first one lacks', () => {
  const first = passage('Keel', 'A keel steadies a boat in a cross wind.')
  const same = passage('Harbour', 'In a cross wind the keel of a boat is watched from the harbour.')
  const more = passage('Weight', 'A keel with lead ballast in it steadies a boat in calm water, too.')
  const asked = 'How is a boat steadied by its keel in a cross wind?'
  expect(answer(asked, [first, same])).not.toContain('harbour')
  expect(answer(`${asked.slice(0, -1)} and by lead ballast?`, [first, same, more])).toContain('lead ballast in it')
})

describe('a glossary', () => {
  const entry = () => passage('Bilge pump', 'A bilge pump moves water out of the hull.')
  const chapter = () =>
    passage('Water in the hull', 'Clean the bilge pump each spring. Its filter takes 20 minutes with a stiff brush.')

  test('says what a thing is', () => {
    expect(answer('What is a bilge pump?', [entry(), chapter()])).toMatch(/:\n\nA bilge pump moves water/)
  })

  test('does not stand in for what is asked of that thing', () => {
    const text = answer('How is a bilge pump maintained?', [entry(), chapter()])
    expect(text).toMatch(/:\n\nClean the bilge pump each spring\. \[2\]/)
    expect(text).not.toContain('moves water')
  })
})

test('a sentence between two that are quoted is not left out', () => {
  const text = answer('What numbers should keep groups of sailors apart?', [
    passage(
      'Flags',
      'Numbers keep groups on the water apart. All from 0 to 9 are free. The sailors of each of the groups choose numbers.',
    ),
  ])
  expect(text).toContain('apart. [1] All from 0 to 9 are free. [1] The sailors of')
})

test('who asks for more is not told the same again', () => {
  const passages = [
    passage('Topics', 'A topic is a named bus. Any number of nodes may publish to it.'),
    passage('Types', 'Topics carry messages of one type. A topic never waits for its subscribers.'),
  ]
  const context = {
    query: 'Tell me more topic',
    topic: 'What is a topic?',
    previous: 'What is a topic?',
    said: 'T says, in its own words:\n\nA topic is a named bus. Any number of nodes may publish to it.',
  }
  const text = answer('Tell me more', passages, context)
  expect(text).not.toContain('named bus')
  expect(text).toContain('A topic never waits for its subscribers. [2]')
})

describe('whatever the passages hold', () => {
  const words = fc.constantFrom(
    'robot',
    'topic',
    'service',
    'node',
    'is a',
    'carries',
    'and',
    'because',
    'the',
    '`code`',
    'of',
  )
  const starts = fc.constantFrom('A topic', 'It', 'This', 'The service', 'However, it', 'Robots', 'Both', 'Use it to')
  const sentence = fc
    .tuple(starts, fc.array(words, {minLength: 3, maxLength: 9}))
    .map(([start, rest]) => `${start} ${rest.join(' ')}.`)
  const paragraph = fc.array(sentence, {minLength: 1, maxLength: 4}).map((all) => all.join(' '))
  const text = fc.array(paragraph, {minLength: 1, maxLength: 4}).map((all) => all.join('\n\n'))
  const question = fc.constantFrom(
    'What is a topic?',
    'topic vs service',
    'How do I use a robot?',
    'Why a service?',
    'Explain the node',
    'Which topic carries code?',
  )
  const SENTENCE = /(.+?) \[(\d)\](?: |$)/gm

  test('at most seven sentences are quoted, each as it stands in the passage it cites', () => {
    fc.assert(
      fc.property(question, fc.array(text, {minLength: 1, maxLength: 4}), (asked, texts) => {
        number = 0
        const passages = texts.map((one, index) => passage(`Part ${index}`, one))
        const body = answer(asked, passages).split('\n\n').slice(1).join('\n')
        const quoted = [...body.matchAll(SENTENCE)].filter(([, said]) => !said?.startsWith('- ['))
        expect(quoted.length).toBeLessThanOrEqual(7)
        for (const [, said, cited] of quoted) expect(passages[Number(cited) - 1]?.text).toContain(said)
      }),
    )
  })

  test('no paragraph of an answer begins with a word that points back', () => {
    fc.assert(
      fc.property(question, fc.array(text, {minLength: 1, maxLength: 4}), (asked, texts) => {
        number = 0
        const passages = texts.map((one, index) => passage(`Part ${index}`, one))
        for (const block of answer(asked, passages).split('\n\n').slice(1)) {
          const first = block.replace(/ \[\d\].*/s, '')
          if (!block.startsWith('- ')) expect(leansOnPrevious(first)).toBe(false)
        }
      }),
    )
  })
})

describe('a formula', () => {
  const kalman = () =>
    passage(
      'Kalman filter',
      'The filter weighs prediction and measurement. Its gain grows with doubt:\n\n$$K = P H^T S^{-1}$$\n\nThe gain is a number of trust in the measurement.',
    )

  test('is quoted when one is asked for', () => {
    expect(answer('What is the formula of the gain?', [kalman()])).toContain('$$K = P H^T S^{-1}$$')
  })

  test('is quoted when it is asked for by what it gives', () => {
    const step = 'Gauss steps halve the residual:\n\n$$x \\leftarrow x - J^{-1} r$$'
    const text = answer('What is the update of Gauss steps?', [
      passage('Legs', 'Gauss steps solve any leg by iteration.'),
      passage('Residuals', step),
    ])
    expect(text).toContain('halve the residual: [2]\n\n$$x')
    expect(text).not.toContain('any leg')
  })
})

describe('when no sentence has the words of the question', () => {
  test('the best passage is quoted from its beginning', () => {
    const text = answer('Who is graded?', [passage('How it is graded', 'Each team shows its robot. A jury watches.')])
    expect(text).toContain('Each team shows its robot. [')
  })

  test('or by its table when it has nothing else', () => {
    const text = answer('Who is graded?', [passage('How it is graded', 'Criterion | Share\nIt works | 30 %')])
    expect(text).toContain('| It works | 30 % |')
  })

  test('a sentence that cannot be quoted gives way to the next best', () => {
    const text = answer('What does the Allan deviation show?', [
      passage('Noise', 'Is it good? Plot the Allan deviation of it. The Allan deviation separates noise from drift.'),
    ])
    expect(text).toContain('separates noise from drift')
  })
})

test('a text in another language is quoted sentence by sentence', () => {
  const text = answer('سروس کا معیار کیا ہے؟', [
    passage('سروس کا معیار', 'سروس کا معیار policies کا مجموعہ ہے۔ دیر سے آنے والی تصویر بے کار ہے۔'),
    {...passage('مشقیں', 'سروس کا معیار کیا بدلتا ہے، لکھیں۔'), url: '/ur/docs/topics#exercises'},
  ])
  expect(text).toContain('سروس کا معیار policies کا مجموعہ ہے۔ [')
  expect(text).not.toContain('لکھیں')
})
