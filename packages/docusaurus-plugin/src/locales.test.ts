import {readdirSync, readFileSync} from 'node:fs'
import path from 'node:path'

const read = (file: string) => readFileSync(path.join(__dirname, file), 'utf8')
const placeholders = (message: string) => (message.match(/\{\w+\}/g) ?? []).sort()

/** Id and English text of every `translate({id, message})` under the theme folder, as Docusaurus' own extractor finds them. */
function findMessages(): Map<string, string> {
  const files = readdirSync(path.join(__dirname, 'theme'), {recursive: true, encoding: 'utf8'})
  const sources = files.filter((file) => /(?<!\.test)\.tsx?$/.test(file)).map((file) => read(path.join('theme', file)))
  const pairs = sources.join('\n').matchAll(/id: '(theme\.chatkit\.[\w.]+)',\s*message: (?:'([^']*)'|"([^"]*)")/g)
  return new Map(Array.from(pairs, ([, id = '', single = '', double = '']) => [id, single || double]))
}

const messages = findMessages()

test('the theme has messages, each with a text', () => {
  expect(messages.get('theme.chatkit.send')).toBe('Send')
})

describe.each(readdirSync(path.join(__dirname, 'locales')))('%s', (locale) => {
  const translated = JSON.parse(read(`locales/${locale}/chatkit.json`)) as {[id: string]: string}

  test('translates every message of the theme and no other', () => {
    expect(Object.keys(translated).sort()).toEqual([...messages.keys()].sort())
  })

  test('keeps the placeholders, and says something of its own', () => {
    for (const [id, message] of messages) {
      expect([id, placeholders(translated[id] ?? '')]).toEqual([id, placeholders(message)])
    }
    expect(translated['theme.chatkit.send']).not.toBe('Send')
  })
})
