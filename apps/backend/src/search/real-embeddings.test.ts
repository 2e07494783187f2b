import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import path from 'node:path'
import process from 'node:process'
import {prepareLocalEmbeddings, startLocalEmbeddings} from '../../../../scripts/lib/local-embeddings.js'
import {createContent} from '../__fixtures__/content.ts'
import {readConfig} from '../config.ts'
import {EmbeddedIndex} from './embedded-index.ts'

const local = prepareLocalEmbeddings()
if ('reason' in local) process.stdout.write(`not run: search with a real embedding model: ${local.reason}\n`)
else
  describe('with multilingual-e5-small behind an OpenAI-compatible endpoint', () => {
    let dir: string
    let words: EmbeddedIndex
    let meaning: EmbeddedIndex
    let stop: () => Promise<void>

    beforeAll(async () => {
      dir = await mkdtemp(path.join(tmpdir(), 'chatkit-e5-'))
      const source = path.join(dir, 'chatkit-index.json')
      await writeFile(source, JSON.stringify(createContent()))
      const server = await startLocalEmbeddings(local.python)
      stop = server.stop
      words = new EmbeddedIndex(path.join(dir, 'words.db'))
      meaning = new EmbeddedIndex(path.join(dir, 'meaning.db'), readConfig(server.variables, dir).embeddings)
      await words.ingest(source)
      expect(await meaning.ingest(source)).not.toHaveProperty('problem')
    }, 120_000)
    afterAll(async () => {
      await words.close()
      await meaning.close()
      await stop()
      await rm(dir, {recursive: true, force: true})
    })

    test('every passage has its vector', async () => {
      expect(await meaning.status()).toMatchObject({passages: 7, vectors: {passages: 7, problem: null}})
    })

    test.each([
      ['in other words', 'How do I ask for something and wait for the reply?', '/book/docs/ros2/topics#services'],
      ['in Urdu', 'سروس کب استعمال کرنی چاہیے؟', '/book/docs/ros2/topics#services'],
      ['in Urdu', 'کنٹرولر جوڑوں کی حالت کیسے پڑھتا ہے؟', '/book/docs/ros2/control#controllers'],
    ])('a question %s finds what its words do not: %s', async (_how, query, url) => {
      expect((await words.search({query})).passages).toEqual([])
      expect((await meaning.search({query})).passages[0]?.url).toBe(url)
    })

    test.each(['How do I bake a cake with strawberries?', 'پیزا کیسے بنتا ہے؟'])(
      'what the site does not say is not found: %s',
      async (query) => {
        expect((await meaning.search({query})).passages).toEqual([])
      },
    )
  })
