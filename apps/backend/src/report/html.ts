import {drawLatency, drawTimeline} from './charts.ts'
import {escapeHtml} from './escape-html.ts'
import {formatCount, formatDay, formatMs, formatShare, formatUsd} from './format.ts'
import {STYLES} from './styles.ts'
import type {Report, SitePage} from './summary.ts'
import {nameOf, writeAuthors, writeModel, writeTokens, writeUnsupported} from './table.ts'

const ROWS = 10

/** The report as one file: no script, no request, light and dark. */
export function writeHtml(report: Report): string {
  const name = report.site?.title ?? 'the assistant'
  const title = `What readers asked ${name}`
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>${STYLES}</style>
<main>
<header><h1>${escapeHtml(title)}</h1><p>${formatDay(report.from)} to ${formatDay(report.to)}, in UTC. Greetings are left out.</p></header>
${writeTiles(report)}
${card(
  'Questions over time',
  `<ul class="legend"><li class="answered">Answered with a source<li class="unanswered">Not in the text<li class="other">Stopped or failed</ul>${drawTimeline(report.timeline)}`,
)}
<div class="columns">
${card('Asked and not answered', writeUnanswered(report))}
${card('Rated low', writeLowRated(report))}
${card('Cited most', writeCited(report))}
${card('Never cited', writeNeverCited(report))}
${card('Time until the first words, up to', report.latency.firstText === null ? none('No answers yet.') : drawLatency(report.latency.histogram))}
${card('How answers were made', writeMade(report))}
</div>
<footer>Questions are kept only where they were not answered or were rated low, and for a limited time. They carry no session.</footer>
</main>
</html>
`
}

function writeTiles({questions, ratings, latency, cost}: Report): string {
  const tiles: [string, string, string][] = [
    [
      'Questions',
      formatCount(questions.total),
      `${formatCount(questions.stopped)} stopped, ${formatCount(questions.failed)} failed`,
    ],
    ['Answered', formatShare(questions.answered, questions.total), `${formatCount(questions.answered)} with a source`],
    [
      'Not in the text',
      formatShare(questions.unanswered, questions.total),
      `${formatCount(questions.unanswered)} questions`,
    ],
    ['Rated', `${formatCount(ratings.positive)} / ${formatCount(ratings.negative)}`, 'good / low'],
    [
      'First words',
      latency.firstText === null ? '–' : formatMs(latency.firstText.p50),
      latency.firstText === null ? 'no answers yet' : `median; p95 ${formatMs(latency.firstText.p95)}`,
    ],
    ...(cost === null ? [] : [['Cost', formatUsd(cost.total), writePart(cost)] satisfies [string, string, string]]),
  ]
  const drawn = tiles.map(
    ([name, value, more]) => `<div><dt>${name}</dt><dd>${value}</dd><dd class="more">${more}</dd></div>`,
  )
  return `<dl class="tiles">${drawn.join('')}</dl>`
}

function writePart({perAnswer, isPartial}: NonNullable<Report['cost']>): string {
  if (perAnswer === null) return 'no answer by a model'
  return `${formatUsd(perAnswer)} an answer${isPartial ? ', and what was not counted' : ''}`
}

function writeUnanswered({unanswered, unansweredWithoutText: hidden}: Report): string {
  const most = Math.max(1, ...unanswered.map(({count}) => count))
  const rows = unanswered.map(({label, count, lastAsked, questions}) => {
    const bar = writeBar(escapeHtml(label), count, most, 'unanswered')
    const wordings = questions.map(
      ({text, count: times}) => `<li>${escapeHtml(text)}${times > 1 ? ` <small>× ${formatCount(times)}</small>` : ''}`,
    )
    return questions.length === 1 && count === 1
      ? `<li>${bar}`
      : `<li><details><summary>${bar}</summary><ul>${wordings.join('')}</ul><small>Last asked ${formatDay(lastAsked)}</small></details>`
  })
  const rest = hidden === 0 ? '' : `<p class="none">And ${formatCount(hidden)} whose text is not kept.</p>`
  return rows.length === 0 && hidden === 0 ? none('Nothing: every question found its section.') : writeRows(rows) + rest
}

function writeLowRated({lowRated, site}: Report): string {
  const rows = lowRated.map(({askedAt, question, pages}) => {
    const links = pages.map((page) => writeLink(page, site)).join(', ')
    const asked = question === null ? '<i>text not kept</i>' : escapeHtml(question)
    return `<li>${asked}<br><small>${formatDay(askedAt)}${links === '' ? '' : ` · cited ${links}`}</small>`
  })
  return rows.length === 0 ? none('Nothing.') : writeRows(rows)
}

function writeCited({mostCited, site}: Report): string {
  const most = Math.max(1, ...mostCited.map(({answers}) => answers))
  const rows = mostCited.map(({answers, ratedLow, ...page}) => {
    const low = ratedLow === 0 ? '' : ` <small>${formatCount(ratedLow)} rated low</small>`
    return `<li>${writeBar(writeLink(page, site) + low, answers, most, 'answered')}`
  })
  return rows.length === 0 ? none('No page yet.') : writeRows(rows)
}

function writeNeverCited({neverCited, site}: Report): string {
  if (neverCited === null) return none('Unknown: the content index could not be read.')
  if (neverCited.length === 0) return none('Every page was cited.')
  return writeRows(neverCited.map((page) => `<li>${writeLink(page, site)}`))
}

function writeMade({answeredBy, tokens, cost, latency, models, unsupported}: Report): string {
  const rows: [string, string][] = [
    ['Written', writeAuthors(answeredBy)],
    ['Tokens', writeTokens(tokens)],
    ...(models.length > 1
      ? models.map((row): [string, string] => [escapeHtml(nameOf(row)), escapeHtml(writeModel(row))])
      : []),
    ['Not in the sources', writeUnsupported(unsupported)],
    [
      'Whole answer',
      latency.total === null ? '–' : `median ${formatMs(latency.total.p50)}, p95 ${formatMs(latency.total.p95)}`,
    ],
    ...(cost === null ? [['Cost', 'unknown without prices'] satisfies [string, string]] : []),
  ]
  return `<table>${rows.map(([name, value]) => `<tr><th scope="row">${name}<td>${value}`).join('')}</table>`
}

/** The first rows, the others behind a click. */
function writeRows(rows: readonly string[]): string {
  const list = (some: readonly string[]): string => `<ul class="rows">${some.join('')}</ul>`
  const rest = rows.slice(ROWS)
  const more =
    rest.length === 0 ? '' : `<details><summary>${formatCount(rest.length)} more</summary>${list(rest)}</details>`
  return list(rows.slice(0, ROWS)) + more
}

function writeBar(label: string, count: number, most: number, className: string): string {
  const width = Math.round((1000 * count) / most) / 10
  return `<span class="bar"><span class="name" dir="auto">${label}</span><b>${formatCount(count)}</b><svg height="6" aria-hidden="true"><rect class="track" width="100%" height="6" rx="3"/><rect class="${className}" width="${width}%" height="6" rx="3"/></svg></span>`
}

function writeLink({url, title}: SitePage, site: Report['site']): string {
  const label = escapeHtml(title)
  if (site === null || !URL.canParse(url, site.url)) return label
  const target = new URL(url, site.url)
  return /^https?:$/.test(target.protocol) ? `<a href="${escapeHtml(target.href)}">${label}</a>` : label
}

function card(title: string, content: string): string {
  return `<section><h2>${title}</h2>${content}</section>`
}

function none(text: string): string {
  return `<p class="none">${text}</p>`
}
