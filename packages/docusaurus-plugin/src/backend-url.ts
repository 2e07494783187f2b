import type {PluginOptions} from './options.ts'

/**
 * The address for this run of Docusaurus. Only a production build insists on one: a build that fell back to localhost
 * would look fine to its author and be broken for every reader.
 */
export function selectBackendUrl({backendUrl}: PluginOptions, mode: string | undefined): string {
  if (mode !== 'production') return backendUrl.development
  if (backendUrl.production !== undefined) return backendUrl.production
  throw new Error(
    "docusaurus-plugin-chatkit does not know where the backend answers for readers of the built site. Set backendUrl in docusaurus.config, for example backendUrl: {production: 'https://assistant.example.org'}, backendUrl: '/' for the site's own origin, or backendUrl: 'http://localhost:8000' to try a build on this machine.",
  )
}
