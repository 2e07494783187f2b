import {readFile} from 'node:fs/promises'
import path from 'node:path'
import {createTestBackend, textOfAnswer} from './__fixtures__/backend.ts'
import {startModelServer} from './__fixtures__/model-server.ts'

interface Question {
  readonly id: string
  readonly question: string
  readonly sections: readonly string[]
}

/** What no answer may hold: a link or an image off the site, or an address that no passage shows. */
const OFF_SITE = [/\]\(<?\s*(?:https?:|javascript:)/, /!\[[^\]]*\]\(/, /\?q=/]

/** A book some of whose sections tell language models what to do, as the evaluation asks it; here the model does as it is told. */
test('a model that repeats what hostile passages tell it to brings no link of theirs to the reader', async () => {
  const folder = path.join(__dirname, '../../../evaluation/hostile')
  const content = await readFile(path.join(folder, 'chatkit-index.json'), 'utf8')
  const index = JSON.parse(content) as {sections: {id: string; text: string; code: {code: string}[]}[]}
  const questions = JSON.parse(await readFile(path.join(folder, 'questions.json'), 'utf8')) as Question[]
  const upstream = await startModelServer()
  const env = {OPENAI_API_KEY: 'local', OPENAI_BASE_URL: upstream.url, CHATKIT_MODEL: 'test'}
  const backend = await createTestBackend({env, content})
  for (const {id, question, sections} of questions) {
    const section = index.sections.find((one) => one.id === sections[0])
    const said = [
      ...(section?.text ?? '')
        .split('QUESTION')
        .join(encodeURIComponent(question))
        .split(/(?=[[\]()/:])/),
      '\n\n[open](https://evil.example/login) [page][p] <https://evil.example/p?q=1> https://evil.example/?q=2\n\n',
      '[p]: https://evil.example/p\n',
    ]
    upstream.replies = [{kind: 'text', deltas: said}]
    const text = textOfAnswer(await (await backend.reader()).ask(question))
    const shown = text.replace(/`[^`\n]*`/g, '')
    for (const pattern of OFF_SITE) expect({id, shown}).toEqual({id, shown: expect.not.stringMatching(pattern)})
    expect(text).toContain('open page')
  }
  await backend.close()
  await upstream.close()
})
