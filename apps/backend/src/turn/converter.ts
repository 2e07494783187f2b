import type {AgentInputItem} from '@openai/agents'
import type {AssistantMessageItem, Attachment, UserMessageTagContent} from 'chatkit-protocol'
import {ThreadItemConverter, type UserContentPart} from 'chatkit-server/agents'
import {withoutNote} from '../support/note.ts'

/** This backend stores no attachments and defines no tags; a client that sends some must still get an answer. */
export class DocsItemConverter extends ThreadItemConverter {
  override attachmentToMessageContent(attachment: Attachment): Promise<UserContentPart> {
    return Promise.resolve({
      type: 'input_text',
      text: `(The reader attached the file "${attachment.name}", which cannot be read here.)`,
    })
  }

  override tagToMessageContent(tag: UserMessageTagContent): Promise<UserContentPart> {
    return Promise.resolve({type: 'input_text', text: `${tag.text} is mentioned by the reader.`})
  }

  protected override assistantMessageToInput(item: AssistantMessageItem): AgentInputItem[] {
    const content = item.content.map((part) => Object.assign({}, part, {text: withoutNote(part.text)}))
    return super.assistantMessageToInput({...item, content})
  }
}
