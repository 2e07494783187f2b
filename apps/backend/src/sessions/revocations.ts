import {appendFile, readFile, stat} from 'node:fs/promises'

/** How often the file is looked at: a revocation by another process is seen within this time. */
const CHECK_EVERY = 1_000

/**
 * Session ids that are no longer accepted, one a line in a file of the data folder, so that the `revoke` command reaches a
 * running server and a restart forgets nothing.
 */
export class Revocations {
  readonly #path: string
  #ids = new Set<string>()
  #modified = 0
  #checked = 0

  constructor(path: string) {
    this.#path = path
  }

  async revoke(sessionId: string): Promise<void> {
    await appendFile(this.#path, `${sessionId}\n`, {mode: 0o600})
    this.#ids.add(sessionId)
  }

  async isRevoked(sessionId: string): Promise<boolean> {
    const now = Date.now()
    if (now - this.#checked >= CHECK_EVERY) {
      this.#checked = now
      await this.#reload()
    }
    return this.#ids.has(sessionId)
  }

  async #reload(): Promise<void> {
    const info = await stat(this.#path).catch(() => null)
    if (info === null || info.mtimeMs === this.#modified) return
    const lines = (await readFile(this.#path, 'utf8')).split('\n')
    this.#ids = new Set(lines.map((line) => line.trim()).filter(Boolean))
    this.#modified = info.mtimeMs
  }
}
