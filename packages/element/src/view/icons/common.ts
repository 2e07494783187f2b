import type {CoreIcon} from './core.ts'

/** ChatKit's icon names whose drawing is loaded anyway. */
export const commonIcons: Readonly<Record<string, CoreIcon>> = {
  'book-open': 'book',
  check: 'check',
  'chevron-right': 'chevron',
  'circle-question': 'question',
  compass: 'compass',
  document: 'file',
  info: 'info',
  lightbulb: 'idea',
  search: 'search',
  sparkle: 'sparkle',
  write: 'rename',
  'write-alt2': 'compose',
  'back-small': 'back',
  'back-large': 'back',
  history: 'history',
  compose: 'compose',
  close: 'close',
}
