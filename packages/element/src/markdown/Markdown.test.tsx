import {act, render, screen, waitFor} from '@testing-library/preact'
import userEvent from '@testing-library/user-event'
import {createTranslate, TranslateContext} from '../i18n/index.ts'
import {Markdown, type MarkdownLink} from './index.ts'

describe('links', () => {
  test('to other sites open in a new tab that knows nothing of this one', () => {
    render(<Markdown text="[out](https://other.example) [in](/docs) [mail](mailto:a@example.org)" />)
    expect(screen.getByRole('link', {name: 'out'})).toHaveAttribute('rel', 'noopener noreferrer')
    expect(screen.getByRole('link', {name: 'out'})).toHaveAttribute('target', '_blank')
    expect(screen.getByRole('link', {name: 'in'})).not.toHaveAttribute('target')
    expect(screen.getByRole('link', {name: 'mail'})).not.toHaveAttribute('target')
  })

  test('that may not be followed are their text', () => {
    render(<Markdown text="[a](javascript:alert(1)) [b](data:text/html,x) ![c](data:image/png,x)" />)
    expect(screen.queryByRole('link')).not.toBeInTheDocument()
    expect(screen.getByText('a')).toBeInTheDocument()
    expect(screen.getByText('c')).toBeInTheDocument()
  })

  test('tell where they lead before they are followed', async () => {
    const links: MarkdownLink[] = []
    const onLinkClick = (event: MouseEvent, link: MarkdownLink) => {
      event.preventDefault()
      links.push(link)
    }
    render(<Markdown text="[in](/docs/a#b)" onLinkClick={onLinkClick} />)
    await userEvent.click(screen.getByRole('link', {name: 'in'}))
    expect(links).toEqual([{href: '/docs/a#b', external: false}])
  })
})

describe('images', () => {
  test('from elsewhere are links, until their domain is allowed', () => {
    const text = '![a map](https://img.example.org/map.png)'
    const {rerender} = render(<Markdown text={text} />)
    expect(screen.queryByRole('img')).not.toBeInTheDocument()
    expect(screen.getByRole('link', {name: 'a map'})).toHaveAttribute('href', 'https://img.example.org/map.png')
    rerender(<Markdown text={text} allowedImageDomains={['example.org']} />)
    expect(screen.getByRole('img', {name: 'a map'})).toHaveAttribute('referrerpolicy', 'no-referrer')
  })

  test('inside a link are no second link', () => {
    render(<Markdown text="[![a](https://other.example/b.png)](/c)" />)
    expect(screen.getAllByRole('link')).toHaveLength(1)
  })
})

describe('code', () => {
  const code = '```python\ndef f():\n    return 1\n```'

  test('has a name that tells its language, and can be reached by keyboard', async () => {
    render(<Markdown text={code} />)
    await userEvent.tab()
    expect(screen.getByRole('button', {name: 'Copy'})).toHaveFocus()
    await userEvent.tab()
    expect(screen.getByRole('group', {name: 'Code, python'})).toHaveFocus()
  })

  test('is copied as it was written', async () => {
    const user = userEvent.setup()
    render(<Markdown text={code} />)
    await user.click(screen.getByRole('button', {name: 'Copy'}))
    expect(await navigator.clipboard.readText()).toBe('def f():\n    return 1\n')
    expect(await screen.findByText('Copied')).toBeInTheDocument()
  })

  test('is selected where the clipboard is out of reach', async () => {
    const user = userEvent.setup()
    // Without a language: colours that arrive would take the selection away.
    render(<Markdown text={code.replace('python', '')} />)
    jest.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('no', 'NotAllowedError'))
    await user.click(screen.getByRole('button', {name: 'Copy'}))
    expect(await screen.findByText('Copying failed')).toBeInTheDocument()
    expect(String(getSelection())).toContain('def f():')
  })

  test('gets colours once its fence is closed, and keeps its text', async () => {
    const {container, rerender} = render(<Markdown text={code.slice(0, -4)} streaming />)
    await act(() => new Promise((resolve) => setTimeout(resolve, 100)))
    expect(container.querySelector('.hljs-keyword')).toBeNull()
    rerender(<Markdown text={code} />)
    await waitFor(() => expect(container.querySelector('.hljs-keyword')).toHaveTextContent('def'), {timeout: 5000})
    expect(container.querySelector('pre')?.textContent).toBe('def f():\n    return 1\n')
  })

  test('in a language that is not known stays plain', () => {
    render(<Markdown text={'```nosuch\nx\n```'} />)
    expect(screen.getByRole('group', {name: 'Code, nosuch'})).toHaveTextContent('x')
  })
})

