import config from '../__fixtures__/client-config.ts'
import {hasOwnConsent, ownHandlers, ownSecret, transformPageContext} from './clientConfig.ts'

const PAGE = {url: '/docs/a', title: 'A', selection: 'private'}

afterEach(() => {
  delete config.transformPageContext
  delete config.getClientSecret
  delete config.hasConsent
  delete config.onClientTool
})

test('without the owner’s functions a question carries what the page is, and the session comes from the backend', () => {
  expect(transformPageContext(PAGE)).toBe(PAGE)
  expect(ownSecret()).toEqual({})
})

test('the owner changes what travels, or lets nothing travel', () => {
  config.transformPageContext = ({url}) => (url.startsWith('/private') ? undefined : {url})
  expect(transformPageContext(PAGE)).toEqual({url: '/docs/a'})
  expect(transformPageContext({url: '/private/b'})).toBeUndefined()
})

test('a reader’s decision to leave the page out comes first', () => {
  config.transformPageContext = jest.fn()
  expect(transformPageContext(undefined)).toBeUndefined()
  expect(config.transformPageContext).not.toHaveBeenCalled()
})

test('a function that fails holds everything back, and the log says so', () => {
  const report = jest.fn()
  const error = new Error('broken')
  Object.assign(globalThis, {reportError: report})
  config.transformPageContext = () => {
    throw error
  }
  expect(transformPageContext(PAGE)).toBeUndefined()
  expect(report).toHaveBeenCalledWith(error)
})

test('the owner’s way to a secret is used', async () => {
  config.getClientSecret = (existing) => Promise.resolve(`after ${existing}`)
  expect(await ownSecret().getClientSecret?.('old')).toBe('after old')
})

test('a page that says nothing of consent has none', () => {
  expect(hasOwnConsent()).toBe(false)
  config.hasConsent = () => true
  expect(hasOwnConsent()).toBe(true)
})

test('the element gets what the owner answers the backend with, and nothing that is not there', () => {
  expect(ownHandlers()).toEqual({})
  config.onClientTool = jest.fn()
  expect(ownHandlers()).toEqual({onClientTool: config.onClientTool})
})
