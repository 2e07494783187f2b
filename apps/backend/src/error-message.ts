/** What a thrown value says, whatever it is. For owners and the log; never for readers. */
export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
