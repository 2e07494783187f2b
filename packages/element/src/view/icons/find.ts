import type {IconNode} from 'lucide'
import {bucketOf} from './bucket.ts'
import {loadBucket} from './lucide.ts'

const PREFIX = 'lucide:'

const toPascal = (name: string) => name.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

/**
 * Fetches the drawing of one of ChatKit's names, or of Lucide's as `lucide:<name>`. All of Lucide is 100 KB gzipped, so only the part
 * with that icon comes.
 *
 * @returns null for names that nobody knows, which then show nothing.
 */
export async function findIcon(name: string): Promise<IconNode | null> {
  const own = name.startsWith(PREFIX) ? null : ownValue((await import('./chatkit.ts')).chatKitIcons, name)
  if (own) return own
  const key = toPascal(name.replace(PREFIX, ''))
  return ownValue(await loadBucket(bucketOf(key)), key)
}

const ownValue = <Value>(record: Readonly<Record<string, Value>>, key: string): Value | null =>
  Object.hasOwn(record, key) ? (record[key] ?? null) : null
