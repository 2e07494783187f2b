import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import Database from 'libsql'
import {createContent, FOUND_FIRST, section} from '../__fixtures__/content.ts'
import type {ContentIndex} from '../index/schema.ts'
import {SearchEngine} from './engine.ts'

let engine: SearchEngine

beforeEach(() => {
  engine = new SearchEngine(':memory:')
  engine.ingest(createContent())
})
afterEach(() => engine.close())

function find(query: string, page?: {url: string}): string[] {
  return engine.search({query, page}).passages.map((passage) => passage.url)
}

test.each(FOUND_FIRST)('"%s" finds %s first', (query, url) => {
  expect(find(query)[0]).toBe(url)
})

test('a question about something else finds nothing, and names what came nearest', () => {
  const result = engine.search({query: 'How do I bake a topic cake with strawberries?'})
  expect(result.passages).toEqual([])
  expect(result.nearest.length).toBeGreaterThan(0)
})

describe('whether the site answers', () => {
  const book = [
    section('drive', {headingPath: ['Drive'], text: 'The belt moves the carriage. A spring keeps the belt tight.'}),
    section('brake', {headingPath: ['Brake'], text: 'The brake holds the carriage while nobody turns the crank.'}),
    section('crank', {headingPath: ['Crank'], text: 'Whoever turns the crank should wear gloves and stand aside.'}),
  ]
  beforeEach(() => engine.ingest({...createContent(), sections: book}))

  test('less of the question is enough when the site uses all of its words', () => {
    expect(find('spring tight nobody gloves aside').length).toBeGreaterThan(0)
    expect(find('spring tight unicorn zebra llama')).toEqual([])
  })

  test('another word for the same is understood, but is worth less than the text’s own', () => {
    const pages = [
      section('stop', {headingPath: ['Lever'], text: 'The lever cancels the motion of the carriage.'}),
      section('own', {headingPath: ['Handle'], text: 'The lever aborts the motion of the carriage.'}),
    ]
    const {sections} = createContent()
    engine.ingest({...createContent(), sections: [...sections, ...pages]})
    expect(find('abort the motion')).toEqual(['/book/docs/own', '/book/docs/stop'])
    engine.ingest({...createContent(), sections: [...sections, ...pages.slice(0, 1)]})
    expect(find('abort the motion')).toEqual(['/book/docs/stop'])
  })

  test('what is asked of a name that the site never mentions is not answered', () => {
    expect(find('Which belt and spring does the Hartmann carriage have?')).toEqual([])
    expect(find('Which belt and spring does the carriage have?')[0]).toBe('/book/docs/drive')
  })
})

test('the reader’s page is preferred between equals', () => {
  const install = (page: string, name: string) =>
    section(page, {title: name, headingPath: [name, 'Installation'], text: `Install ${name} from its package archive.`})
  engine.ingest({...createContent(), sections: [install('left', 'Left'), install('right', 'Right')]})
  expect(find('installation', {url: 'https://book.example/book/docs/left'})[0]).toBe('/book/docs/left')
  expect(find('installation', {url: '/book/docs/right#anywhere'})[0]).toBe('/book/docs/right')
  expect(find('installation', {url: 'http://['})).toHaveLength(2)
})

test('a copy of a passage is returned once', () => {
  const content = createContent()
  const topics = content.sections.find((one) => one.id === 'ros2/topics#topics')
  engine.ingest({
    ...content,
    sections: [...content.sections, {...topics!, id: 'old', url: '/book/docs/old/topics', hash: 'old'}],
  })
  const urls = find('What is a topic?')
  expect(urls.filter((url) => url.endsWith('topics#topics') || url.endsWith('old/topics'))).toHaveLength(1)
})

test('neighbouring parts of a long section come back as one passage', () => {
  const paragraph = (word: string) => `${word} `.repeat(40) + 'The gripper closes with force control.'
  const text = [paragraph('alpha beta gamma'), paragraph('delta epsilon zeta'), paragraph('eta theta iota')].join(
    '\n\n',
  )
  engine.ingest({...createContent(), sections: [section('long', {text, headingPath: ['Grippers']})]})
  const {passages} = engine.search({query: 'gripper force control'})
  expect(passages).toHaveLength(1)
  expect(passages[0]?.text).toContain('alpha')
  expect(passages[0]?.text).toContain('theta')
})

test('a section is led to before the exercises that ask about it', () => {
  engine.ingest({
    ...createContent(),
    sections: [
      section('grip#exercises', {headingPath: ['Grip', 'Exercises'], text: 'How hard must the gripper press?'}),
      section('grip#force', {
        headingPath: ['Grip', 'Force'],
        text: 'A gripper must press twice as hard as friction asks for.',
      }),
    ],
  })
  expect(find('How hard must a gripper press?')[0]).toBe('/book/docs/grip#force')
})

test('a symbol is found by its letter and by its name', () => {
  const text = 'The capture point is written $\\xi$ in formulas.'
  engine.ingest({...createContent(), sections: [section('notation', {headingPath: ['Notation'], text})]})
  expect(find('What does ξ stand for?')).toEqual(['/book/docs/notation'])
  expect(find('What does xi stand for?')).toEqual(['/book/docs/notation'])
})

