import {contentStems, stemSet} from '../text/words.ts'
import {findUnsupported, isClaim, MIN_SHARE, shareOf} from './judge.ts'
import type {Statement} from './statements.ts'

/** Sections as the index has them, and sentences as language models write them about such sections. */
const SECTIONS = {
  pid: 'Position control. A PID controller computes a command from the error, its integral and its derivative. The proportional part is a spring, the derivative part a damper, and the integral part removes the constant error that gravity or friction leaves. Better than an integral is knowledge: computed-torque control adds the torque that the model predicts, so that feedback has only the model’s error left to correct. Impedance control makes the hand behave like a spring and damper of chosen stiffness instead of forcing a position. When a stiff position controller meets a table 1 cm too high, it presses with all it has.',
  costmap:
    'Costmap filters. Some rules cannot be seen by a sensor: the carpet must not be walked on, and beside the stairs the robot goes slowly. A costmap filter is a plugin of Nav2 that applies a mask, an image with the same geometry as the map, to a costmap. The keepout filter forbids areas or makes them expensive; the speed filter limits the speed in an area. What must never happen belongs to the collision monitor, a node of Nav2 which stands behind the controller, reads the sensors directly, and slows down or stops the velocity command when points lie inside a polygon around the robot. It needs neither map nor costmap, so it still works when these are wrong.',
  tf2: 'Frames and tf2. tf2 is the ROS 2 library that keeps a tree of coordinate frames over time and answers where one frame was relative to another at a given moment. The node robot_state_publisher reads the URDF and /joint_states and publishes the moving transforms on /tf and the fixed ones, latched, on /tf_static.',
  depth:
    'Depth. Passive stereo matches two images and is good outdoors, with a range set by its baseline, and bad at plain walls and in darkness. Active stereo adds a projected pattern and works indoors at plain walls, but not in direct sunlight. Time of flight measures the travel time of light; it is fast and compact, and has trouble with corners and sunlight. For stereo, depth follows from the disparity, the horizontal shift in pixels of a point between two rectified images. Its error grows with the square of the distance.',
  llm: 'What a language model knows. A large language model is a neural network trained to predict the next token of text, from which broad knowledge about how things are described and done emerges. A token is a unit of text, roughly a short word or a piece of one. From this follows what it offers a robot: common sense, decomposition, translation between languages and into code. And what it lacks: it sees only what is put into its context, it does not know the present state of the room, it has no body, and it is as fluent when it is wrong. A hallucination is output that is fluent but not supported by any fact available to the model.',
}
type Name = keyof typeof SECTIONS

const SUPPORTED: [Name, string][] = [
  [
    'pid',
    'A PID controller calculates its command from three parts: the error, the integral of the error and its derivative.',
  ],
  ['pid', 'The integral term gets rid of the steady error that is left by gravity and friction.'],
  ['pid', 'You can think of the proportional term as a spring and of the derivative term as a damper.'],
  [
    'pid',
    'Computed-torque control adds the torque predicted by a model, which leaves only the error of the model for feedback to correct.',
  ],
  [
    'pid',
    'With impedance control, the hand acts like a spring with a damper whose stiffness you choose, rather than forcing a position.',
  ],
  ['costmap', 'Costmap filters are Nav2 plugins that apply a mask image with the geometry of the map to a costmap.'],
  [
    'costmap',
    'Use the keepout filter to forbid areas, and the speed filter to limit how fast the robot moves in an area.',
  ],
  [
    'costmap',
    'The collision monitor reads sensors directly and stops the robot when points fall inside a polygon around it.',
  ],
  [
    'costmap',
    'Because the collision monitor does not need a map or a costmap, it keeps working even if both are wrong.',
  ],
  [
    'tf2',
    '`tf2` maintains a tree of coordinate frames over time and can tell you where one frame was relative to another.',
  ],
  ['tf2', 'Moving transforms are published on `/tf`, while fixed ones go to `/tf_static` and are latched.'],
  ['depth', 'Passive stereo struggles with plain walls and darkness, since it has to match two images.'],
  ['depth', 'The error of stereo depth grows quadratically: it increases with the square of the distance.'],
  [
    'depth',
    'Time-of-flight cameras measure how long light travels; they are compact and fast but have trouble with sunlight and corners.',
  ],
  ['llm', 'An LLM is a neural network that has been trained to predict the next token of a text.'],
  ['llm', 'A hallucination is fluent output that no fact available to the model supports.'],
  ['llm', 'A language model has no body and does not know the current state of the room; it only sees its context.'],
]

const UNSUPPORTED: [Name, string][] = [
  [
    'pid',
    'The Ziegler–Nichols method tunes the gains by raising the proportional gain until the output oscillates steadily.',
  ],
  ['pid', 'PID controllers were first used for the automatic steering of ships by Nicolas Minorsky in 1922.'],
  ['pid', 'Anti-windup stops the integrator from accumulating while the actuator is saturated.'],
  [
    'costmap',
    'The inflation layer spreads cost around obstacles using an exponential decay with a configurable scaling factor.',
  ],
  ['costmap', 'You enable it by adding `filters: ["keepout_filter"]` and restarting the lifecycle manager from RViz.'],
  ['costmap', 'By default the local costmap is updated at five hertz and is three metres wide.'],
  ['tf2', 'Lookups that fail raise an ExtrapolationException, which you should catch with a timeout of one second.'],
  ['tf2', 'Quaternions are normalised before every broadcast to avoid numerical drift in long-running nodes.'],
  ['depth', 'The RealSense D435 has a global shutter and a minimum distance of 28 centimetres at full resolution.'],
  ['depth', 'Semi-global matching is the algorithm that OpenCV uses to compute dense disparity maps quickly.'],
  [
    'llm',
    'Retrieval-augmented generation reduces such mistakes by adding documents from a vector database to the prompt.',
  ],
  ['llm', 'GPT-4 was released by OpenAI in March 2023 and accepts both images and text as input.'],
]

