import type {AssistantMessageItem, ThreadStreamEvent} from 'chatkit-protocol'
import {
  brief,
  collect,
  createContext,
  doing,
  idsOf,
  runAgent,
  type RunOptions,
  type TestAgent,
} from './__fixtures__/agent-run.ts'
import {useModelServers, type ModelReply} from './__fixtures__/model-server.ts'
import {functionCall, image, interleaved, message, reasoning, response, text} from './__fixtures__/responses-script.ts'
import {ResponseStreamConverter} from './response-converter.ts'

const serve = useModelServers()

async function show(
  replies: (ModelReply | object[])[],
  agent?: TestAgent,
  options?: RunOptions,
): Promise<ThreadStreamEvent[]> {
  const server = await serve(...replies)
  return await collect(runAgent(server.responsesModel(), agent, options))
}

function messagesIn(events: ThreadStreamEvent[]): AssistantMessageItem[] {
  return events.flatMap((event) =>
    event.type === 'thread.item.done' && event.item.type === 'assistant_message' ? [event.item] : [],
  )
}

describe('text', () => {
  test('a delta, which comes twice, is shown once, under the model’s item id', async () => {
    const events = await show([response(text('msg_model', 'Hel', 'lo'))])
    expect(brief(events)).toEqual([
      'added message',
      'part 0',
      '0: Hel',
      '0: lo',
      'part 0 done Hello',
      'done message Hello',
    ])
    expect(idsOf(events, 'done')).toEqual(['msg_model'])
  })

  test('a message of several parts keeps them apart', async () => {
    const events = await show([response(message('m', {deltas: ['one']}, {deltas: ['two']}))])
    expect(brief(events).slice(1)).toEqual([
      'part 0',
      '0: one',
      'part 0 done one',
      'part 1',
      '1: two',
      'part 1 done two',
      'done message one two',
    ])
  })

  test('messages that stream at the same time do not mix', async () => {
    const events = await show([interleaved(text('m1', 'a', 'b'), text('m2', 'x', 'y'))])
    expect(messagesIn(events).map(({id, content}) => [id, content[0]?.text])).toEqual([
      ['m1', 'ab'],
      ['m2', 'xy'],
    ])
  })

  test('a refusal part becomes text when the message is done, after the text before it', async () => {
    const events = await show([response(message('m', {deltas: ['Well.']}, {refusal: 'I can’t.'}))])
    expect(brief(events).at(-1)).toBe('done message Well. I can’t.')
    expect(messagesIn(events)).toHaveLength(1)
  })

  test('a refusal that is all there is, which the SDK throws, is shown as the answer, once', async () => {
    const events = await show([response(message('m', {refusal: 'I can’t.'}))])
    expect(messagesIn(events).map(({content}) => content)).toEqual([
      [{type: 'output_text', text: 'I can’t.', annotations: []}],
    ])
    expect(idsOf(events, 'added')).toEqual(idsOf(events, 'done'))
  })

  test('a server that leaves out beginnings and ends is made up for', async () => {
    const all = response(text('m', 'Hel', 'lo'))
    const bare = all.filter((event) => 'type' in event && /created|delta|completed/.test(String(event.type)))
    expect(brief(await show([bare]))).toEqual([
      'added message',
      'part 0',
      '0: Hel',
      '0: lo',
      'part 0 done Hello',
      'done message Hello',
    ])
  })

  test('a server that streams nothing but the whole response is shown as well', async () => {
    const all = response(text('m', 'Hello'), functionCall('fc_1', 'call_1', 'look', {}))
    const whole = [...all.slice(0, 1), ...all.slice(-1)]
    const tools = [doing('look', () => 'seen')]
    const events = await show([whole, response(text('m2', 'Yes'))], {tools})
    expect(messagesIn(events).map(({id, content}) => [id, content[0]?.text])).toEqual([
      ['m', 'Hello'],
      ['m2', 'Yes'],
    ])
  })

  test('a message whose end comes only with the response’s is ended with it', async () => {
    const all = response(message('m', {deltas: ['Hel'], annotations: []}))
    const unended = all.filter((event) => 'type' in event && !String(event.type).endsWith('.done'))
    const events = await show([unended])
    expect(brief(events)).toEqual(['added message', 'part 0', '0: Hel', 'part 0 done Hel', 'done message Hel'])
  })

  test('a place that can be none is taken for the first', async () => {
    const at = (index: number) => ({type: 'response.output_text.delta', item_id: 'm', content_index: index, delta: 'x'})
    const [created, ...rest] = response(text('m', 'xxx'))
    const events = await show([[created ?? {}, at(-1), at(1e9), at(0.5), ...rest.slice(-1)]])
    expect(brief(events).slice(1)).toEqual(['part 0', '0: x', '0: x', '0: x', 'part 0 done xxx', 'done message xxx'])
  })

  test('what comes for a message that is done does not begin it again', async () => {
    const late = {type: 'response.output_text.delta', item_id: 'm', content_index: 0, delta: 'late'}
    const all = response(text('m', 'a'))
    const events = await show([[...all.slice(0, -1), late, ...all.slice(-1)]])
    expect(brief(events).at(-1)).toBe('done message a')
  })
})

