import type {IconNode} from 'lucide'

/**
 * The icons of one bucket by name, see `bucket.ts`. Here all of Lucide is one; `vite.config.ts` puts a loader of small chunks in the
 * place of this file.
 */
export async function loadBucket(_bucket: number): Promise<Readonly<Record<string, IconNode>>> {
  const {icons} = await import('lucide')
  return icons
}
