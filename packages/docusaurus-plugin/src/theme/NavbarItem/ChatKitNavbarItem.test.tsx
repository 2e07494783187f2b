import {fireEvent, screen} from '@testing-library/react'
import {renderToString} from 'react-dom/server'
import {findPanel, renderSite, resetSite} from '../../components/__fixtures__/render-site.tsx'
import ChatKitNavbarItem from './ChatKitNavbarItem.tsx'

beforeEach(resetSite)

test('opens the panel, and gets the focus back when it closes', async () => {
  const {user} = renderSite({children: <ChatKitNavbarItem label="Ask" />})
  const item = screen.getByRole('button', {name: 'Ask'})
  await user.click(item)
  expect(await findPanel()).toBeVisible()
  await user.keyboard('{Escape}')
  expect(item).toHaveFocus()
})

test('in the sidebar of a narrow window closes the sidebar, too', async () => {
  const close = jest.fn()
  renderSite({
    children: (
      <ul>
        <ChatKitNavbarItem mobile label="Ask" onClick={close} />
      </ul>
    ),
  })
  fireEvent.click(screen.getByRole('button', {name: 'Ask'}))
  expect(screen.getByRole('listitem')).toBeVisible()
  expect(close).toHaveBeenCalledTimes(1)
  expect(await findPanel()).toBeVisible()
})

test('in a dropdown it is an entry of its list', () => {
  renderSite({
    children: (
      <ul>
        <ChatKitNavbarItem isDropdownItem label="Ask" />
      </ul>
    ),
  })
  expect(screen.getByRole('listitem')).toContainElement(screen.getByRole('button', {name: 'Ask'}))
  expect(screen.getByRole('button', {name: 'Ask'})).toHaveClass('dropdown__link')
})

test('is in the HTML that the server sends, with a name, and takes a press before any script runs', () => {
  const html = renderToString(<ChatKitNavbarItem />)
  expect(html).toContain('Ask the assistant')
  expect(html).toMatch(/popoverTarget="chatkit-pressed"/i)
})
