import type {Directive, Need} from './needs.ts'

/** A need and the place that has it. */
export interface PlacedNeed extends Need {
  /** File of the build, or what else it comes from. */
  place: string
}

/** Why an entry stands in a policy. */
export interface Reason {
  directive: Directive
  source: string
  why: string
  /** The first place that needs it, and how many more do. */
  place: string
  others: number
}

export interface Policy {
  /** The value of the header `Content-Security-Policy`. */
  header: string
  /** One for each entry beyond `'self'`, in the order of the header. */
  reasons: Reason[]
}

const ORDER: Directive[] = [
  'script-src',
  'style-src',
  'style-src-attr',
  'img-src',
  'font-src',
  'media-src',
  'connect-src',
  'frame-src',
  'manifest-src',
  'object-src',
  'base-uri',
  'form-action',
]

/** Those that `default-src` says nothing about, and those that most sites need nothing for, with what they are then. */
const UNUSED: {[directive in Directive]?: string} = {
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'self'",
}

/**
 * The smallest policy that allows all needs. All else is left to `default-src 'self'`: what a page loads ahead, and workers, come
 * from the site itself. Two policies of equal effect are told apart by their length.
 */
export function createPolicy(needs: PlacedNeed[]): Policy {
  const entries = groupBySource(dropCovered(needs))
  const parts = ["default-src 'self'"]
  for (const directive of ORDER) {
    const sources = [...(entries.get(directive)?.keys() ?? [])]
    const isDefault = sources.length === 0 || (sources.length === 1 && sources[0] === "'self'")
    if (!isDefault) parts.push(`${directive} ${sources.join(' ')}`)
    else if (UNUSED[directive]) parts.push(`${directive} ${sources[0] ?? UNUSED[directive]}`)
  }
  const reasons = ORDER.flatMap((directive) => Array.from(entries.get(directive)?.values() ?? []))
  return {
    header: [...parts, "frame-ancestors 'self'"].join('; '),
    reasons: reasons.filter(({source}) => source !== "'self'"),
  }
}

/** Where any inline style is allowed, hashes would take that back, and style attributes need no word of their own. */
function dropCovered(needs: PlacedNeed[]): PlacedNeed[] {
  const allowsStyles = needs.some(({directive, source}) => directive === 'style-src' && source === "'unsafe-inline'")
  if (!allowsStyles) return needs
  return needs.filter(
    ({directive, source}) =>
      directive !== 'style-src-attr' && !(directive === 'style-src' && source.startsWith("'sha256-")),
  )
}

/** Each directive with its sources in a lasting order: `'self'` first, whatever file was read first. */
function groupBySource(needs: PlacedNeed[]): Map<Directive, Map<string, Reason>> {
  const entries = new Map<Directive, Map<string, Reason>>()
  const places = new Map<Reason, Set<string>>()
  for (const {directive, source, why, place} of needs) {
    const sources = entries.get(directive) ?? new Map<string, Reason>()
    entries.set(directive, sources)
    const reason = sources.get(source) ?? {directive, source, why, place, others: 0}
    sources.set(source, reason)
    const known = places.get(reason) ?? new Set()
    places.set(reason, known.add(place))
    reason.others = known.size - 1
  }
  const rank = (source: string) => (source === "'self'" ? 0 : source.startsWith("'") ? 1 : 2)
  for (const [directive, sources] of entries) {
    const sorted = [...sources].toSorted(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
    entries.set(directive, new Map(sorted))
  }
  return entries
}
