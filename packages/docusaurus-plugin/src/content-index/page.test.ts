import {readFileSync} from 'node:fs'
import path from 'node:path'
import {readPage} from './page.ts'

// Real pages of production builds. They end in .txt because a formatter would make other pages of them.
const fixture = (name: string) => readPage(readFileSync(path.join(__dirname, '__fixtures__', `${name}.txt`), 'utf8'))
const doc = fixture('doc.swc.html')
const section = (anchor: string) => doc.sections.find((candidate) => candidate.anchor === anchor)
const body = (html: string) => readPage(`<main><h1>Page</h1>${html}</main>`).sections[0]

describe('a doc built with Rspack', () => {
  test('says its title, version and search tag', () => {
    expect(doc).toMatchObject({
      title: 'Introduction',
      version: 'current',
      tag: 'docs-default-current',
      isUnlisted: false,
      isNoIndex: false,
    })
  })

  test('has a section for each heading with an id, down to the fourth level', () => {
    expect(doc.sections.map(({anchor}) => anchor)).toEqual([
      '', 'tables', 'nested-heading', 'deep-styled-heading', 'nested-heading-1', 'nested-heading-2', 'empty-section',
      'child-of-empty', 'admonitions', 'tabs-and-details', 'math', 'diagrams', 'code', 'from-a-partial',
      'rtl-نص-عربي', 'footnotes', 'image', 'raw-html', 'footnote-label',
    ]) // prettier-ignore
  })

  test('heading paths lead from the page down, across an empty section, and tell equal headings apart', () => {
    expect(section('deep-styled-heading')?.headingPath).toEqual([
      'Introduction',
      'Tables',
      'Nested heading',
      'Deep styled heading',
    ])
    expect(section('nested-heading-2')?.headingPath).toEqual(['Introduction', 'Nested heading', 'Nested heading'])
    expect(section('child-of-empty')?.headingPath).toEqual(['Introduction', 'Empty section', 'Child of empty'])
    expect(section('empty-section')).toMatchObject({text: '', code: []})
  })

  test('paragraphs, quotations, nested lists and tasks', () => {
    expect(section('')?.text).toBe(
      [
        'Welcome to the field notes, with `inline code`, a link and an emoji 🤖.',
        'First line second line of the same paragraph.\nAfter a hard break.',
        'A quotation, of two lines and no more.',
        '- one\n- two\n  - two and a half\n    with a second paragraph\n- three',
        '1. first\n2. second',
        '- [x] done task\n- [ ] open task',
      ].join('\n\n'),
    )
  })

  test('table rows', () => {
    expect(section('tables')?.text).toBe(
      'Layer | Rate (Hz) | Note\ncontrol | 1000 | uses `pid`\nplanning | 10 | slow | steady',
    )
  })

  test('headings too deep to be sections stay in the text', () => {
    expect(section('deep-styled-heading')?.text).toBe('Deep text.\n\nToo deep\n\nLevel five text.')
  })

  test('admonitions keep their label, a formula its TeX', () => {
    expect(section('admonitions')?.text).toBe(
      'Note: A note with $E = mc^2$ inline.\n\nHot surface: Do not touch.\n\n- a\n- b',
    )
  })

  test('every tab and the inside of details, each under its label', () => {
    expect(section('tabs-and-details')?.text).toBe('Linux: Use apt.\n\nmacOS: Use brew.\n\nMore detail: Hidden body.')
  })

  test('code is put together again, with language and title, and is not in the text', () => {
    expect(section('tabs-and-details')?.code).toEqual([
      {
        language: 'bash',
        title: 'install.sh',
        code: 'sudo apt install ros-jazzy\necho "<done> & dusted"\n\n# after a blank line',
      },
    ])
    expect(section('code')?.code).toEqual([
      {language: 'python', title: null, code: 'def f(x):\n    return x < 3 and "é"'},
      {language: 'text', title: null, code: 'no language\n  indented'},
    ])
  })

  test('a displayed formula keeps its lines', () => {
    expect(section('math')?.text).toBe(
      'The force $F = m a$ is here, and a block:\n\n$$\\begin{aligned}\nx &= v t \\\\\ny &< 3\n\\end{aligned}$$',
    )
  })

  test('right-to-left text, image descriptions and footnotes, without reference marks', () => {
    expect(section('rtl-نص-عربي')?.text).toBe('هذا نص عربي مع كلمة ROS 2 وسط الجملة. یہ اردو ہے۔')
    expect(section('image')?.text).toBe('A robot arm\n\nLine with Ctrl+C, H2O, gone, and nbsp.')
    expect(section('footnotes')?.text).toBe('Something to note.')
    expect(section('footnote-label')?.text).toBe('1. The footnote text.')
  })

  test('nothing of navigation, tags or edit links', () => {
    const everything = doc.sections.map(({text}) => text).join('\n')
    for (const word of ['On this page', 'Edit this page', 'Previous', 'Tags:', 'Direct link', '\u200B']) {
      expect(everything).not.toContain(word)
    }
  })
})

