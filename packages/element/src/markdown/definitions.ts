import type {Block, LinkDefinition, Note, Run} from './parse/ast.ts'
import type {Parsed} from './parse/document.ts'
import {normalizeLabel} from './parse/links.ts'

/** A note with the number that the reader sees: notes count in the order of their definitions, so no number ever changes. */
export type NumberedNote = {number: number; note: Note}

/**
 * What the labels of a growing text mean, and since when. A definition that comes late changes the look of blocks that were
 * finished long ago; by `isStale` only those that use its label are rendered again.
 */
export class DefinitionIndex {
  /** Grows with every change of meaning. */
  revision = 0
  notes: readonly NumberedNote[] = []
  #links = new Map<string, LinkDefinition>()
  #noteByLabel = new Map<string, NumberedNote>()
  readonly #changedAt = new Map<string, number>()

  link = (label: string): LinkDefinition | undefined => this.#links.get(label)
  note = (label: string): NumberedNote | undefined => this.#noteByLabel.get(label)
  hasNote = (label: string): boolean => this.#noteByLabel.has(label)

  update({definitions, tail}: Parsed): void {
    this.#updateLinks(new Map([...tail.links, ...definitions.links]))
    this.#updateNotes(new Map([...tail.notes, ...definitions.notes]), definitions.notes)
  }

  /** Do any of the labels mean something else than at that revision? */
  isStale(labels: ReadonlySet<string>, revision: number): boolean {
    for (const label of labels) if ((this.#changedAt.get(label) ?? 0) > revision) return true
    return false
  }

  #updateLinks(links: Map<string, LinkDefinition>): void {
    for (const label of new Set([...this.#links.keys(), ...links.keys()])) {
      const [before, after] = [this.#links.get(label), links.get(label)]
      if (before?.href !== after?.href || before?.title !== after?.title) this.#markChanged(label)
    }
    this.#links = links
  }

  #updateNotes(all: Map<string, Note>, finished: Map<string, Note>): void {
    const labels = new Set([...finished.keys(), ...all.keys()])
    const noteByLabel = new Map<string, NumberedNote>()
    for (const label of labels) {
      const note = all.get(label)
      if (note) noteByLabel.set(label, {number: noteByLabel.size + 1, note})
    }
    for (const label of new Set([...this.#noteByLabel.keys(), ...noteByLabel.keys()])) {
      const [before, after] = [this.#noteByLabel.get(label), noteByLabel.get(label)]
      if (before?.number !== after?.number) this.#markChanged(`^${label}`)
    }
    this.#noteByLabel = noteByLabel
    this.notes = [...noteByLabel.values()]
  }

  #markChanged(label: string): void {
    this.#changedAt.set(label, ++this.revision)
  }
}

const LABEL = /\[((?:\\.|[^[\]\\]){1,999})\]/gs

const known = new WeakMap<Block, ReadonlySet<string>>()

/** Every label that the block may refer to. */
export const labelsOf = (block: Block): ReadonlySet<string> => {
  const cached = known.get(block)
  if (cached) return cached
  const labels = new Set<string>()
  for (const {text} of runsOf(block)) {
    for (const [, label = ''] of text.includes('[') ? text.matchAll(LABEL) : []) labels.add(normalizeLabel(label))
  }
  for (const child of 'children' in block ? block.children : []) {
    for (const label of labelsOf(child)) labels.add(label)
  }
  known.set(block, labels)
  return labels
}

const runsOf = (block: Block): readonly Run[] => {
  if (block.type === 'paragraph' || block.type === 'heading') return [block.run]
  if (block.type === 'table') return [block.head, ...block.rows].flatMap(({cells}) => cells)
  return []
}
