import config from '@chatkit/client-config'
import type {PageContext, TransportOptions} from 'chatkit-transport'

/** The default export of the module that the option `clientConfig` names: what cannot be said in JSON. */
export interface ClientConfig {
  /**
   * What of the page travels with a question. Gets what would travel, and returns what does; undefined for nothing. Not asked
   * when the reader has taken the page out. If it throws nothing travels.
   */
  transformPageContext?: (page: PageContext) => PageContext | undefined
  /** The secret of a session, from a place of the owner's own; `existing` is one that is refused by now, or null. */
  getClientSecret?: (existing: string | null) => Promise<string>
}

/** The page's context as the owner wants it to be told. */
export function transformPageContext(page: PageContext | undefined): PageContext | undefined {
  if (!page || !config.transformPageContext) return page
  try {
    return config.transformPageContext(page)
  } catch (error) {
    // It is there to hold something back. The page's own log gets the error.
    reportError(error)
    return undefined
  }
}

/** For the transport: the owner's way to a secret, if there is one. */
export const ownSecret = (): Pick<TransportOptions, 'getClientSecret'> =>
  config.getClientSecret ? {getClientSecret: config.getClientSecret} : {}
