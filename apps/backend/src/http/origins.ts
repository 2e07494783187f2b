const LOCAL = /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/

/** Which pages may call: the listed ones, any at all, or (nothing configured) pages of this machine. */
export function allowOrigins(
  configured: readonly string[] | '*' | null,
): readonly string[] | '*' | ((origin: string) => boolean) {
  return configured ?? ((origin) => LOCAL.test(origin))
}
