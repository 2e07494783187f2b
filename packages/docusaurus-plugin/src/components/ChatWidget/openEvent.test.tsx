import {act, screen, waitFor} from '@testing-library/react'
import {findButton, findComposer, findElement, findPanel, renderSite, resetSite} from '../__fixtures__/render-site.tsx'
import {behaviour, type StandInElement} from '../__fixtures__/stand-in-element.ts'

/** What a page does to open the assistant. Returns whether the assistant took it. */
function requestOpen(detail?: unknown): boolean {
  let isTaken = false
  act(() => {
    isTaken = !window.dispatchEvent(new CustomEvent('chatkit:open', {detail, cancelable: true}))
  })
  return isTaken
}

const untilReady = () => waitFor(() => expect(screen.queryByRole('textbox', {name: 'Your question'})).toBeNull())
/** The hand-over takes longer than an act() waits for, so it is waited for from the very moment on. */
const becomeReady = (element: StandInElement) => {
  act(() => element.becomeReady())
  return untilReady()
}
const sent = (element: StandInElement) =>
  element.calls.flatMap(([name, message]) => (name === 'sendUserMessage' ? [(message as {text: string}).text] : []))

beforeEach(resetSite)

describe('without a question', () => {
  beforeEach(() => {
    behaviour.becomesReady = false
  })

  test.each([[undefined], [{}], [{question: '  \n'}], [{question: 7}], ['What?']])(
    '%j opens, and the composer has the focus',
    async (detail) => {
      renderSite()
      expect(requestOpen(detail)).toBe(true)
      expect(await findPanel()).toBeVisible()
      expect(await findComposer()).toHaveFocus()
      const element = await findElement()
      await becomeReady(element)
      expect(sent(element)).toEqual([])
    },
  )

  test('an open panel gets the focus, and closing it gives the focus back to where it was', async () => {
    const {user} = renderSite({children: <a href="#elsewhere">A link</a>})
    await user.click(findButton())
    const composer = await findComposer()
    const link = screen.getByRole('link', {name: 'A link'})
    link.focus()
    requestOpen()
    expect(composer).toHaveFocus()
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(link).toHaveFocus()
  })
})

describe('with a question', () => {
  test('that comes before the element waits visibly and is sent once, as it stands', async () => {
    behaviour.becomesReady = false
    renderSite()
    expect(requestOpen({question: ' What is a <node>? '})).toBe(true)
    expect(await screen.findByText('What is a <node>?')).toBeVisible()
    expect(screen.getByRole('status')).toHaveTextContent('Connecting…')
    const element = await findElement()
    await becomeReady(element)
    expect(sent(element)).toEqual([' What is a <node>? '])
  })

  test('several of them: each is sent once, in their order', async () => {
    behaviour.becomesReady = false
    const {user} = renderSite()
    requestOpen({question: 'First?'})
    await user.type(await findComposer(), 'and more{Enter}')
    requestOpen({question: 'Second?'})
    const element = await findElement()
    act(() => element.becomeReady())
    requestOpen({question: 'Third?'})
    await untilReady()
    await waitFor(() => expect(sent(element)).toEqual(['First?', 'Second?', 'Third?']))
    expect(element.calls).toContainEqual(['setComposerValue', {text: 'and more'}])
  })

  test('by a double click is asked once, and later once more', async () => {
    const {user} = renderSite()
    await user.click(findButton())
    const element = await findElement()
    await untilReady()
    const now = jest.spyOn(Date, 'now').mockReturnValue(10_000)
    requestOpen({question: 'What is a node?'})
    await waitFor(() => expect(sent(element)).toHaveLength(1))
    now.mockReturnValue(10_400)
    requestOpen({question: 'What is a node?'})
    await act(async () => {})
    expect(sent(element)).toHaveLength(1)
    now.mockReturnValue(20_000)
    requestOpen({question: 'What is a node?'})
    await waitFor(() => expect(sent(element)).toHaveLength(2))
    now.mockRestore()
  })

  test('while an answer streams is shown as the next one and asked after it', async () => {
    const {user} = renderSite()
    await user.click(findButton())
    const element = await findElement()
    await untilReady()
    const asked: string[] = []
    let finish = () => {}
    element.sendUserMessage = ({text = ''}) => {
      asked.push(text)
      return new Promise((resolve) => (finish = resolve))
    }
    act(() => element.fire('chatkit.response.start'))
    requestOpen({question: 'One?'})
    requestOpen({question: 'Two?'})
    expect(asked).toEqual(['One?'])
    expect(screen.getByText(/One\?/)).toHaveTextContent('Next: One?')
    await act(async () => finish())
    expect(asked).toEqual(['One?', 'Two?'])
    await act(async () => finish())
    expect(screen.queryByText(/Next:/)).toBeNull()
    expect(asked).toEqual(['One?', 'Two?'])
  })

  test('that the element refuses for now is asked again when it has time', async () => {
    const {user} = renderSite()
    await user.click(findButton())
    const element = await findElement()
    await untilReady()
    behaviour.rejections = 1
    requestOpen({question: 'What is a node?'})
    await act(async () => {})
    expect(sent(element)).toHaveLength(1)
    await act(async () => element.fire('chatkit.response.end'))
    expect(sent(element)).toEqual(['What is a node?', 'What is a node?'])
    await act(async () => element.fire('chatkit.response.end'))
    expect(sent(element)).toHaveLength(2)
  })

  test('leaves the list of former conversations', async () => {
    const {user} = renderSite()
    await user.click(findButton())
    const element = await findElement()
    await untilReady()
    requestOpen({question: 'What is a node?'})
    await waitFor(() => expect(element.calls).toContainEqual(['hideHistory']))
  })

  test('opens a panel that was closed', async () => {
    const {user} = renderSite()
    await user.click(findButton())
    const element = await findElement()
    await untilReady()
    await user.keyboard('{Escape}')
    requestOpen({question: 'What is a node?'})
    expect(screen.getByRole('dialog')).toBeVisible()
    await waitFor(() => expect(sent(element)).toEqual(['What is a node?']))
  })
})

