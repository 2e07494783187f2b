import type {ContentIndex, ContentSection} from '../index/schema.ts'

/** A section as the plugin writes it; the hash only has to change when the rest does. */
export function section(id: string, more: Partial<ContentSection> & {text: string}): ContentSection {
  const base = {
    id,
    url: `/book/docs/${id}`,
    title: 'Communication',
    headingPath: ['Communication'],
    anchor: id.split('#')[1] ?? '',
    code: [],
    version: 'current',
    tag: null,
    docId: null,
  }
  const whole = {...base, ...more}
  return {
    ...whole,
    hash: more.hash ?? JSON.stringify(whole).length.toString(16).padStart(8, '0') + more.text.slice(0, 20),
  }
}

/** A small textbook of three pages, true as far as it goes. */
export function createContent(): ContentIndex {
  return {
    schemaVersion: 1,
    site: {url: 'https://book.example', baseUrl: '/book/', locale: 'en', title: 'Robots by Example'},
    sections: [
      section('ros2/topics', {
        title: 'Topics and services',
        headingPath: ['Topics and services'],
        text: 'Learning goals:\n\n- Say what a topic is.\n- Choose between a topic and a service.\n\nNodes of ROS 2 talk to each other in two ways.',
      }),
      section('ros2/topics#topics', {
        title: 'Topics and services',
        headingPath: ['Topics and services', 'Topics'],
        text: 'A topic is a named channel on which nodes publish messages. Every subscriber of the topic gets each message. Topics suit data that flows all the time, such as the images of a camera, because the publisher never waits for its subscribers.',
        code: [
          {
            language: 'python',
            title: 'A publisher',
            code: "publisher = node.create_publisher(Twist, '/cmd_vel', 10)\npublisher.publish(Twist())",
          },
        ],
      }),
      section('ros2/topics#services', {
        title: 'Topics and services',
        headingPath: ['Topics and services', 'Services'],
        text: 'A service is a request that one node sends to another, which answers it exactly once. Use a service when the caller needs the result before it can go on.',
      }),
      section('ros2/topics#comparison', {
        title: 'Topics and services',
        headingPath: ['Topics and services', 'Topics against services'],
        text: 'Both carry typed messages.\n\n | Topic | Service\nDirection | one to many | one to one\nAnswer | none | exactly one',
      }),
      section('ros2/control#controllers', {
        title: 'Control',
        headingPath: ['Control', 'Controllers'],
        text: 'The package `ros2_control` runs controllers in real time. A controller reads the state of the joints and writes commands to them.',
      }),
      section('ros2/control#start', {
        title: 'Control',
        headingPath: ['Control', 'Starting a controller'],
        text: 'To start a controller:\n\n1. Write its parameters into a YAML file.\n2. Load it with the controller manager.\n3. Activate it.',
      }),
      section('simulation/intro#why', {
        title: 'Simulation',
        headingPath: ['Simulation', 'Why simulate'],
        text: 'A simulator tries a robot program without a robot, so that mistakes cost nothing. In simulation a topic carries the readings of sensors that do not exist. Domain randomisation varies friction and light, so that the real world looks like one more variation.',
      }),
    ],
  }
}

/** What is asked of {@link createContent}, and the section that any engine must find first. */
export const FOUND_FIRST = [
  ['What is a topic?', '/book/docs/ros2/topics#topics'],
  ['publishing messages', '/book/docs/ros2/topics#topics'],
  ['/cmd_vel', '/book/docs/ros2/topics#topics'],
  ['create_publisher', '/book/docs/ros2/topics#topics'],
  ['ros2_control', '/book/docs/ros2/control#controllers'],
  ['ROS2 control', '/book/docs/ros2/control#controllers'],
  ['domain randomization', '/book/docs/simulation/intro#why'],
  ['start a controller', '/book/docs/ros2/control#start'],
] as const

/** What of that textbook there is in Urdu: the ids are the same, one section is in Urdu only, and one is not translated. */
export function createUrduContent(): ContentIndex {
  const {site, sections, ...rest} = createContent()
  const untranslated = sections.filter(({id}) => id === 'ros2/control#start')
  const urdu = [
    section('ros2/topics#topics', {
      title: 'ٹاپک اور سروس',
      headingPath: ['ٹاپک اور سروس', 'ٹاپک'],
      text: 'ٹاپک ایک نام والا راستہ ہے جس پر نوڈ پیغام بھیجتے ہیں۔ ہر سننے والے کو ہر پیغام ملتا ہے۔ کیمرے کی تصویریں ٹاپک پر بھیجی جاتی ہیں۔',
    }),
    section('ros2/topics#services', {
      title: 'ٹاپک اور سروس',
      headingPath: ['ٹاپک اور سروس', 'سروس'],
      text: 'سروس ایک درخواست ہے جو ایک نوڈ دوسرے نوڈ کو بھیجتا ہے۔ جواب صرف ایک بار ملتا ہے۔',
    }),
    section('glossary#translation', {
      title: 'فرہنگ',
      headingPath: ['فرہنگ', 'ترجمہ'],
      text: 'ترجمہ کرتے وقت اصطلاحیں لاطینی حروف میں رہتی ہیں، تاکہ قاری انہیں انگریزی کتابوں میں پہچان لے۔',
    }),
  ]
  const edition = structuredClone([...urdu, ...untranslated])
  for (const one of edition) one.url = one.url.replace('/book/', '/book/ur/')
  return {...rest, site: {...site, baseUrl: '/book/ur/', locale: 'ur', title: 'مثالوں سے روبوٹ'}, sections: edition}
}