test('webpack with its own minifier gives the same sections', () => {
  // That build drew no diagrams, so its Mermaid block is ordinary code; all else is the same page.
  const terser = fixture('doc.terser.html')
  const withoutDiagrams = terser.sections.map((one) => ({
    ...one,
    code: one.code.filter(({language}) => language !== 'mermaid'),
    blocks: one.blocks.filter((block) => typeof block === 'string' || block.language !== 'mermaid'),
  }))
  expect({...terser, sections: withoutDiagrams}).toEqual(doc)
})

describe('other pages', () => {
  test('a blog post: its title and content, not its author and date', () => {
    const post = fixture('blog-post.html')
    expect(post.title).toBe('First post')
    expect(post.sections.map(({text}) => text)).toEqual(['Intro of the post.', 'Post text.'])
  })

  test('an MDX page', () => {
    expect(fixture('mdx-page.html')).toMatchObject({
      title: 'About',
      sections: [{text: 'We write.'}, {anchor: 'contact', headingPath: ['About', 'Contact'], text: 'Write back.'}],
    })
  })

  test("a page of the site's own components, without its buttons", () => {
    const home = fixture('home.html')
    expect(home.title).toBe('Field Notes')
    expect(home.sections).toHaveLength(1)
    expect(home.sections[0]?.text).toContain('Why\n\nBecause.')
    expect(home.sections[0]?.text).not.toContain('Press')
  })

  test('an unlisted page says so', () => {
    expect(fixture('unlisted.html').isUnlisted).toBe(true)
  })

  test('without a heading, the title is that of the document, without the name of the site', () => {
    expect(readPage('<title>Plain | Field Notes</title><main><p>Text</p></main>').title).toBe('Plain')
  })
})

describe('details of text', () => {
  test.each([
    ['<p>10<sup>3</sup> N, H<sub>2</sub>O, 1<sup>st</sup></p>', '10^3 N, H2O, 1st'],
    ['<p>Use <code>a `b`</code></p>', 'Use `` a `b` ``'],
    [
      '<dl><dt>Node</dt><dd>A process.</dd><dt>Topic</dt><dd><p>A bus.</p></dd></dl>',
      'Node: A process.\n\nTopic: A bus.',
    ],
    ['<details><summary>Why?</summary><p>Because.</p></details>', 'Why? Because.'],
    ['<details><summary>Alone</summary></details>', 'Alone:'],
    ['<ol start="3"><li>c<li>d</ol>', '3. c\n4. d'],
    ['text <div>block</div> tail', 'text\n\nblock\n\ntail'],
    ['<div><a href="/a">Start</a><a href="/b">Read</a></div>', 'Start Read'],
    ['<a href="/x"><div>Card</div><p>Body</p></a>', 'Card\n\nBody'],
    ['<p>می‌خواهم 👩‍🚀</p>', 'می‌خواهم 👩‍🚀'],
    ['<p hidden>gone</p><p aria-hidden="true">gone</p><p>here</p>', 'here'],
    ['<table><caption>Rates</caption><tr><td>a<td><ul><li>b<li>c</ul></table>', 'Rates\n\na | - b - c'],
    ['<math display="block"><annotation encoding="application/x-tex">x^2</annotation></math>', '$$x^2$$'],
  ])('%s', (html, text) => {
    expect(body(html)?.text).toBe(text)
  })

  test('code that stands in a tab alone takes the label of the tab as its title', () => {
    const tabs =
      '<div class="tabs-container"><ul><li role=tab>npm</li></ul><div role=tabpanel><pre>npm ci</pre></div></div>'
    expect(body(tabs)).toMatchObject({text: '', code: [{language: 'text', title: 'npm', code: 'npm ci'}]})
  })

  test('a heading inside a tab begins a section', () => {
    const page = readPage(
      '<main><h1>P</h1><div class="tabs-container"><div role=tabpanel><h2 id=x>X</h2>t</div></div></main>',
    )
    expect(page.sections[1]).toMatchObject({anchor: 'x', headingPath: ['P', 'X'], text: 't'})
  })
})
