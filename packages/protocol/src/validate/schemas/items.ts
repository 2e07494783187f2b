import {z} from 'zod'
import {attachment} from './attachments.ts'
import {assistantMessageContent, userMessageContent} from './content.ts'
import {dateTime, freeForm} from './primitives.ts'
import {inferenceOptions} from './requests.ts'
import {structuredInput} from './structured-input.ts'
import {task, workflow} from './tasks.ts'
import {widgetRoot} from './widgets.ts'

const base = {id: z.string(), thread_id: z.string(), created_at: dateTime}

export const generatedImage = z.object({id: z.string(), url: z.string()})

export const threadItem = z.discriminatedUnion('type', [
  z.object({
    ...base,
    type: z.literal('user_message'),
    content: z.array(userMessageContent),
    attachments: z.array(attachment).default(() => []),
    quoted_text: z.string().optional(),
    inference_options: inferenceOptions,
  }),
  z.object({...base, type: z.literal('assistant_message'), content: z.array(assistantMessageContent)}),
  z.object({
    ...base,
    type: z.literal('client_tool_call'),
    status: z.enum(['pending', 'completed']).default('pending'),
    call_id: z.string(),
    name: z.string(),
    arguments: freeForm,
    output: z.unknown().optional(),
  }),
  z.object({...base, type: z.literal('widget'), widget: widgetRoot, copy_text: z.string().optional()}),
  z.object({...base, type: z.literal('generated_image'), image: generatedImage.optional()}),
  z.object({
    ...base,
    type: z.literal('structured_input'),
    status: z.enum(['pending', 'answered', 'skipped']).default('pending'),
    inputs: z.array(structuredInput),
  }),
  z.object({...base, type: z.literal('workflow'), workflow}),
  z.object({...base, type: z.literal('task'), task}),
  z.object({...base, type: z.literal('end_of_turn')}),
  z.object({...base, type: z.literal('hidden_context_item'), content: z.unknown()}),
  z.object({...base, type: z.literal('sdk_hidden_context'), content: z.string()}),
])