describe('code', () => {
  const block = (language: string, title: string | null, code: string) => ({language, title, code})
  const use = (...sections: ReturnType<typeof section>[]) =>
    engine.ingest({...createContent(), sections: [...createContent().sections, ...sections]})

  test('is found by its title', () => {
    use(
      section('search', {
        headingPath: ['Paths'],
        text: '',
        code: [block('python', 'Binary heap for the frontier', 'import heapq')],
      }),
      section('other', {headingPath: ['Walls'], text: 'Walls are found by their distance.'}),
    )
    expect(find('binary heap frontier')).toEqual(['/book/docs/search'])
  })

  test('goes first where it is asked for, in the language asked for', () => {
    const text = 'The gripper closes when its limit switch opens.'
    use(
      section('words', {headingPath: ['Gripper'], text: `${text} It is safe.`}),
      section('xml', {headingPath: ['Gripper'], text, code: [block('xml', null, '<gripper/>')]}),
      section('python', {
        headingPath: ['Gripper'],
        text: `${text} So is this.`,
        code: [block('py', null, 'gripper.close()')],
      }),
    )
    expect(find('Show me Python code for the gripper')[0]).toBe('/book/docs/python')
    expect(find('XML example of the gripper')[0]).toBe('/book/docs/xml')
  })
})

test('a formula goes first where one is asked for', () => {
  const text = 'The stopping distance grows with the speed of the cart.'
  const plain = section('plain', {headingPath: ['Stopping'], text})
  const formula = section('formula', {headingPath: ['Stopping'], text: `${text} It is\n\n$$d = v^2 / 2a$$`})
  engine.ingest({...createContent(), sections: [...createContent().sections, plain, formula]})
  expect(find('What is the formula of the stopping distance?')[0]).toBe('/book/docs/formula')
})

test.each([
  ['A*', 'A* expands the cheapest node.'],
  ['C++', 'The library is written in C++ alone.'],
  ['C#', 'Bindings for C# are separate.'],
])('%s is a word', (name, text) => {
  const sections = [
    section('it', {headingPath: ['Notes'], text}),
    section('not', {text: 'A list of the letters a and c.'}),
  ]
  engine.ingest({...createContent(), sections})
  expect(find(name)).toEqual(['/book/docs/it'])
})

describe('a name with its number', () => {
  const sections = [
    section('install', {headingPath: ['Setup'], text: 'Install Fedora 41 from the archive, with a window of 7 MB.'}),
    section('window', {headingPath: ['Window'], text: 'A window slides over the samples.'}),
  ]
  beforeEach(() => engine.ingest({...createContent(), sections}))

  test('is one word however it is written', () => {
    for (const name of ['Fedora 41', 'fedora41', 'Fedora-41'])
      expect(find(`install ${name}`)).toEqual(['/book/docs/install'])
  })

  test('is another thing with another number', () => {
    expect(find('How do I install Fedora 7?')).toEqual([])
    expect(find('How do I install on Window 7?')).toEqual([])
  })
})

test('a verb that the site never uses is put in other words more often than a noun', () => {
  const text = 'The release of the pump returns to the last version.'
  const release = section('release', {headingPath: ['Release'], text})
  engine.ingest({...createContent(), sections: [...createContent().sections, release]})
  expect(find('How do I revert the pump?')).toEqual(['/book/docs/release'])
  expect(find('Which revert has the pump?')).toEqual([])
})

test('letters of Urdu that Unicode can write in two ways are the same', () => {
  const text = 'ہیومنائیڈ روبوٹ وہ روبوٹ ہے جس کا جسم انسان جیسا ہو۔'
  engine.ingest({...createContent(), sections: [section('ur', {headingPath: ['روبوٹ'], text})]})
  expect(find('ہیومنائیڈ کیا ہے؟')).toEqual(['/book/docs/ur'])
  expect(find('ہیومنائیڈ'.normalize('NFD'))).toEqual(['/book/docs/ur'])
})

describe('taking in an index again', () => {
  test('only sections that changed are read', () => {
    expect(engine.ingest(createContent())).toMatchObject({added: 0, removed: 0, unchanged: 7})
    const content = createContent()
    const topics = section('ros2/topics#topics', {text: 'Topics are gone.', hash: 'new'})
    const sections = [topics, ...content.sections.slice(2)]
    expect(engine.ingest({...content, sections})).toMatchObject({sections: 6, added: 1, removed: 1, unchanged: 5})
    expect(engine.search({query: 'named channel publish'}).passages).toEqual([])
  })

  test('a failure on the way leaves the old index as it was', () => {
    const content = createContent()
    const broken = {
      ...content,
      sections: [section('new', {text: 'Quaternions.'}), {...content.sections[0], text: undefined, hash: 'broken'}],
    } as unknown as ContentIndex
    expect(() => engine.ingest(broken)).toThrow()
    expect(engine.status()).toMatchObject({sections: 7, site: {title: 'Robots by Example'}})
    expect(find('What is a topic?')[0]).toBe('/book/docs/ros2/topics#topics')
    expect(find('quaternions')).toEqual([])
  })
})

test('a file is opened and searched while another thread writes to it', async () => {
  const dir = await mkdtemp(path.join(tmpdir(), 'chatkit-engine-'))
  const file = path.join(dir, 'search.db')
  const first = new SearchEngine(file)
  first.ingest(createContent())
  first.close()
  const writer = new Database(file)
  writer.exec('BEGIN IMMEDIATE')
  const reader = new SearchEngine(file)
  expect(reader.search({query: 'What is a topic?'}).passages[0]?.url).toBe('/book/docs/ros2/topics#topics')
  reader.close()
  writer.exec('ROLLBACK')
  writer.close()
  await rm(dir, {recursive: true})
})

test('an empty index has no site yet', () => {
  const empty = new SearchEngine(':memory:')
  expect(empty.status()).toEqual({sections: 0, passages: 0, versions: [], site: null})
  expect(empty.search({query: 'topic'})).toEqual({passages: [], nearest: []})
  empty.close()
})

test.each([
  ['what is a topci', '/book/docs/ros2/topics#topics'],
  ['domain randomzation', '/book/docs/simulation/intro#why'],
])('a slip of the keyboard is understood: "%s"', (query, url) => {
  expect(find(query)[0]).toBe(url)
})