describe('with a passage to quote', () => {
  const open = (detail: object) =>
    act(() => void window.dispatchEvent(new CustomEvent('chatkit:open', {detail, cancelable: true})))

  test('that comes before the element stands in the composer, and goes over with what is written', async () => {
    behaviour.becomesReady = false
    const {user} = renderSite()
    open({quote: ' Topics are many to many. '})
    const composer = await findComposer()
    expect(screen.getByText('Topics are many to many.')).toBeVisible()
    await user.type(composer, 'Why?')
    const element = await findElement()
    await becomeReady(element)
    expect(element.calls).toContainEqual(['setComposerValue', {text: 'Why?', reply: 'Topics are many to many.'}])
    expect(sent(element)).toEqual([])
  })

  test('that is taken out again is not handed over', async () => {
    behaviour.becomesReady = false
    const {user} = renderSite()
    open({quote: 'Topics are many to many.'})
    await findComposer()
    await user.click(screen.getByRole('button', {name: 'Remove quote'}))
    expect(await findComposer()).toHaveFocus()
    const element = await findElement()
    await becomeReady(element)
    expect(element.calls.filter(([name]) => name === 'setComposerValue')).toEqual([])
  })

  test('that was sent with its question before the element came is sent with it', async () => {
    behaviour.becomesReady = false
    const {user} = renderSite()
    open({quote: 'Topics are many to many.'})
    await user.type(await findComposer(), 'Why?{Enter}')
    const element = await findElement()
    await becomeReady(element)
    expect(element.calls).toContainEqual(['sendUserMessage', {text: 'Why?', reply: 'Topics are many to many.'}])
  })

  test('goes into the element’s composer beside what is written there, which gets the focus', async () => {
    const {user} = renderSite()
    await user.click(findButton())
    const element = await findElement()
    await untilReady()
    element.field.value = 'Half a '
    open({quote: 'A passage'})
    await waitFor(() => expect(element.calls).toContainEqual(['setComposerValue', {reply: 'A passage'}]))
    await waitFor(() => expect(element.calls).toContainEqual(['focusComposer']))
    open({question: 'What is it?', send: false})
    await waitFor(() => expect(element.field.value).toBe('Half a \nWhat is it?'))
    expect(sent(element)).toEqual([])
  })

  test('and a question is asked about it at once', async () => {
    const {user} = renderSite()
    await user.click(findButton())
    const element = await findElement()
    await untilReady()
    open({question: 'Why?', quote: 'x'.repeat(3000)})
    await waitFor(() =>
      expect(element.calls).toContainEqual(['sendUserMessage', {text: 'Why?', reply: `${'x'.repeat(1999)}…`}]),
    )
  })
})

test('what is put into the composer waits while the element refuses it, and is not lost', async () => {
  const {user} = renderSite()
  await user.click(findButton())
  const element = await findElement()
  await waitFor(() => expect(screen.queryByRole('textbox', {name: 'Your question'})).toBeNull())
  const take = jest.fn().mockRejectedValueOnce(new Error('An answer is streaming.')).mockResolvedValue(undefined)
  element.setComposerValue = take
  const put = (question: string) =>
    act(async () => void window.dispatchEvent(new CustomEvent('chatkit:open', {detail: {question, send: false}})))
  await put('What is a node?')
  await put('What is a topic?')
  expect(take).toHaveBeenCalledTimes(1)
  await act(async () => element.fire('chatkit.response.end'))
  await waitFor(() => expect(take).toHaveBeenCalledTimes(3))
  expect(take.mock.calls.slice(1)).toEqual([[{text: 'What is a node?'}], [{text: 'What is a topic?'}]])
})
