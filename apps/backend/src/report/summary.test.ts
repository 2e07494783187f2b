import {writeCsv} from './csv.ts'
import {writeHtml} from './html.ts'
import type {StoredTurn} from './report-store.ts'
import type {ModelUse} from './turn-record.ts'
import {summarise, type SummaryInput} from './summary.ts'
import {writeTable} from './table.ts'

const DAY = 24 * 60 * 60_000
const TO = Date.parse('2026-03-31T12:00:00Z')
const FROM = TO - 30 * DAY

const use = (more: Partial<ModelUse> = {}): ModelUse => ({
  model: 'large',
  replies: 2,
  uncounted: 0,
  inputTokens: 1_000,
  outputTokens: 100,
  ...more,
})

let last = 0
function turn(more: Partial<StoredTurn> = {}): StoredTurn {
  last += 1
  return {
    id: `turn ${last}`,
    questionId: `question ${last}`,
    askedAt: TO - DAY,
    outcome: 'answered',
    answeredBy: 'model',
    firstTextMs: 200,
    totalMs: 900,
    models: [use()],
    unsupported: 0,
    rating: null,
    question: null,
    cited: ['/docs/topics#qos'],
    ...more,
  }
}

const unanswered = (question: string | null, more: Partial<StoredTurn> = {}) =>
  turn({outcome: 'unanswered', question, cited: [], ...more})

const site: SummaryInput['site'] = {
  info: {url: 'https://book.example', baseUrl: '/', locale: 'en', title: 'Robots & more'},
  pages: [
    {url: '/docs/topics', title: 'Topics'},
    {url: '/docs/control', title: 'Control'},
    {url: '/docs/<odd>', title: 'Odd "one"'},
  ],
}

const sum = (turns: StoredTurn[], more: Partial<SummaryInput> = {}) =>
  summarise({turns, from: FROM, to: TO, site, prices: null, ...more})

describe('the figures', () => {
  test('count what became of the questions, greetings apart', () => {
    const report = sum([
      turn(),
      turn({outcome: 'talk'}),
      unanswered('x'),
      turn({outcome: 'failed'}),
      turn({outcome: 'stopped'}),
    ])
    expect(report.questions).toEqual({total: 4, answered: 1, unanswered: 1, stopped: 1, failed: 1, talk: 1})
  })

  test('take one asked again for one question, and say how many have no text', () => {
    const again = {questionId: 'same'}
    const report = sum([unanswered('What is it?', again), unanswered('What is it?', again), unanswered(null)])
    expect(report.unanswered).toMatchObject([{label: 'What is it?', count: 1}])
    expect(report.unansweredWithoutText).toBe(1)
  })

  test('count a page once an answer, and name those that no answer cites', () => {
    const report = sum([
      turn({cited: ['/docs/topics#a', '/docs/topics#b']}),
      turn({cited: ['/docs/topics', '/docs/gone#x'], rating: 'negative'}),
    ])
    expect(report.mostCited).toEqual([
      {url: '/docs/topics', title: 'Topics', answers: 2, ratedLow: 1},
      {url: '/docs/gone', title: '/docs/gone', answers: 1, ratedLow: 1},
    ])
    expect(report.neverCited?.map(({title}) => title)).toEqual(['Control', 'Odd "one"'])
    expect(sum([turn()], {site: null}).neverCited).toBeNull()
  })

  test('show the latest low ratings first, each with what it cited', () => {
    const low = {rating: 'negative' as const}
    const report = sum([turn({...low, question: 'early', askedAt: FROM}), turn({...low, question: 'late'}), turn()])
    expect(report.lowRated).toMatchObject([{question: 'late', pages: [{title: 'Topics'}]}, {question: 'early'}])
  })

  test('put each question into its day, or its week where the time is long', () => {
    const report = sum([turn({askedAt: FROM}), turn({askedAt: TO - 1}), unanswered('x', {askedAt: TO - 1})])
    expect(report.timeline.step).toBe('day')
    expect(report.timeline.steps).toHaveLength(31)
    expect(report.timeline.steps.at(0)).toMatchObject({start: '2026-03-01', answered: 1})
    expect(report.timeline.steps.at(-1)).toEqual({start: '2026-03-31', answered: 1, unanswered: 1, other: 0})
    const long = sum([turn()], {from: TO - 100 * DAY})
    expect(long.timeline.step).toBe('week')
    expect(long.timeline.steps.reduce((total, {answered}) => total + answered, 0)).toBe(1)
  })

  test('take percentiles by nearest rank, of answers only', () => {
    const times = Array.from({length: 100}, (_, index) => turn({firstTextMs: index + 1, totalMs: 10 * (index + 1)}))
    const report = sum([...times, turn({outcome: 'failed', firstTextMs: 90_000})])
    expect(report.latency).toMatchObject({firstText: {p50: 50, p95: 95}, total: {p50: 500, p95: 950}})
    expect(report.latency.histogram[0]).toEqual({upTo: 100, answers: 100})
  })

  test('multiply tokens by prices for a million of them', () => {
    const report = sum([turn(), turn(), turn({answeredBy: 'quotes', models: []})], {
      prices: {input: 2, output: 10},
    })
    expect(report.tokens).toEqual({input: 2_000, output: 200, uncounted: 0})
    expect(report.cost?.total).toBeCloseTo(0.006)
    expect(report.cost?.perAnswer).toBeCloseTo(0.003)
    expect(sum([turn()]).cost).toBeNull()
  })

  test('keep models apart, each with its own price', () => {
    const small = use({model: 'small', replies: 1, inputTokens: 2_000, outputTokens: 0})
    const prices = new Map([
      ['large', {input: 2, output: 10}],
      ['small', {input: 1, output: 4}],
    ])
    const report = sum([turn(), turn({models: [use({replies: 1}), small]})], {prices})
    expect(report.models).toEqual([
      {...use({replies: 3, inputTokens: 2_000, outputTokens: 200}), cost: 0.006},
      {...small, cost: 0.002},
    ])
    expect(report.cost).toEqual({total: 0.008, perAnswer: 0.004, isPartial: false})
    expect(report.tokens).toEqual({input: 4_000, output: 200, uncounted: 0})
    expect(writeTable(report)).toMatch(/ {2}small +1 reply, 2,000 read, 0 written, \$0\.0020/)
    expect(writeHtml(report)).toContain('<th scope="row">small<td>1 reply, 2,000 read')
  })

  test('a model that nobody has counted has no numbers, and no cost', () => {
    const gone = use({model: 'local', replies: 1, uncounted: 1, inputTokens: 0, outputTokens: 0})
    const table = writeTable(sum([turn(), turn({models: [gone]})], {prices: {input: 1, output: 1}}))
    expect(table).toMatch(/ {2}local +1 reply, not counted\n/)
    expect(table).toMatch(/Tokens +1,000 read, 100 written, and 1 reply that was not counted/)
  })

  test.each<[string, Partial<ModelUse>]>([
    ['a reply that was not counted', {uncounted: 1}],
    ['a model without a price', {model: 'gone'}],
  ])('say that there was more when there was %s', (_name, more) => {
    const prices = new Map([['large', {input: 2, output: 10}]])
    const turns = [turn(), turn({models: [use(more)]})]
    const report = sum(turns, {prices})
    expect(report.cost?.isPartial).toBe(true)
    expect(writeTable(report)).toContain('at least $0.00')
    expect(writeHtml(report)).toContain('and what was not counted')
    expect(writeCsv(turns, report, prices).split('\r\n')[2]).toMatch(/(?:,,,|1000,100,,)0,/)
  })

  test('count sentences that the passages do not bear out, of the answers that were looked at', () => {
    const report = sum([turn(), turn({unsupported: 2}), turn({unsupported: null, answeredBy: 'quotes', models: []})])
    expect(report.unsupported).toEqual({checked: 2, answers: 1, sentences: 2})
    expect(writeTable(report)).toMatch(/Not in the sources +2 sentences in 1 of 2 answers by a model/)
    expect(writeTable(sum([]))).toMatch(/Not in the sources +–/)
  })

  test('of nothing are none', () => {
    const report = sum([])
    expect(report).toMatchObject({questions: {total: 0}, latency: {firstText: null}, unanswered: [], mostCited: []})
    expect(writeTable(report)).toContain('Questions           0')
    expect(writeHtml(report)).toContain('Nothing: every question found its section.')
  })
})

