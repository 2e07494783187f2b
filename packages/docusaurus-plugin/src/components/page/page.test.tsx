import {render, screen, waitFor} from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import {findButton, findPanel, renderSite, resetSite} from '../__fixtures__/render-site.tsx'
import {behaviour} from '../__fixtures__/stand-in-element.ts'
import {AskAboutCode} from './AskAboutCode.tsx'
import {composePage} from './composePage.tsx'
import {getCurrentPage} from './currentPage.ts'

const Page = composePage(({content}: {content: {frontMatter?: {chat_starters?: unknown; title?: string}}}) => (
  <article>
    <h2 id="a">Quality of service</h2>
    <p>{content.frontMatter?.title}</p>
  </article>
))

beforeEach(() => {
  resetSite()
  // The panel's own start screen stays.
  behaviour.becomesReady = false
})

test('a page keeps what it was and brings its own suggested questions, until it is left', async () => {
  const content = {frontMatter: {title: 'Topics', chat_starters: ['Which policy fits a camera?']}}
  const {user, unmount} = renderSite({children: <Page content={content} />})
  expect(screen.getByText('Topics')).toBeVisible()
  await user.click(findButton())
  await findPanel()
  expect(await screen.findByRole('button', {name: 'Which policy fits a camera?'})).toBeVisible()
  unmount()
  expect(getCurrentPage()).toBeNull()
})

test('without them there is one about a heading of the page', async () => {
  const {user} = renderSite({children: <Page content={{frontMatter: {}}} />})
  await user.click(findButton())
  await findPanel()
  await waitFor(() => expect(screen.getByText('What is “\u2068Quality of service\u2069” about?')).toBeVisible())
})

test('the button at a code block quotes its code, line by line', async () => {
  const asked: unknown[] = []
  const listen = (event: WindowEventMap['chatkit:open']) => asked.push(event.detail)
  window.addEventListener('chatkit:open', listen)
  render(
    <div className="theme-code-block">
      <pre>
        <code>
          <span className="token-line">{'def f():\n'}</span>
          <span className="token-line">{'\n'}</span>
          <span className="token-line">{'    pass\n'}</span>
        </code>
      </pre>
      <AskAboutCode />
    </div>,
  )
  await userEvent.click(screen.getByRole('button', {name: 'Ask about this code'}))
  window.removeEventListener('chatkit:open', listen)
  expect(asked).toEqual([{quote: 'def f():\n\n    pass'}])
})
