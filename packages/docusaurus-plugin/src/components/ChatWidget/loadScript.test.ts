import {loadScript} from './loadScript.ts'

const findScript = () => document.querySelector<HTMLScriptElement>('script[src]')

afterEach(() => findScript()?.remove())

test('a script that loads stays', async () => {
  const loading = loadScript('https://cdn.example/chatkit.js')
  expect(findScript()).toHaveProperty('src', 'https://cdn.example/chatkit.js')
  findScript()?.dispatchEvent(new Event('load'))
  await loading
  expect(findScript()).not.toBeNull()
})

test('one that fails is taken away, so that it can be asked for again', async () => {
  const loading = loadScript('https://cdn.example/chatkit.js')
  findScript()?.dispatchEvent(new Event('error'))
  await expect(loading).rejects.toThrow('https://cdn.example/chatkit.js')
  expect(findScript()).toBeNull()
})
