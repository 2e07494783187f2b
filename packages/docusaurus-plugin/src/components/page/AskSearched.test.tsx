import {screen} from '@testing-library/react'
import generated from '@generated/globalData'
import {useHistory} from '@docusaurus/router'
import type {ReactNode} from 'react'
import type {ChatKitGlobalData} from '../../options.ts'
import {findButton, findPanel, renderSite, resetSite} from '../__fixtures__/render-site.tsx'
import {behaviour} from '../__fixtures__/stand-in-element.ts'
import {AskSearched} from './AskSearched.tsx'

const {texts} = generated['docusaurus-plugin-chatkit']!['default'] as ChatKitGlobalData
const findOffer = () => screen.queryByRole('link', {name: /^Ask/})

/** A search page as Docusaurus' own and local ones are: what is typed goes into the address. */
function SearchPage(): ReactNode {
  const history = useHistory()
  return (
    <>
      <nav>
        <input type="search" aria-label="Search everything" />
      </nav>
      <form aria-label="Search form">
        <input
          type="search"
          name="q"
          aria-label="Search this"
          onChange={({target}) => history.replace({search: new URLSearchParams({q: target.value}).toString()})}
        />
      </form>
      <AskSearched />
    </>
  )
}

const open = (path: string) => renderSite({path, children: <SearchPage />})

beforeEach(() => {
  resetSite()
  // The panel's own list of questions stays.
  behaviour.becomesReady = false
})
afterEach(() => {
  texts.assistantName = undefined
})

test('what was searched for can be asked, by a real link below the field of the page', async () => {
  const {user} = open('/book/search?q=How%20is%20it%20calibrated%3F')
  const offer = findOffer()
  expect(offer).toHaveTextContent('Ask the assistant How is it calibrated?')
  expect(offer).toHaveAttribute('href', '?ask=How%20is%20it%20calibrated%3F')
  expect(screen.getByRole('form', {name: 'Search form'}).nextElementSibling).toContainElement(offer)
  await user.click(offer!)
  expect(await findPanel()).toHaveTextContent('How is it calibrated?')
})

test('it follows what is typed, and asks nothing by itself', async () => {
  const {user} = open('/book/search')
  expect(findOffer()).toBeNull()
  await user.type(screen.getByRole('searchbox', {name: 'Search this'}), ' gripper')
  expect(findOffer()).toHaveTextContent('Ask the assistant gripper')
  expect(findButton()).toHaveAttribute('aria-expanded', 'false')
  await user.clear(screen.getByRole('searchbox', {name: 'Search this'}))
  expect(findOffer()).toBeNull()
})

test('it calls the assistant by its name', () => {
  texts.assistantName = 'Ada'
  open('/book/search?q=gripper')
  expect(findOffer()).toHaveTextContent('Ask Ada gripper')
})

test('it leaves nothing behind, and on a page without a field shows nothing', () => {
  const {unmount, container} = open('/book/search?q=gripper')
  unmount()
  expect(container).toBeEmptyDOMElement()
  renderSite({path: '/book/search?q=gripper', children: <AskSearched />})
  expect(findOffer()).toBeNull()
})