describe('ids', () => {
  test('one that the model uses again gets a fresh one, within a run and across runs', async () => {
    const context = await createContext()
    const tools = [doing('look', () => 'seen')]
    const first = await show(
      [response(text('msg_1', 'a'), functionCall('fc_1', 'call_1', 'look', {})), response(text('msg_1', 'b'))],
      {tools},
      {context},
    )
    for (const item of messagesIn(first)) await context.store.addThreadItem('thr_1', item, null)
    const second = await show([response(text('msg_1', 'c'))], {}, {context})
    const ids = [...messagesIn(first), ...messagesIn(second)].map(({id}) => id)
    expect(ids).toHaveLength(3)
    expect(new Set(ids).size).toBe(3)
    expect(ids[0]).toBe('msg_1')
  })

  test.each(['', 'FAKE_ID', '__fake_id__'])('the placeholder "%s" is none', async (id) => {
    const events = await show([response(text(id, 'a'))])
    expect(brief(events).at(-1)).toBe('done message a')
    expect(idsOf(events, 'done')[0]).toMatch(/^msg_.{20,}/)
  })
})

describe('citations', () => {
  const url = {type: 'url_citation', url: 'https://example.com/a', title: 'A', start_index: 0, end_index: 3}
  const file = {type: 'file_citation', file_id: 'f', filename: 'b.pdf', index: 1}
  const nameless = {type: 'file_citation', file_id: 'f', filename: '', index: 0}
  const container = {
    type: 'container_file_citation',
    container_id: 'c',
    file_id: 'f',
    filename: 'c.csv',
    start_index: 0,
    end_index: 2,
  }

  test('of every kind are shown, and those that are not leave no holes', async () => {
    const annotations = [nameless, url, {type: 'file_path', file_id: 'f', index: 1}, file, container, null, {type: 'x'}]
    const events = await show([response(message('m', {deltas: ['abc'], annotations: annotations as object[]}))])
    expect(brief(events).filter((line) => line.startsWith('note'))).toEqual([
      'note 0.0 A',
      'note 0.1 b.pdf',
      'note 0.2 c.csv',
    ])
    const shown = [
      {type: 'annotation', index: 3, source: {type: 'url', url: 'https://example.com/a', title: 'A'}},
      {type: 'annotation', index: 1, source: {type: 'file', filename: 'b.pdf', title: 'b.pdf'}},
      {type: 'annotation', index: 2, source: {type: 'file', filename: 'c.csv', title: 'c.csv'}},
    ]
    expect(messagesIn(events)[0]?.content).toEqual([{type: 'output_text', text: 'abc', annotations: shown}])
    // The end of the part, which the model sends without them, does not take them back.
    expect(events).toContainEqual(
      expect.objectContaining({
        update: expect.objectContaining({
          type: 'assistant_message.content_part.done',
          content: expect.objectContaining({annotations: shown}),
        }),
      }),
    )
  })

  test('are counted by part', async () => {
    const part = {deltas: ['abc'], annotations: [url, file]}
    const events = await show([response(message('m', part, part))])
    expect(brief(events).filter((line) => line.startsWith('note'))).toEqual([
      'note 0.0 A',
      'note 0.1 b.pdf',
      'note 1.0 A',
      'note 1.1 b.pdf',
    ])
  })

  test('of a converter of one’s own, asynchronous ones too, are in the stream and in the message', async () => {
    class Converter extends ResponseStreamConverter {
      override async fileCitationToAnnotation({file_id: id, index = 0}: {file_id?: string; index?: number}) {
        await Promise.resolve()
        const source = {type: 'entity' as const, id: id ?? '', title: 'File', interactive: false, data: {}}
        return {type: 'annotation' as const, source, index}
      }

      override urlCitationToAnnotation() {
        return null
      }
    }
    const parts = {deltas: ['abc'], annotations: [url, nameless]}
    const events = await show([response(message('m', parts))], {}, {converter: new Converter()})
    expect(brief(events).filter((line) => line.startsWith('note'))).toEqual(['note 0.0 File'])
    expect(messagesIn(events)[0]?.content[0]?.annotations).toMatchObject([{source: {type: 'entity', id: 'f'}}])
  })
})

