/** Limits on what one request may carry. Each has a default; a limit cannot be switched off, only raised. */
export interface Limits {
  /** Characters (code points) of a user's message, and of its quoted text. Default 4,000. */
  maxMessageLength: number
  /** Attachments of one message. Default 10. */
  maxAttachments: number
  /** Characters of a thread's title. Default 200. */
  maxTitleLength: number
  /** Items named in one feedback. Default 100. */
  maxFeedbackItems: number
  /**
   * Milliseconds that a turn may take, however busy it is. It is then stopped, its partial text kept: a hook that hangs must not keep
   * its thread for ever. Default 600,000 (ten minutes).
   */
  maxTurnMs: number
  /** Characters that the log of a run may grow to; the turn is then stopped, its partial text kept. Default 16 Mi. */
  maxRunChars: number
}

export const DEFAULT_LIMITS: Limits = {
  maxMessageLength: 4000,
  maxAttachments: 10,
  maxTitleLength: 200,
  maxFeedbackItems: 100,
  maxTurnMs: 600_000,
  maxRunChars: 16 * 1024 * 1024,
}

/** The limits with defaults filled in. */
export function resolveLimits(limits: Partial<Limits> = {}): Limits {
  return fillLimits(DEFAULT_LIMITS, limits)
}

/** Limits with defaults filled in. One that is unknown, or no positive whole number, throws: a typo must not switch it off. */
export function fillLimits<Known extends {[Name in keyof Known]: number}>(
  defaults: Known,
  limits: Partial<Known>,
): Known {
  const resolved = {...defaults}
  for (const [name, value] of Object.entries<number | undefined>(limits)) {
    if (value === undefined) continue
    if (!(name in defaults)) {
      throw new TypeError(`Unknown limit "${name}". Known limits: ${Object.keys(defaults).join(', ')}.`)
    }
    if (!Number.isSafeInteger(value) || value < 1) {
      throw new TypeError(`limits.${name} must be a positive whole number, got ${value}.`)
    }
    Object.assign(resolved, {[name]: value})
  }
  return resolved
}

/** Code points of a text: what a limit counts. A robot face is one, a flag or a family several. */
export function countCharacters(text: string): number {
  let count = 0
  for (const _character of text) count++
  return count
}
