import type {Plugin, Props} from '@docusaurus/types'

/** The command line that a plugin may add commands to. */
export type Cli = Parameters<NonNullable<Plugin['extendCli']>>[0]

/** Loads a site as Docusaurus does, without building it. */
export type LoadSite = (options: {siteDir: string; outDir?: string; locale?: string; config?: string}) => Promise<Props>

export async function loadWithDocusaurus(options: Parameters<LoadSite>[0]): Promise<Props> {
  // Docusaurus has no public way to load a site; its own commands begin with this.
  const {loadSite} = await import('@docusaurus/core/lib/server/site.js')
  return (await loadSite(options)).props
}
