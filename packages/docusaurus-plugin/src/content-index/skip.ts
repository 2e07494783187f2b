import type {Element} from 'domhandler'
import {classesOf} from './dom.ts'

const SKIPPED_TAGS = new Set([
  'audio',
  'button',
  'canvas',
  'dialog',
  'embed',
  'footer',
  'form',
  'iframe',
  'link',
  'map',
  'meta',
  'nav',
  'noscript',
  'object',
  'openai-chatkit',
  'script',
  'select',
  'style',
  'svg',
  'template',
  'textarea',
  'title',
  'video',
])

const SKIPPED_CLASSES = new Set([
  'hash-link',
  'katex-html',
  'pagination-nav',
  'table-of-contents',
  'theme-back-to-top-button',
  'theme-doc-breadcrumbs',
  'theme-doc-footer',
  'theme-doc-toc-desktop',
  'theme-doc-toc-mobile',
  'theme-doc-version-badge',
  'theme-doc-version-banner',
  'theme-draft-banner',
  'theme-edit-this-page',
  'theme-unlisted-banner',
])

/** What stands on the page but is not part of what it says: controls, navigation, decoration, links to itself. */
export function isSkipped(element: Element): boolean {
  const {attribs, name} = element
  if (SKIPPED_TAGS.has(name)) return true
  if (attribs['aria-hidden'] === 'true' || 'data-footnote-ref' in attribs || 'data-footnote-backref' in attribs)
    return true
  // The panels of unselected tabs are hidden, and are content all the same.
  if ('hidden' in attribs && attribs['hidden'] !== 'until-found' && attribs['role'] !== 'tabpanel') return true
  return classesOf(element).some((name) => SKIPPED_CLASSES.has(name))
}
