import type {ThreadMetadata} from 'chatkit-protocol'
import type {MessageKey} from '../../i18n/index.ts'

export interface ThreadGroup {
  readonly key: Extract<MessageKey, 'today' | 'yesterday' | 'earlier'>
  readonly threads: readonly ThreadMetadata[]
}

const DAY_MS = 24 * 60 * 60 * 1000

function dayOf(thread: ThreadMetadata, midnight: number): ThreadGroup['key'] {
  const created = Date.parse(thread.created_at)
  if (created >= midnight) return 'today'
  return created >= midnight - DAY_MS ? 'yesterday' : 'earlier'
}

/** Threads by the day they began, in the reader's time zone, in the order they came. Empty groups are left out. */
export function groupByDay(threads: readonly ThreadMetadata[], now: Date): readonly ThreadGroup[] {
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime()
  return (['today', 'yesterday', 'earlier'] as const)
    .map((key) => ({key, threads: threads.filter((thread) => dayOf(thread, midnight) === key)}))
    .filter((group) => group.threads.length > 0)
}
