import {NotFoundError} from 'chatkit-server'
import {SqlStore, type SqlStoreOptions} from 'chatkit-server/sql'
import type {RequestContext} from './turn/turn.ts'

/** The conversations; deleting one also takes what the owner's report has kept of it. */
export class DocsStore extends SqlStore<RequestContext> {
  // Not `#private`: the store of a transaction inherits from this one.
  private readonly forgetThread: (threadId: string) => Promise<void>

  /** @param forgetThread deletes what is kept elsewhere of a thread */
  constructor(options: SqlStoreOptions<RequestContext>, forgetThread: (threadId: string) => Promise<void>) {
    super(options)
    this.forgetThread = forgetThread
  }

  /** Not within a transaction: the report is written by another connection. */
  override async deleteThread(threadId: string, context: RequestContext): Promise<void> {
    const isTheirs = await this.loadThread(threadId, context).then(
      () => true,
      (error: unknown) => {
        if (error instanceof NotFoundError) return false
        throw error
      },
    )
    if (!isTheirs) return
    await this.forgetThread(threadId)
    await super.deleteThread(threadId, context)
  }
}
