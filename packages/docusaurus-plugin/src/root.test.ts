import {composeRoot, PREVIOUS_ROOT} from './root.ts'

const COMPOSER = '/plugin/lib/client/RootComposer.jsx'
const compose = (alias?: {[name: string]: string}) => composeRoot({resolve: {...(alias && {alias})}}, COMPOSER)

test('whatever Root there is stays, inside the composer', () => {
  expect(compose({'@theme/Root': '/site/src/theme/Root.js', '@theme/Layout': '/layout.js'})).toEqual({
    resolve: {alias: {[PREVIOUS_ROOT]: '/site/src/theme/Root.js', '@theme/Root': COMPOSER}},
  })
})

test('a composer is not put around itself', () => {
  expect(compose({'@theme/Root': COMPOSER, [PREVIOUS_ROOT]: '/core/Root.js'})).toEqual({})
})

test('without any Root the site still builds, and the owner is told what to do', () => {
  const warn = jest.spyOn(console, 'warn').mockImplementation(() => {})
  expect(compose()).toEqual({})
  expect(warn).toHaveBeenCalledWith(expect.stringContaining("Set mount: 'manual'"))
  warn.mockRestore()
})
