import {Buffer} from 'node:buffer'
import type {Attachment} from 'chatkit-protocol'
import {ThreadItemConverter} from 'chatkit-server/agents'
import type {UserContentPart} from 'chatkit-server/agents'
import type {Attachments} from 'chatkit-server/attachments'

/** Shows files to a model: images as images, text as text, everything else as a file. */
export class FilesForModels<Context> extends ThreadItemConverter {
  readonly #attachments: Attachments<Context>
  readonly #context: Context

  constructor(attachments: Attachments<Context>, context: Context) {
    super()
    this.#attachments = attachments
    this.#context = context
  }

  override async attachmentToMessageContent({id, name, type}: Attachment): Promise<UserContentPart> {
    const {info, body} = await this.#attachments.open(id, this.#context)
    const bytes = Buffer.from(await new Response(body).arrayBuffer())
    if (info.contentType.startsWith('text/')) {
      return {type: 'input_text', text: `<file name=${JSON.stringify(name)}>\n${bytes.toString('utf8')}\n</file>`}
    }
    const url = `data:${info.contentType};base64,${bytes.toString('base64')}`
    return type === 'image' ? {type: 'input_image', image: url} : {type: 'input_file', file: url, filename: name}
  }
}
