import {generateId} from 'chatkit-server'

/** Makes the record that the scenario gives, and keeps the ids whose bytes it was asked to delete. */
export class ScriptedAttachmentStore {
  #record
  #calls

  constructor(record, calls) {
    this.#record = record
    this.#calls = calls
  }

  async createAttachment({name, mime_type}) {
    if (this.#record === null) throw new Error('This app has no two-phase upload')
    return {...structuredClone(this.#record), id: generateId('attachment'), name, mime_type}
  }

  async deleteAttachment(attachmentId) {
    this.#calls.push({hook: 'delete_attachment', attachment_id: attachmentId})
  }
}
