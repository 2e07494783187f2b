import {chooseAdditions, compose} from './compose.ts'

const FOLDER = '/plugin/lib/client/composers'
const run = (alias: {[name: string]: string} | undefined, ...names: string[]) =>
  compose({resolve: {...(alias && {alias})}}, FOLDER, names)

test('whatever component there is stays, inside the composer', () => {
  expect(run({'@theme/Root': '/site/src/theme/Root.js', '@theme/Layout': '/layout.js'}, 'Root')).toEqual({
    resolve: {
      alias: {'@chatkit/previous/Root': '/site/src/theme/Root.js', '@theme/Root': `${FOLDER}/Root.jsx`},
    },
  })
})

test('a composer is not put around itself', () => {
  expect(run({'@theme/Root': `${FOLDER}/Root.jsx`, '@chatkit/previous/Root': '/core/Root.js'}, 'Root')).toEqual({})
})

test('a component that the theme does not have is left out, the others are composed', () => {
  const changes = run({'@theme/DocItem': '/classic/DocItem.js'}, 'BlogPostPage', 'DocItem')
  expect(Object.keys(changes.resolve?.alias ?? {})).toEqual(['@chatkit/previous/DocItem', '@theme/DocItem'])
})

test('without any Root the site still builds, and the owner is told what to do', () => {
  const warn = jest.spyOn(console, 'warn').mockImplementation(() => {})
  expect(run(undefined, 'Root')).toEqual({})
  expect(warn).toHaveBeenCalledWith(expect.stringContaining("Set mount: 'manual'"))
  warn.mockRestore()
})

test('the navbar is touched only where the site has an item of the assistant’s', () => {
  const options = {mount: 'manual', codeBlocks: false, searchPage: false} as const
  expect(chooseAdditions(options, {navbar: {items: [{type: 'search'}]}})).not.toContain('NavbarItem/ComponentTypes')
  const dropdown = {type: 'dropdown', items: [{type: 'custom-chatKit', label: 'Ask'}]}
  expect(chooseAdditions(options, {navbar: {items: [dropdown]}})).toContain('NavbarItem/ComponentTypes')
})
