const LONGEST_EXTENSION = 16

// Controls, halves of characters, and what is invisible and changes how the rest is read: marks and overrides of direction (a file
// "gpj.exe" shown as "exe.jpg"), zero-width spaces, line separators, tags. The joiners stay: Persian and emoji are spelled with them.
const UNSEEN =
  /[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu

/**
 * A file's name as it may be stored and shown: the last part of a path, without what cannot be seen, of at most `maxLength` characters
 * (code points; an ending such as `.pdf` is kept). What has no name is called `file`.
 */
export function cleanName(name: string, maxLength: number): string {
  const [last = ''] = name.normalize('NFC').split(/[/\\]/).slice(-1)
  const clean = last
    .replace(UNSEEN, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[. ]+$/, '')
  return clean === '' ? 'file' : shorten(clean, maxLength)
}

function shorten(name: string, maxLength: number): string {
  const characters = Array.from(name)
  if (characters.length <= maxLength) return name
  const dot = characters.lastIndexOf('.')
  const ending = dot > 0 && characters.length - dot <= LONGEST_EXTENSION ? characters.slice(dot) : []
  return [...characters.slice(0, Math.max(1, maxLength - ending.length)), ...ending].slice(0, maxLength).join('')
}