describe('formulas', () => {
  test('become MathML', async () => {
    const {container} = render(<Markdown text={'So $x^2$.\n\n$$\n\\frac{a}{b}\n$$'} />)
    await waitFor(() => expect(container.querySelectorAll('math')).toHaveLength(2), {timeout: 5000})
    expect(container.querySelector('math msup')).toHaveTextContent('x2')
    expect(screen.getByRole('group', {name: 'Formula'})).toBeInTheDocument()
  })

  test.each(['\\frac{', '\\nosuchmacro', '\\def\\a{\\a\\a}\\a'])(
    'that cannot be typeset show their source: %s',
    async (tex) => {
      const {container} = render(<Markdown text={`$x$ and \\(${tex}\\)`} />)
      await waitFor(() => expect(container.querySelector('math')).not.toBeNull(), {timeout: 5000})
      expect(screen.getByText(tex)).toBeInTheDocument()
    },
  )

  test('make no links and load no images', async () => {
    const {container} = render(
      <Markdown text={String.raw`$\href{javascript:alert(1)}{x}$ $\includegraphics{/a.png}$ $x$`} />,
    )
    await waitFor(() => expect(container.querySelector('math')).not.toBeNull(), {timeout: 5000})
    expect(container.querySelector('[href], [src], img, a')).toBeNull()
  })
})

test('texts are in the language that is given', () => {
  render(
    <TranslateContext.Provider value={createTranslate({copy: 'کاپی', codePlain: 'کوڈ', table: 'جدول'}, 'ur')}>
      <Markdown text={'```\nx\n```\n\n|a|\n|-|\n|b|'} />
    </TranslateContext.Provider>,
  )
  expect(screen.getByRole('button', {name: 'کاپی'})).toBeInTheDocument()
  expect(screen.getByRole('group', {name: 'کوڈ'})).toBeInTheDocument()
  expect(screen.getByRole('group', {name: 'جدول'})).toBeInTheDocument()
})

test('in a right-to-left language a line runs so although a Latin name begins it, and a Latin line does not', () => {
  const text = '# ROS 2 کیا ہے\n\nROS 2 ایک فریم ورک ہے۔\n\nA framework.\n\n- Topic: موضوع\n- Service: خدمت\n'
  const {container} = render(
    <TranslateContext.Provider value={createTranslate({}, 'ur')}>
      <Markdown text={text} />
    </TranslateContext.Provider>,
  )
  expect(Array.from(container.querySelectorAll('h4, p, ul, li'), (block) => block.getAttribute('dir'))).toEqual([
    'rtl',
    'rtl',
    'auto',
    'rtl',
    'rtl',
    'rtl',
  ])
})

test('each block takes its direction from its own words', () => {
  render(<Markdown text={'English.\n\nاردو متن۔\n\n- پہلا'} />)
  expect(screen.getByText('اردو متن۔')).toHaveAttribute('dir', 'auto')
  expect(screen.getByRole('list')).toHaveAttribute('dir', 'auto')
})

test('a growing text leaves the elements of finished blocks in place', () => {
  const {rerender} = render(<Markdown text={'# One\n\nTwo\n\nThr'} streaming />)
  const [heading, paragraph] = [screen.getByText('One'), screen.getByText('Two')]
  rerender(<Markdown text={'# One\n\nTwo\n\nThree\n\n- four'} />)
  expect(screen.getByText('One')).toBe(heading)
  expect(screen.getByText('Two')).toBe(paragraph)
})

test('a text that is replaced is rendered anew', () => {
  const {rerender, container} = render(<Markdown text={'One\n\nTwo'} />)
  rerender(<Markdown text={'Other'} />)
  expect(container).toHaveTextContent(/^Other$/)
})

describe('headings', () => {
  const levelsOf = (text: string, streaming = false) => {
    const {container, unmount} = render(<Markdown text={text} streaming={streaming} />)
    const levels = [...container.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(({tagName}) => Number(tagName[1]))
    unmount()
    return levels
  }

  // Above an answer stand the speaker's h3, the chat's h2 and the page's own.
  test.each([
    ['# a', [4]],
    ['### a\n\ntext', [4]],
    ['## a\n\n### b\n\n## c', [4, 5, 4]],
    ['## a\n\n##### b\n\n### c', [4, 5, 5]],
    ['### a\n\n# b\n\n## c', [4, 4, 5]],
    ['a\n===\n\nb\n---\n\n> ### c', [4, 5, 6]],
    ['# a\n## b\n### c\n#### d\n##### e', [4, 5, 6, 6, 6]],
  ])('of %j start below the speaker and never skip a level', (text, levels) => {
    expect(levelsOf(text)).toEqual(levels)
  })

  test('keep their level while the answer grows', () => {
    const text = '## a\n\ntext\n\n#### b\n\nmore\n\n## c\n\nend'
    const {container, rerender} = render(<Markdown text="" streaming />)
    for (let end = 1; end <= text.length; end++) rerender(<Markdown text={text.slice(0, end)} streaming />)
    expect([...container.querySelectorAll('h4, h5, h6')].map(({tagName}) => tagName)).toEqual(['H4', 'H5', 'H4'])
  })
})
