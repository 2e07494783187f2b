import type {Prices} from '../config/model.ts'
import type {SiteInfo} from '../search/types.ts'
import {clusterQuestions, type Asked, type Cluster} from './clusters.ts'
import {addUp, costOf} from './cost.ts'
import type {StoredTurn} from './report-store.ts'
import type {ModelUse} from './turn-record.ts'

const DAY = 24 * 60 * 60_000
/** Longer times are shown by weeks. */
const MAX_DAYS = 62

/** A page of the site as the content index knows it. */
export interface SitePage {
  /** Site path without anchor. */
  readonly url: string
  readonly title: string
}

export interface SummaryInput {
  readonly turns: readonly StoredTurn[]
  /** Milliseconds since 1970; `to` is not included. */
  readonly from: number
  readonly to: number
  /** Null when the content index could not be read. */
  readonly site: {readonly info: SiteInfo; readonly pages: readonly SitePage[]} | null
  readonly prices: Prices | null
}

export interface Percentiles {
  readonly p50: number
  readonly p95: number
}

export interface PageCount extends SitePage {
  /** Answers that cite it. */
  readonly answers: number
  /** Those of them that were rated low. */
  readonly ratedLow: number
}

export interface LowRated {
  /** ISO 8601, UTC. */
  readonly askedAt: string
  /** Null when it was not kept, or is not any more. */
  readonly question: string | null
  readonly pages: readonly SitePage[]
}

/** The owner's report, as it is written as JSON. Times are ISO 8601 in UTC, durations milliseconds, costs US dollars. */
export interface Report {
  readonly from: string
  readonly to: string
  readonly site: {readonly title: string; readonly url: string} | null
  readonly questions: {
    /** All but greetings. */
    readonly total: number
    readonly answered: number
    readonly unanswered: number
    readonly stopped: number
    readonly failed: number
    /** Greetings and the like. */
    readonly talk: number
  }
  readonly ratings: {readonly positive: number; readonly negative: number}
  readonly timeline: {
    readonly step: 'day' | 'week'
    readonly steps: readonly {
      readonly start: string
      readonly answered: number
      readonly unanswered: number
      readonly other: number
    }[]
  }
  readonly unanswered: readonly (Omit<Cluster, 'lastAsked'> & {readonly lastAsked: string})[]
  /** Unanswered questions whose text was not kept, or is not any more. */
  readonly unansweredWithoutText: number
  readonly lowRated: readonly LowRated[]
  readonly mostCited: readonly PageCount[]
  /** Null when the content index could not be read. */
  readonly neverCited: readonly SitePage[] | null
  readonly latency: {
    readonly firstText: Percentiles | null
    readonly total: Percentiles | null
    readonly histogram: readonly LatencyStep[]
  }
  readonly answeredBy: {readonly model: number; readonly quotes: number; readonly fallback: number}
  /** Answers of a model that were held against their passages, and what was found: see `src/support`. */
  readonly unsupported: {readonly checked: number; readonly answers: number; readonly sentences: number}
  readonly tokens: {
    readonly input: number
    readonly output: number
    /** Replies whose tokens nobody has counted. */
    readonly uncounted: number
  }
  /** Most used first. */
  readonly models: readonly ModelRow[]
  /** Null without prices. */
  readonly cost: {
    readonly total: number
    readonly perAnswer: number | null
    /** Whether there was more than that: replies that were not counted, or models without a price. */
    readonly isPartial: boolean
  } | null
}

export interface ModelRow extends ModelUse {
  /** Null without a price. */
  readonly cost: number | null
}

export interface LatencyStep {
  /** Milliseconds until the first words, up to this; null = longer than the step before. */
  readonly upTo: number | null
  readonly answers: number
}

const LATENCY_STEPS = [100, 250, 500, 1_000, 2_000, 5_000]

