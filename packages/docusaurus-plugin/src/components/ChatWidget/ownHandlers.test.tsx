import {act, screen, waitFor} from '@testing-library/react'
import config from '../__fixtures__/client-config.ts'
import {findButton, findElement, renderSite, resetSite} from '../__fixtures__/render-site.tsx'

beforeEach(resetSite)

afterEach(() => {
  delete config.onClientTool
  delete config.onEffect
  delete config.onDeeplink
  delete config.entities
})

test('the backend reaches the owner’s functions: tools, effects, deep links and entities', async () => {
  config.onClientTool = jest.fn(() => ({isDone: true}))
  config.onEffect = jest.fn()
  config.onDeeplink = jest.fn()
  config.entities = {onClick: jest.fn()}
  const {user} = renderSite()
  await user.click(findButton())
  const element = await findElement()
  await waitFor(() => expect(screen.queryByRole('textbox', {name: 'Your question'})).toBeNull())
  const call = {name: 'open_demo', params: {id: 7}}
  expect(await element.options?.onClientTool?.(call)).toEqual({isDone: true})
  const entity = {id: 'e', title: 'A gripper'}
  element.options?.entities?.onClick?.(entity)
  expect(config.entities.onClick).toHaveBeenCalledWith(entity)
  act(() => element.fire('chatkit.effect', {name: 'highlight', data: {id: 'qos'}}))
  act(() => element.fire('chatkit.deeplink', {name: 'cart', data: {}}))
  expect(config.onEffect).toHaveBeenCalledWith({name: 'highlight', data: {id: 'qos'}})
  expect(config.onDeeplink).toHaveBeenCalledWith({name: 'cart', data: {}})
})