describe('the page', () => {
  test('is one file without script or request that shows questions as text', () => {
    const html = writeHtml(
      sum([
        unanswered('<script>alert(1)</script>'),
        turn({rating: 'negative', question: '"><img src=x onerror=alert(1)>', cited: ['/docs/<odd>']}),
      ]),
    )
    expect(html).not.toMatch(/<script|<img|<link|<iframe|@import|url\(/)
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(html).toContain("default-src 'none'")
    expect(html).toContain('What readers asked Robots &amp; more')
    expect(html).toContain('<a href="https://book.example/docs/control">Control</a>')
    expect(html.match(/<svg class="chart"/g)).toHaveLength(2)
    expect(html).toContain('prefers-color-scheme:dark')
  })

  test('never links to anything but the site’s pages over http', () => {
    const html = writeHtml(sum([turn({cited: ['javascript:alert(1)']})]))
    expect(html).not.toContain('href="javascript:')
  })
})

describe('the table', () => {
  test('fits a terminal and says where figures are missing', () => {
    const table = writeTable(sum([unanswered('How? '.repeat(60)), unanswered(null), turn()], {site: null}))
    expect(Math.max(...table.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100)
    expect(table).toMatch(/not in the text +2 \(67 %\)/)
    expect(table).toContain('1  whose text is not kept')
    expect(table).toContain('the content index could not be read')
    expect(table).toContain('set CHATKIT_PRICE_INPUT')
  })
})

describe('the lines for a spreadsheet', () => {
  test('are one a question, quoted where they must be, and never a formula', () => {
    const turns = [
      unanswered('=HYPERLINK("http://evil.example")', {askedAt: FROM}),
      unanswered('a "quoted", thing', {askedAt: FROM}),
      turn({askedAt: FROM, rating: 'positive'}),
    ]
    const prices = {input: 2, output: 10}
    const lines = writeCsv(turns, sum(turns), prices).split('\r\n')
    expect(lines[0]).toBe(
      'asked_at,outcome,rating,answered_by,first_text_ms,total_ms,models,input_tokens,output_tokens,cost_usd,unsupported,cluster,question,cited',
    )
    expect(lines[1]).toContain(`"'=HYPERLINK(""http://evil.example"")"`)
    expect(lines[2]).toContain('"a ""quoted"", thing"')
    expect(lines[3]).toBe(
      '2026-03-01T12:00:00.000Z,answered,positive,model,200,900,large,1000,100,0.003000,0,,,/docs/topics#qos',
    )
    expect(lines).toHaveLength(5)
  })
})
