/** Limits on attachments. Each has a default; a limit cannot be switched off, only raised. */
export interface AttachmentLimits {
  /** Bytes of one file, counted while they arrive. Default 20 MiB. */
  maxBytes: number
  /** Characters (code points) of a file's name; longer ones are shortened. Default 120. */
  maxNameLength: number
  /** Milliseconds in which the bytes of a registered attachment must begin to arrive. Default 900,000 (15 minutes). */
  uploadTtlMs: number
  /** Attachments that one subject may register or upload within `uploadTtlMs`. Counted in each process by itself. Default 50. */
  maxRecentUploads: number
}

export const DEFAULT_ATTACHMENT_LIMITS: AttachmentLimits = {
  maxBytes: 20 * 1024 * 1024,
  maxNameLength: 120,
  uploadTtlMs: 900_000,
  maxRecentUploads: 50,
}