describe('images', () => {
  // A response of nothing but an image is not the end of a run.
  const there = text('m', 'There.')
  const ofImages = (events: ThreadStreamEvent[]): string[] => brief(events).filter((line) => /image|removed/.test(line))

  test('an image is shown from its beginning, with its partial states, to its end', async () => {
    const converter = new ResponseStreamConverter({partialImages: 3})
    const events = await show([response(image('ig_1', ['AA', 'BB'], 'CC'), there)], {}, {converter})
    expect(ofImages(events)).toEqual([
      'added image',
      'image data:image/png;base64,AA 0',
      `image data:image/png;base64,BB ${1 / 3}`,
      'done image data:image/png;base64,CC',
    ])
    const [id] = idsOf(events, 'added')
    expect(id).toMatch(/^msg_/)
    const done = events.find((event) => event.type === 'thread.item.done')
    expect(done).toMatchObject({item: {id, image: {id: 'ig_1'}}})
  })

  test('without a number of partial images, or beyond it, progress stays in its range', async () => {
    expect(ofImages(await show([response(image('ig_1', ['AA', 'BB'], 'CC'), there)]))[2]).toMatch(/BB 0$/)
    const converter = new ResponseStreamConverter({partialImages: 1})
    expect(ofImages(await show([response(image('ig_1', ['A', 'B', 'C'], 'D'), there)], {}, {converter}))[3]).toMatch(
      /C 1$/,
    )
  })

  test('two that are made at the same time do not mix', async () => {
    const events = await show([interleaved(image('ig_1', ['A1'], 'A2'), image('ig_2', ['B1'], 'B2'), there)])
    expect(ofImages(events)).toEqual([
      'added image',
      'added image',
      'image data:image/png;base64,A1 0',
      'image data:image/png;base64,B1 0',
      'done image data:image/png;base64,A2',
      'done image data:image/png;base64,B2',
    ])
    expect(idsOf(events, 'done').slice(0, 2)).toEqual(idsOf(events, 'added').slice(0, 2))
  })

  test('one that comes to nothing is taken away, also when its end never comes', async () => {
    expect(ofImages(await show([response(image('ig_1', ['AA'], null), there)]))).toEqual([
      'added image',
      'image data:image/png;base64,AA 0',
      'removed',
    ])
    const [created, added, , ...rest] = response(image('ig_1', [], 'CC'), there)
    const events = await show([[created ?? {}, added ?? {}, ...rest]])
    expect(ofImages(events)).toEqual(['added image', 'removed'])
  })

  test('one that is being made when the model breaks off is taken away before the error', async () => {
    const [created, added] = response(image('ig_1', [], 'CC'))
    const server = await serve({events: [created ?? {}, added ?? {}], end: 'cut'})
    const events: string[] = []
    const reading = (async () => {
      for await (const event of runAgent(server.responsesModel())) events.push(...brief([event]))
    })()
    await expect(reading).rejects.toThrow()
    expect(events).toEqual(['added image', 'removed'])
  })

  test('a converter may put the bytes elsewhere', async () => {
    const asked: unknown[][] = []
    class Converter extends ResponseStreamConverter {
      override async base64ImageToUrl(...args: [string, string, number?]) {
        asked.push(args)
        await Promise.resolve()
        return `https://files.example/${args.join('-')}`
      }
    }
    const events = await show([response(image('ig_1', ['AA'], 'CC'), there)], {}, {converter: new Converter()})
    expect(ofImages(events).at(-1)).toBe('done image https://files.example/ig_1-CC')
    expect(asked).toEqual([
      ['ig_1', 'AA', 0],
      ['ig_1', 'CC'],
    ])
  })

  test.each([
    ['/9j/4AAQ', 'image/jpeg'],
    ['UklGRgAA', 'image/webp'],
    ['iVBORw0K', 'image/png'],
  ])('bytes that begin with %s are called %s', (base64, type) => {
    expect(new ResponseStreamConverter().base64ImageToUrl('ig_1', base64)).toBe(`data:${type};base64,${base64}`)
  })

  test('an image ends the thinking before it', async () => {
    const events = await show([response(reasoning('rs_1', ['Hm']), image('ig_1', [], 'CC'), there)])
    expect(brief(events).slice(3, 6)).toEqual([
      'done reasoning workflow of 1 ended',
      'added image',
      'done image data:image/png;base64,CC',
    ])
  })
})

