import {act, createEvent, fireEvent, screen, waitFor} from '@testing-library/react'
import {findButton, findComposer, findElement, findPanel, renderSite, resetSite} from '../__fixtures__/render-site.tsx'
import {behaviour} from '../__fixtures__/stand-in-element.ts'

beforeEach(() => {
  resetSite()
  behaviour.becomesReady = false
})

async function openPanel(options: Parameters<typeof renderSite>[0] = {isWide: true}) {
  const site = renderSite(options)
  await site.user.click(findButton())
  const panel = await findPanel()
  const choose = async (name: string) => {
    await site.user.click(screen.getByRole('button', {name: 'More'}))
    await site.user.click(screen.getByRole('menuitem', {name}))
  }
  return {...site, panel, choose}
}

const page = document.documentElement
const width = () => page.style.getPropertyValue('--chatkit-dock')

describe('the menu', () => {
  test('is reached and left by keyboard, and leaves the panel open', async () => {
    const {user, panel} = await openPanel()
    const more = screen.getByRole('button', {name: 'More'})
    more.focus()
    await user.keyboard('{Enter}')
    expect(screen.getByRole('menuitem', {name: 'Dock to the side'})).toHaveFocus()
    await user.keyboard('{ArrowDown}')
    expect(screen.getByRole('menuitem', {name: 'Hide for this visit'})).toHaveFocus()
    await user.keyboard('{ArrowDown}{End}{ArrowUp}{Escape}')
    expect(screen.queryByRole('menu')).toBeNull()
    expect(more).toHaveFocus()
    expect(panel).toBeVisible()
  })

  test('opens from the element’s header, too', async () => {
    await openPanel()
    const element = await findElement()
    act(() => element.options?.header?.leftAction?.onClick())
    expect(screen.getByRole('menu', {name: 'More'})).toBeVisible()
  })

  test('closes when the focus goes elsewhere', async () => {
    const {user} = await openPanel()
    await user.click(screen.getByRole('button', {name: 'More'}))
    await user.click(await findComposer())
    expect(screen.queryByRole('menu')).toBeNull()
  })
})

describe('docked', () => {
  test('the page makes room while the panel is open, and the choice lasts', async () => {
    const {choose, user, unmount} = await openPanel()
    await choose('Dock to the side')
    expect(page).toHaveAttribute('data-chatkit-dock', 'end')
    expect(width()).toBe('420px')
    await user.click(await findComposer())
    await user.keyboard('{Escape}')
    expect(page).not.toHaveAttribute('data-chatkit-dock')
    unmount()
    const again = await openPanel()
    expect(page).toHaveAttribute('data-chatkit-dock', 'end')
    await again.choose('Float over the page')
    expect(page).not.toHaveAttribute('data-chatkit-dock')
    again.unmount()
  })

  test('it is not offered in a narrow window, and not done there', async () => {
    sessionStorage.setItem('chatkit /book/ panel', 'docked')
    const {user, unmount} = await openPanel({isWide: false})
    expect(page).not.toHaveAttribute('data-chatkit-dock')
    await user.click(screen.getByRole('button', {name: 'More'}))
    expect(screen.getAllByRole('menuitem').map(({textContent}) => textContent)).toEqual(['Hide for this visit'])
    unmount()
  })

  test('its edge is moved by the arrow keys, within limits, and the width lasts', async () => {
    const {choose, user, unmount} = await openPanel()
    await choose('Dock to the side')
    const edge = screen.getByRole('separator', {name: 'Width of the panel'})
    edge.focus()
    // jsdom has no layout: everything stands left.
    await user.keyboard('{ArrowRight}')
    expect(edge).toHaveAttribute('aria-valuenow', '440')
    await user.keyboard('{Home}{ArrowLeft}')
    expect(edge).toHaveAttribute('aria-valuenow', '360')
    await user.keyboard('{End}{ArrowRight}')
    expect([edge.getAttribute('aria-valuenow'), width()]).toEqual(['560', '560px'])
    unmount()
    await openPanel()
    expect(screen.getByRole('separator')).toHaveAttribute('aria-valuenow', '560')
  })

  test('its edge follows the pointer', async () => {
    const {choose} = await openPanel()
    await choose('Dock to the side')
    const edge = screen.getByRole('separator')
    edge.setPointerCapture = () => {}
    fireEvent(edge, Object.assign(createEvent.pointerDown(edge), {button: 0, pointerId: 1}))
    const move = (clientX: number) =>
      act(() => void edge.dispatchEvent(Object.assign(new Event('pointermove'), {clientX})))
    move(500)
    expect(width()).toBe('500px')
    move(2000)
    act(() => void edge.dispatchEvent(new Event('lostpointercapture')))
    expect([edge.getAttribute('aria-valuenow'), width()]).toEqual(['560', '560px'])
    move(400)
    expect(width()).toBe('560px')
  })
})

test('hidden for this visit, the button is gone, also after a reload; the page still opens the panel', async () => {
  const {choose, unmount} = await openPanel()
  await choose('Hide for this visit')
  expect(screen.queryByRole('dialog')).toBeNull()
  const find = () => screen.queryByRole('button', {name: 'Ask the assistant'})
  expect(find()).toBeNull()
  unmount()
  renderSite()
  await waitFor(() => expect(find()).toBeNull())
  act(() => void window.dispatchEvent(new CustomEvent('chatkit:open', {cancelable: true})))
  expect(await findPanel()).toBeVisible()
})

test('what is hidden can be shown again, without the panel being closed', async () => {
  const {choose, unmount} = await openPanel()
  await choose('Hide for this visit')
  act(() => void window.dispatchEvent(new CustomEvent('chatkit:open', {cancelable: true})))
  await choose('Show the button again')
  expect(await findPanel()).toBeVisible()
  expect(findButton()).toBeVisible()
  unmount()
  renderSite()
  await act(async () => {})
  expect(findButton()).toBeVisible()
})
