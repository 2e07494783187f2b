import type {RedisLink} from './redis-link.ts'

interface Channel {
  listeners: Set<(message: string) => void>
  subscribed: Promise<unknown>
}

/** Subscriptions of one process: each channel once, however many listen to it. */
export class Channels {
  readonly #link: RedisLink
  readonly #channels = new Map<string, Channel>()

  constructor(link: RedisLink) {
    this.#link = link
    link.subscriber.on('message', (channel: string, message: string) => this.#tell(channel, message))
    // ioredis could do this by itself, but a connection that breaks meanwhile would leave it with a rejection that nobody handles.
    link.subscriber.options.autoResubscribe = false
    link.subscriber.on('ready', () => void this.#resume())
  }

  /** Listens to a channel; after a lost connection with an empty message. Resolves with a function that ends it. */
  async listen(name: string, listener: (message: string) => void): Promise<() => void> {
    const known = this.#channels.get(name)
    const channel = known ?? {listeners: new Set(), subscribed: this.#link.subscriber.subscribe(name)}
    this.#channels.set(name, channel)
    channel.listeners.add(listener)
    const stop = (): void => {
      if (channel.listeners.delete(listener) && channel.listeners.size === 0) this.#forget(name, channel)
    }
    try {
      await this.#link.inTime(channel.subscribed)
    } catch (error) {
      stop()
      throw error
    }
    return stop
  }

  async #resume(): Promise<void> {
    const names = [...this.#channels.keys()]
    if (names.length === 0) return
    try {
      await this.#link.subscriber.subscribe(...names)
    } catch {
      // The connection has broken again: there will be another one.
      return
    }
    // Whatever was said meanwhile is lost, so everybody has to look for themselves.
    for (const name of names) this.#tell(name, '')
  }

  #forget(name: string, channel: Channel): void {
    if (this.#channels.get(name) === channel) this.#channels.delete(name)
    // Without a connection there is nothing left to end.
    this.#link.subscriber.unsubscribe(name).catch(() => {})
  }

  #tell(name: string, message: string): void {
    for (const listener of this.#channels.get(name)?.listeners ?? []) listener(message)
  }
}