const judge = (statements: Statement[], evidence: Partial<Record<string, string>> = SECTIONS) =>
  findUnsupported(
    statements,
    (url) => evidence[url] ?? null,
    Object.values(evidence).filter((text) => text !== undefined),
  )

test.each(SUPPORTED)('%s says it in its own words: %s', (name, text) => {
  expect(judge([{text, cited: [name]}])).toEqual([])
})

test.each(UNSUPPORTED)('%s does not say: %s', (name, text) => {
  expect(judge([{text, cited: [name]}])).toHaveLength(1)
})

test('the examples are apart', () => {
  const share = ([name, text]: [Name, string]): number => shareOf(contentStems(text), [stemSet(SECTIONS[name])])
  expect(Math.min(...SUPPORTED.map(share))).toBeGreaterThan(MIN_SHARE + 0.1)
  expect(Math.max(...UNSUPPORTED.map(share))).toBeLessThan(MIN_SHARE - 0.1)
})

const MADE_UP = 'Anti-windup stops the integrator from accumulating while the actuator is saturated.'

test('a sentence is held against what it cites, not against all that was found', () => {
  const text = 'The integral part removes the constant error that gravity or friction leaves.'
  expect(judge([{text, cited: ['tf2']}])).toHaveLength(1)
  expect(judge([{text, cited: ['tf2', 'pid']}])).toEqual([])
})

test('one that cites nothing is held against all that was found', () => {
  expect(judge([{text: 'The integral part removes the constant error that gravity leaves.', cited: []}])).toEqual([])
  expect(judge([{text: MADE_UP, cited: []}])).toHaveLength(1)
})

test('one that cites what was never retrieved, too', () => {
  expect(judge([{text: MADE_UP, cited: ['nowhere']}])).toHaveLength(1)
})

test('with nothing retrieved at all, whatever claims something is marked', () => {
  expect(judge([{text: MADE_UP, cited: []}], {})).toHaveLength(1)
})

test.each([
  ['a question', 'Would a saturated actuator or an integrator with anti-windup be of more interest to you?'],
  ['a lead to a list', 'The most widespread remedies against an integrator that accumulates are these:'],
  [
    'a word that nothing was found',
    '“Robots by Example” does not say it, and no other section of the textbook mentions anti-windup.',
  ],
  ['a word about itself', 'I could not find anything about anti-windup or saturated actuators.'],
  ['a way on', 'You can read more about saturated actuators and integrators elsewhere.'],
  ['a short one', 'That is anti-windup.'],
])('%s is no claim to be held against anything', (_name, text) => {
  expect(judge([{text, cited: []}])).toEqual([])
})

test.each([
  [
    'German',
    'Der Integralanteil verhindert Windup, indem der Integrator angehalten wird, solange das Stellglied gesättigt ist.',
  ],
  [
    'Spanish',
    'El término integral elimina el error constante que dejan la gravedad o la fricción en cada articulación.',
  ],
  [
    'Dutch',
    'De integrale term verwijdert de constante fout die door zwaartekracht of wrijving in het gewricht is ontstaan.',
  ],
  ['Urdu', 'تکاملی حصہ وہ مستقل غلطی دور کرتا ہے جو کشش ثقل یا رگڑ چھوڑ جاتی ہے۔'],
])('an answer in %s to English passages cannot be judged by its words', (_name, text) => {
  expect(judge([{text, cited: ['pid']}])).toBeNull()
})

test('an answer of a few words is judged, too', () => {
  expect(judge([{text: 'Impedance control makes hands behave like springs.', cited: ['pid']}])).toEqual([])
})

test('what stands beside a term in another script is not held against it', () => {
  const text = 'The proportional part (比例部分) is a spring, the derivative part (微分部分) a damper.'
  expect(judge([{text, cited: ['pid']}])).toEqual([])
})

test('a German answer to German passages can', () => {
  const evidence = {
    pid: 'Ein PID-Regler berechnet den Stellwert aus dem Fehler, seinem Integral und seiner Ableitung. Der Integralanteil beseitigt den bleibenden Fehler, den Schwerkraft und Reibung verursachen.',
  }
  const said = 'Der Integralanteil beseitigt den bleibenden Fehler, der durch Schwerkraft und Reibung entsteht.'
  expect(judge([{text: said, cited: ['pid']}], evidence)).toEqual([])
  const madeUp =
    'Ziegler und Nichols veröffentlichten 1942 ein Verfahren, das Verstärkungen mittels Schwingversuch bestimmt.'
  expect(judge([{text: madeUp, cited: ['pid']}], evidence)).toHaveLength(1)
})

test.each([
  ['It is **bold**:', false],
  ['Is it “bold?”', false],
  ['It stops the `integrator`.', true],
  ['See the docs.', false],
  ['If the actuator saturates, stop the integrator.', true],
])('%s is a claim: %s', (text, expected) => {
  expect(isClaim(text)).toBe(expected)
})
