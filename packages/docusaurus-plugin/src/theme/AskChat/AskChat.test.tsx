import {act, fireEvent, render, screen, waitFor} from '@testing-library/react'
import AskChat from '@theme/AskChat'
import {findElement, renderSite, resetSite} from '../../components/__fixtures__/render-site.tsx'

beforeEach(resetSite)

test('asks its question, without leaving the page', async () => {
  renderSite({children: <AskChat question="What is a node?">about nodes</AskChat>})
  expect(fireEvent.click(screen.getByRole('link', {name: 'about nodes'}))).toBe(false)
  const element = await findElement()
  await waitFor(() => expect(element.calls).toContainEqual(['sendUserMessage', {text: 'What is a node?'}]))
})

test('puts it into the composer where it is told so', async () => {
  renderSite({children: <AskChat question="What is a node?" send={false} />})
  act(() => screen.getByRole('link', {name: 'What is a node?'}).click())
  const element = await findElement()
  await waitFor(() => expect(element.calls).toContainEqual(['setComposerValue', {text: 'What is a node?'}]))
})

test('is a link to a page that asks, where there is no assistant yet, and for a new tab', () => {
  render(<AskChat question="Why & how?" />)
  const link = screen.getByRole('link', {name: 'Why & how?'})
  expect(link).toHaveAttribute('href', '?ask=Why%20%26%20how%3F')
  link.addEventListener('click', (event) => {
    expect(event.defaultPrevented).toBe(false)
    event.preventDefault()
  })
  fireEvent.click(link)
  fireEvent.click(link, {ctrlKey: true})
  expect.assertions(3)
})
