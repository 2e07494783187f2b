import {readFile, writeFile} from 'node:fs/promises'
import {outline} from './compare/outline.js'
import {fileOf, isCompared} from './scenarios.js'

const WIDTH = 120

/**
 * Writes what was seen into a scenario's steps that have nothing pinned yet: `sees`, or both outcomes of a deviation. What is pinned
 * already stays: delete it first to pin anew. Read what was written before you believe it.
 */
export async function pin(scenario, reference, ours) {
  const file = fileOf(scenario)
  const json = JSON.parse(await readFile(file, 'utf8'))
  for (const [index, step] of json.steps.entries()) {
    if (!isCompared(step) || reference[index].failed || ours[index].failed) continue
    if (step.expect === 'deliberate') step.outcomes ??= {reference: reference[index], ours: ours[index]}
    else step.sees ??= outline(reference[index])
  }
  await writeFile(file, `${write(json)}\n`)
}

/** JSON in which everything that fits stands in one line. */
export function write(value, indent = '', before = 0) {
  const short = inline(value)
  if (value === null || typeof value !== 'object' || indent.length + before + short.length < WIDTH - 2) return short
  const inner = `${indent}  `
  const lines = Array.isArray(value)
    ? value.map((entry) => inner + write(entry, inner))
    : Object.entries(value).map(([key, entry]) => {
        const name = `${JSON.stringify(key)}: `
        return inner + name + write(entry, inner, name.length)
      })
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  return `${open}\n${lines.join(',\n')}\n${indent}${close}`
}

function inline(value) {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  return `{${Object.entries(value)
    .map(([key, entry]) => `${JSON.stringify(key)}: ${inline(entry)}`)
    .join(', ')}}`
}
