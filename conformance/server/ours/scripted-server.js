import path from 'node:path'
import {ChatKitServer} from 'chatkit-server'
import {WidgetTemplate} from 'chatkit-server/templates'
import {readWidgetTemplate} from 'chatkit-server/templates/node'
import {streamWidget} from 'chatkit-server/widgets'
import {ROOT} from '../../../scripts/lib/paths.js'
import {runAgent} from './agent.js'
import {fill, plain, plainThread, toError} from './script.js'
import {ScriptedAttachmentStore} from './scripted-attachment-store.js'

/** A server whose hooks play what a scenario says. The counterpart of reference/script.py, step by step. */
export class ScriptedServer extends ChatKitServer {
  calls
  #scripts
  #options
  #model
  #played = new Map()
  #gates = new Map()

  constructor({server: options = {}, script = {}, model}, store) {
    const calls = []
    const attachmentStore =
      options.attachments === undefined
        ? {}
        : {attachmentStore: new ScriptedAttachmentStore(options.attachments, calls)}
    // Errors are part of many scenarios; what the reader sees of them is what is compared.
    super({store, ...attachmentStore, ...options.ours, onError: () => {}})
    this.calls = calls
    this.#scripts = script
    this.#options = options
    this.#model = model
  }

  respond(thread, input, context, {signal, metadata}) {
    return this.#play('respond', thread, context, {input, envelope: metadata}, signal)
  }

  action(thread, action, sender, context, options) {
    if (this.#scripts.action === undefined) return super.action(thread, action, sender, context, options)
    const {signal, metadata} = options
    return this.#play('action', thread, context, {action, sender, envelope: metadata}, signal)
  }

  async syncAction(thread, action, sender, context, options) {
    if (this.#scripts.sync_action === undefined) return super.syncAction(thread, action, sender, context, options)
    this.#record('sync_action', {action: plain(action), sender: plain(sender), ...context})
    const names = {thread: thread.id, sender: sender?.id}
    for (const step of this.#nextScript('sync_action')) {
      if ('raise' in step) throw toError(step.raise)
      if ('return' in step) return fill(step.return, names)
    }
    return {}
  }

  async addFeedback(threadId, itemIds, kind, context) {
    this.#record('add_feedback', {thread_id: threadId, item_ids: itemIds, kind, ...context})
  }

  async transcribe(audio, context, options) {
    if (this.#scripts.transcribe === undefined) return super.transcribe(audio, context, options)
    const heard = {mime_type: audio.mimeType, media_type: audio.mediaType}
    this.#record('transcribe', {bytes: Buffer.from(audio.data).toString('hex'), ...heard, ...context})
    for (const step of this.#nextScript('transcribe')) {
      if ('raise' in step) throw toError(step.raise)
      if ('return' in step) return step.return
    }
    throw new Error('The script of transcribe returns nothing')
  }

  getStreamOptions(thread, context) {
    return this.#options.stream_options ?? super.getStreamOptions(thread, context)
  }

  /** Lets the scripts go on that wait for `name`. */
  open(name) {
    this.#gate(name).open()
  }

  #gate(name) {
    let gate = this.#gates.get(name)
    if (gate === undefined) {
      let open
      gate = {opened: new Promise((resolve) => (open = resolve)), open}
      this.#gates.set(name, gate)
    }
    return gate
  }

  #record(hook, what) {
    this.calls.push({hook, ...what})
  }

  #nextScript(hook) {
    const index = this.#played.get(hook) ?? 0
    this.#played.set(hook, index + 1)
    const steps = this.#scripts[hook]?.[index]
    if (steps === undefined) throw new Error(`The scenario has no script for call ${index + 1} of ${hook}`)
    return steps
  }

  async *#play(hook, thread, context, subject, signal) {
    const names = {thread: thread.id}
    for (const [name, value] of Object.entries(subject)) if (value?.id !== undefined) names[name] = value.id
    for (const step of this.#nextScript(hook)) {
      const [kind] = Object.keys(step)
      const value = step[kind]
      switch (kind) {
        case 'yield':
          yield fill(value, names)
          break
        case 'yield_unknown':
          yield value
          break
        case 'new':
          for (const [name, idKind] of Object.entries(value))
            names[name] = this.store.generateItemId(idKind, thread, context)
          break
        case 'set':
          Object.assign(thread, structuredClone(value))
          break
        case 'save_thread':
          await this.store.saveThread(thread, context)
          break
        case 'save_item':
          await this.store.saveItem(thread.id, fill(value, names), context)
          break
        case 'tell':
          yield {type: 'client_effect', name: 'told', data: tell(value, subject, thread, context)}
          break
        case 'run_agent': {
          const {store} = this
          yield* runAgent(value, {thread, store, requestContext: context, model: this.#model, signal})
          break
        }
        case 'stream_widget':
          yield* streamWidget(thread, await toWidgets(value), {copyText: value.copy_text})
          break
        case 'wait':
          await (value === 'forever' ? untilAborted(signal) : this.#gate(value).opened)
          break
        case 'raise':
          throw toError(value)
        default:
          throw new Error(`Unknown step of a script: ${JSON.stringify(step)}`)
      }
    }
  }
}

async function toWidgets(value) {
  if (value.file !== undefined) return (await readWidgetTemplate(path.join(ROOT, value.file))).build(value.data)
  if (value.template !== undefined) return new WidgetTemplate(value.template).build(value.data)
  return value.widget ?? statesOf(value)
}

async function* statesOf({states, fail}) {
  yield* states
  if (fail) throw new Error('secret detail: the states broke off')
}

function tell(what, subject, thread, {user}) {
  const everything = {...subject, user, thread: plainThread(thread), has_items: 'items' in thread}
  const told = what.filter((name) => name in everything)
  return Object.fromEntries(told.map((name) => [name, name === 'thread' ? everything.thread : plain(everything[name])]))
}

function untilAborted(signal) {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), {once: true})
  })
}
