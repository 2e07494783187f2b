import type {Source} from 'chatkit-protocol'
import {safeHref} from '../links.ts'

/** Where a source can be opened; null when it is no page, or its address is not one to follow. */
export function sourceHref(source: Source): string | null {
  return source.type === 'url' ? safeHref(source.url) : null
}

/** What the marker in the text says: a number, unless the server gave an entity a label of its own. */
export function markerText(source: Source, number: number): string {
  return source.type === 'entity' && source.inline_label ? source.inline_label : String(number)
}

/** The line above the excerpt: where in the book, the site or the files the source stands. */
export function sourcePlace(source: Source): string | null {
  if (source.group) return source.group
  if (source.type === 'url') return source.attribution ?? hostOf(source.url)
  if (source.type === 'file') return source.filename === source.title ? null : source.filename
  return source.label ?? null
}

function hostOf(url: string): string | null {
  try {
    return new URL(url).hostname
  } catch {
    // A relative address is a page of this very site: its host tells the reader nothing.
    return null
  }
}
