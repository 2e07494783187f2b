/** What stands for "I do not know". */
export const UNKNOWN_TYPE = 'application/octet-stream'

/** Images that every browser shows and in which nothing can run. SVG is none of them. */
const PLAIN_IMAGES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'])

/** Media types by which browsers would run what stands in a file. */
const ACTIVE = /html|xml|svg|script/

/** A media type without parameters, in lower case; what is none, or empty, is {@link UNKNOWN_TYPE}. */
export function mediaType(value: string): string {
  const [essence = ''] = value.toLowerCase().split(';')
  const type = essence.trim()
  if (type === 'image/jpg') return 'image/jpeg'
  return /^[a-z0-9!#$&^_.+-]{1,63}\/[a-z0-9!#$&^_.+-]{1,127}$/.test(type) ? type : UNKNOWN_TYPE
}

/** Whether a media type is among patterns such as `image/png`, `image/*` and `*\/*`. */
export function matchesType(type: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    const wanted = pattern.toLowerCase()
    return wanted === type || wanted === '*/*' || (wanted.endsWith('/*') && type.startsWith(wanted.slice(0, -1)))
  })
}

/** Whether a type is an image that may be shown in a page. */
export function isPlainImage(type: string): boolean {
  return PLAIN_IMAGES.has(type)
}

/** The type under which a file may be given out: none that makes a browser run it. */
export function servedType(type: string): string {
  return ACTIVE.test(type) ? UNKNOWN_TYPE : type
}

/** Whether files of this type are text. */
export function isTextType(type: string): boolean {
  return (
    type.startsWith('text/') ||
    /[/+](?:json|xml|yaml|x-yaml|toml|javascript|x-javascript|ecmascript|typescript|x-ndjson|rtf|sql|x-sh|x-tex)$/.test(
      type,
    )
  )
}
