/** Names of what is kept in Redis. */
export class Keys {
  readonly #prefix: string

  constructor(prefix: string) {
    this.#prefix = prefix
  }

  /** A run's stream, and the channel on which its readers are woken. */
  run(logId: string): string {
    return `${this.#prefix}run:${logId}`
  }

  /** Is there as long as a process is alive; also the channel on which it is asked to stop a run. */
  process(id: string): string {
    return `${this.#prefix}process:${id}`
  }
}
