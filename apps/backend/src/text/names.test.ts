import {findNames, indexNames, readAcronyms, readNames, type NamedSection} from './names.ts'

test.each([
  [
    'in brackets after its words',
    'The reading of an inertial measurement unit (IMU) drifts.',
    'IMU',
    'inertial measurement unit',
  ],
  ['in the plural', 'We use inertial measurement units (IMUs).', 'IMU', 'inertial measurement units'],
  ['with small words', 'A message says its quality of service (QoS).', 'QoS', 'quality of service'],
  ['without small words', 'The divergent component of motion (DCM) grows.', 'DCM', 'divergent component of motion'],
  [
    'with letters inside of words',
    'Spherical linear interpolation (SLERP) turns.',
    'SLERP',
    'Spherical linear interpolation',
  ],
  ['with a hyphen', 'The zero-moment point (ZMP) lies inside.', 'ZMP', 'zero-moment point'],
  [
    'by its initials rather than by less',
    'They train with proximal policy optimisation (PPO).',
    'PPO',
    'proximal policy optimisation',
  ],
  ['before the brackets', 'The IMU (inertial measurement unit) drifts.', 'IMU', 'inertial measurement unit'],
  [
    'between commas',
    'SLAM, simultaneous localisation and mapping, is a problem.',
    'SLAM',
    'simultaneous localisation and mapping',
  ],
  ['said to stand for them', 'PTP stands for Precision Time Protocol.', 'PTP', 'Precision Time Protocol'],
  [
    'in Urdu',
    'AMCL (adaptive Monte Carlo localisation) ایک particle filter ہے',
    'AMCL',
    'adaptive Monte Carlo localisation',
  ],
])('an acronym %s is read', (_name, text, acronym, full) => {
  expect(readAcronyms(text)).toEqual([[acronym, full]])
})

test.each([
  ['a name', 'The release of this year (Jazzy Jalisco) is old.'],
  ['an acronym of other words', 'In the European market, Regulation (EU) counts.'],
  ['a sentence that goes on', 'Use PID, please note the gains, and wait.'],
  ['brackets that never close', 'An inertial measurement unit (IMU'],
])('%s in brackets or between commas is none', (_name, text) => {
  expect(readAcronyms(text)).toEqual([])
})

test('a long text of open brackets takes no time to speak of', () => {
  expect(readAcronyms('a (B '.repeat(50_000))).toEqual([])
})

const entry = (page: string, title: string, heading: string, text: string): NamedSection => ({
  url: `/docs/${page}#${heading.toLowerCase().replaceAll(' ', '-')}`,
  title,
  headingPath: [title, heading],
  text,
})

describe('a glossary', () => {
  test('is known by its title, and says what its terms are called besides', () => {
    const page = (heading: string, text: string): NamedSection => entry('words', 'Glossary', heading, text)
    expect(
      readNames([
        page('API', 'Application programming interface. What a program offers to others.'),
        page('Torso', 'The middle of the body, also called the trunk, carries the arms.'),
        page('Gripper', 'See end effector.'),
        page('Others', 'CLI: command-line interface\nGUI | graphical user interface'),
      ]),
    ).toEqual([
      ['API', 'Application programming interface'],
      ['Torso', 'trunk'],
      ['Gripper', 'end effector'],
      ['CLI', 'command-line interface'],
      ['GUI', 'graphical user interface'],
    ])
  })

  test('is known by many short entries in the order of the alphabet', () => {
    const terms = ['API', 'Band', 'Cell', 'Disk', 'Edge', 'Fan', 'Gate', 'Host']
    const page = (some: readonly string[]): NamedSection[] =>
      some.map((term) =>
        entry('basics', 'Basics', term, term === 'API' ? 'Application programming interface.' : 'A thing.'),
      )
    expect(readNames(page(terms))).toHaveLength(1)
    expect(readNames(page(terms.toReversed()))).toEqual([])
  })
})

test('names are found in any form, the longest at its place', () => {
  const names = indexNames([
    ['IMU', 'inertial measurement unit'],
    ['MU', 'measurement unit'],
  ])
  expect(findNames('Do inertial measurement units drift?', names)).toMatchObject([{others: ['IMU']}])
  expect(findNames('two IMUs', names)).toMatchObject([{others: ['inertial measurement unit']}])
  expect(findNames('a unit', names)).toEqual([])
  expect(findNames('slamming doors', indexNames([['SLAM', 'simultaneous localisation and mapping']]))).toEqual([])
})