/** Adds up what was stored. Pure. */
export function summarise({turns, from, to, site, prices}: SummaryInput): Report {
  const asked = turns.filter(({outcome}) => outcome !== 'talk')
  const count = (outcome: StoredTurn['outcome']): number => turns.filter((turn) => turn.outcome === outcome).length
  const rated = (kind: 'positive' | 'negative'): StoredTurn[] => turns.filter(({rating}) => rating === kind)
  const by = (who: StoredTurn['answeredBy']): number => asked.filter(({answeredBy}) => answeredBy === who).length
  const done = asked.filter(({outcome}) => outcome === 'answered' || outcome === 'unanswered')
  const firsts = done.flatMap(({firstTextMs}) => (firstTextMs === null ? [] : [firstTextMs]))
  const unanswered = withoutRepeats(turns.filter(({outcome}) => outcome === 'unanswered'))
  const kept = unanswered.flatMap(({question: text, askedAt}): Asked[] => (text === null ? [] : [{text, askedAt}]))
  const pages = new PageTitles(site?.pages ?? [])
  const mostCited = countPages(turns, pages)
  const citedUrls = new Set(mostCited.map(({url}) => url))
  const models = addUp(turns.flatMap((turn) => turn.models)).map((use): ModelRow => {
    const cost = prices === null ? null : costOf(use, prices)
    return Object.assign({cost}, use)
  })
  const checked = turns.flatMap(({unsupported}) => (unsupported === null ? [] : [unsupported]))
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    site: site === null ? null : {title: site.info.title, url: new URL(site.info.baseUrl, site.info.url).href},
    questions: {
      total: asked.length,
      answered: count('answered'),
      unanswered: count('unanswered'),
      stopped: count('stopped'),
      failed: count('failed'),
      talk: count('talk'),
    },
    ratings: {positive: rated('positive').length, negative: rated('negative').length},
    timeline: readTimeline(asked, from, to),
    unanswered: clusterQuestions(kept).map(({label, count: times, lastAsked, questions}) => ({
      label,
      count: times,
      lastAsked: new Date(lastAsked).toISOString(),
      questions,
    })),
    unansweredWithoutText: unanswered.length - kept.length,
    lowRated: rated('negative')
      .toReversed()
      .map(({askedAt, question, cited}) => ({
        askedAt: new Date(askedAt).toISOString(),
        question,
        pages: [...new Set(cited.map(pageOf))].map((url) => pages.get(url)),
      })),
    mostCited,
    neverCited: site === null ? null : site.pages.filter(({url}) => !citedUrls.has(url)),
    latency: {
      firstText: percentiles(firsts),
      total: percentiles(done.map(({totalMs}) => totalMs)),
      histogram: readHistogram(firsts),
    },
    answeredBy: {model: by('model'), quotes: by('quotes'), fallback: by('fallback')},
    unsupported: {
      checked: checked.length,
      answers: checked.filter((sentences) => sentences > 0).length,
      sentences: sum(checked),
    },
    tokens: {
      input: sum(models.map(({inputTokens}) => inputTokens)),
      output: sum(models.map(({outputTokens}) => outputTokens)),
      uncounted: sum(models.map(({uncounted}) => uncounted)),
    },
    models,
    cost: prices === null ? null : readCost(models, by('model')),
  }
}

/** Pages of the content index by their URL; one that is not there any more is called by its path. */
class PageTitles {
  readonly #pages: Map<string, SitePage>

  constructor(pages: readonly SitePage[]) {
    this.#pages = new Map(pages.map((page) => [page.url, page]))
  }

  get(url: string): SitePage {
    return this.#pages.get(url) ?? {url, title: url}
  }
}

/** The page of a section. */
export function pageOf(url: string): string {
  return url.replace(/#.*/s, '')
}

/** Whoever lets the same question be answered again has asked it once. */
function withoutRepeats(turns: readonly StoredTurn[]): StoredTurn[] {
  const seen = new Set<string>()
  return turns.filter(({questionId}) => {
    if (questionId === null) return true
    if (seen.has(questionId)) return false
    seen.add(questionId)
    return true
  })
}

function countPages(turns: readonly StoredTurn[], pages: PageTitles): PageCount[] {
  const counts = new Map<string, {answers: number; ratedLow: number}>()
  for (const {cited, rating} of turns) {
    for (const url of new Set(cited.map(pageOf))) {
      const known = counts.get(url) ?? {answers: 0, ratedLow: 0}
      counts.set(url, {answers: known.answers + 1, ratedLow: known.ratedLow + (rating === 'negative' ? 1 : 0)})
    }
  }
  return [...counts]
    .map(([url, {answers, ratedLow}]) => ({url, title: pages.get(url).title, answers, ratedLow}))
    .toSorted((a, b) => b.answers - a.answers || (a.url < b.url ? -1 : 1))
}

function readTimeline(turns: readonly StoredTurn[], from: number, to: number): Report['timeline'] {
  const step = to - from > MAX_DAYS * DAY ? 'week' : 'day'
  const length = step === 'week' ? 7 * DAY : DAY
  const first = Math.floor(from / DAY) * DAY
  const steps = Array.from({length: Math.max(1, Math.ceil((to - first) / length))}, (_, index) => ({
    start: new Date(first + index * length).toISOString().slice(0, 10),
    answered: 0,
    unanswered: 0,
    other: 0,
  }))
  for (const {askedAt, outcome} of turns) {
    const at = steps[Math.floor((askedAt - first) / length)]
    if (at !== undefined) at[outcome === 'answered' || outcome === 'unanswered' ? outcome : 'other'] += 1
  }
  return {step, steps}
}

/** By nearest rank. */
function percentiles(values: readonly number[]): Percentiles | null {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
  return sorted.length === 0 ? null : {p50: at(0.5), p95: at(0.95)}
}

function readHistogram(values: readonly number[]): LatencyStep[] {
  const edges = [0, ...LATENCY_STEPS, Infinity]
  return edges.slice(1).map((upTo, index) => ({
    upTo: upTo === Infinity ? null : upTo,
    answers: values.filter((value) => (index === 0 || value > (edges[index] ?? 0)) && value <= upTo).length,
  }))
}

function readCost(models: readonly ModelRow[], answers: number): NonNullable<Report['cost']> {
  const total = sum(models.map(({cost}) => cost ?? 0))
  return {
    total,
    perAnswer: answers === 0 ? null : total / answers,
    isPartial: models.some(({cost, uncounted}) => cost === null || uncounted > 0),
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
