import path from 'node:path'
import type {PluginOptions} from '../options.ts'
import {readBuiltSite, writeAgentFiles, writeContentIndex} from './write.ts'

type Built = Parameters<typeof readBuiltSite>[0]

/** What follows each build: the pages are read once, for the index and for what other programs read. */
export async function writeAfterBuild(props: Built, {index, agents}: PluginOptions): Promise<void> {
  // A site that keeps search engines out does not invite other programs in.
  const hasAgents = (agents.llmsTxt || agents.markdown) && !props.siteConfig.noIndex
  if (!index.enabled && !hasAgents) return
  const result = await readBuiltSite(props, index.exclude)
  if (index.enabled) await writeContentIndex(result.index, path.join(props.outDir, index.filename))
  if (hasAgents) await writeAgentFiles(result, props, agents)
}