describe('reasoning', () => {
  test('the first thought streams, a second appears whole, and the answer ends them', async () => {
    const events = await show([response(reasoning('rs_1', ['Let ', 'me'], ['So ', 'then']), text('m', 'Yes'))])
    expect(brief(events).slice(0, 7)).toEqual([
      'added reasoning workflow of 0',
      'task.added 0 Let ',
      'task.updated 0 Let me',
      'task.updated 0 Let me',
      'task.added 1 So then',
      'done reasoning workflow of 2 ended',
      'added message',
    ])
    const ended = events.find((event) => event.type === 'thread.item.done')
    expect(ended).toMatchObject({item: {workflow: {summary: {duration: 0}, expanded: false}}})
  })

  test('reasoning without a summary is shown as well: it takes time', async () => {
    expect(brief(await show([response(reasoning('rs_1'), text('m', 'Yes'))])).slice(0, 2)).toEqual([
      'added reasoning workflow of 0',
      'done reasoning workflow of 0 ended',
    ])
  })

  test('reasoning after a tool call joins the same workflow', async () => {
    const events = await show(
      [
        response(reasoning('rs_1', ['First']), functionCall('fc_1', 'call_1', 'look', {})),
        response(reasoning('rs_2', ['Second']), text('m', 'Yes')),
      ],
      {tools: [doing('look', () => 'seen')]},
    )
    expect(brief(events).slice(0, 5)).toEqual([
      'added reasoning workflow of 0',
      'task.added 0 First',
      'task.updated 0 First',
      'task.added 1 Second',
      'done reasoning workflow of 2 ended',
    ])
  })
})

test('what tools show stands where it happened, also for a reader who comes late', async () => {
  const server = await serve(
    response(text('m1', 'Let me look.'), functionCall('fc_1', 'call_1', 'look', {})),
    response(text('m2', 'Seen.')),
  )
  const asked = new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      if (server.requests.length < 2) return
      clearInterval(timer)
      resolve()
    }, 5)
  })
  const look = doing('look', (context) => context.stream({type: 'progress_update', text: 'looking'}))
  const events = runAgent(server.responsesModel(), {tools: [look]})
  const first = await events.next()
  // The model has answered, the tool has run, and the model has been asked again, before the second event is read.
  await asked
  expect(first.value).toMatchObject({type: 'thread.item.added'})
  expect(brief(await collect(events))).toEqual([
    'part 0',
    '0: Let me look.',
    'part 0 done Let me look.',
    'done message Let me look.',
    'progress looking',
    'added message',
    'part 0',
    '0: Seen.',
    'part 0 done Seen.',
    'done message Seen.',
  ])
})
