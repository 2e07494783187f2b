import config from '@chatkit/client-config'
import type {ChatKitOptions} from '@openai/chatkit'
import type {UseChatKitOptions} from '@openai/chatkit-react'
import type {GetClientSecret, PageContext, TransportOptions} from 'chatkit-transport'

/** The default export of the module that the option `clientConfig` names: what cannot be said in JSON. */
export interface ClientConfig {
  /**
   * What of the page travels with a question. Gets what would travel, and returns what does; undefined for nothing. Not asked
   * when the reader has taken the page out. If it throws nothing travels.
   */
  transformPageContext?: (page: PageContext) => PageContext | undefined
  /**
   * A session from a place of the owner's own: its secret, or better the whole reply of the backend's session endpoint; `existing` is
   * the secret that is refused by now, or null.
   */
  getClientSecret?: GetClientSecret
  /**
   * Whether the reader has agreed in a place of the owner's own, such as a banner: then the panel does not ask. Only with the
   * option `consent`; asked each time that the panel opens. If it throws the reader is asked.
   */
  hasConsent?: () => boolean
  /** Answers a tool call that the backend makes in the reader's browser. */
  onClientTool?: NonNullable<ChatKitOptions['onClientTool']>
  /** Does what the backend's client effects say: shows something in the page, say. */
  onEffect?: NonNullable<UseChatKitOptions['onEffect']>
  /** A `chatkit-link://` in an answer was followed. */
  onDeeplink?: NonNullable<UseChatKitOptions['onDeeplink']>
  /** What becomes of a click on a source or tag that is an entity of the owner's own. */
  entities?: NonNullable<ChatKitOptions['entities']>
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

/** For the element: what the backend may ask of the page. */
export const ownHandlers = (): Partial<UseChatKitOptions> => {
  const {onClientTool, onEffect, onDeeplink, entities} = config
  return {
    ...(onClientTool && {onClientTool}),
    ...(onEffect && {onEffect}),
    ...(onDeeplink && {onDeeplink}),
    ...(entities && {entities}),
  }
}

/** Whether the owner knows already that the reader agrees. */
export function hasOwnConsent(): boolean {
  try {
    return config.hasConsent?.() ?? false
  } catch (error) {
    reportError(error)
    return false
  }
}
