import type {SiteInfo} from '../search/types.ts'
import {addressesIn} from './addresses.ts'
import type {LinkPolicy} from './links.ts'

/** Escapes and entities, which Markdown resolves in targets, and characters that browsers drop from addresses. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const DISGUISED = /\\|&#?\w+;|[\u0000-\u0020\u007F-\u009F\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF]/

/** What was retrieved in a turn. */
export interface Retrieved {
  readonly urls: ReadonlySet<string>
  /** The texts, with their code. */
  readonly evidence: readonly string[]
}

/**
 * Links of a model's answer lead to the site and to what was retrieved, nowhere else. An address that stands in a retrieved passage may
 * be shown as it is, but not behind a label: a passage that somebody else has written could ask for "log in here".
 */
export function createLinkPolicy(site: SiteInfo, retrieved: () => Retrieved): LinkPolicy {
  const leadsTo = (target: string): boolean =>
    retrieved().urls.has(target) || (!DISGUISED.test(target) && isOnSite(target, site))
  const shows = (address: string): boolean => {
    const plain = address.replace(/\\([!-/:-@[-`{-~])/g, '$1')
    if (leadsTo(plain) && URL.canParse(plain)) return true
    const {evidence} = retrieved()
    const mail = /^(?:mailto:)?([^@?]+@[^@?]+)$/i.exec(plain)?.[1]
    return evidence.some((text) => (mail === undefined ? addressesIn(text).has(plain) : text.includes(mail)))
  }
  return {leadsTo, shows}
}

/** Whether a target is of the site itself; one without a host or a leading slash is taken to be relative to the reader's page. */
function isOnSite(target: string, {url, baseUrl}: SiteInfo): boolean {
  const base = URL.parse(baseUrl, url)
  const to = URL.parse(target, base ?? undefined)
  if (base === null || to === null || to.origin !== base.origin || to.username !== '' || to.password !== '')
    return false
  const isRelative = !URL.canParse(target) && !target.startsWith('/')
  return isRelative || to.pathname.startsWith(base.pathname) || `${to.pathname}/` === base.pathname
}
