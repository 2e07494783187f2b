import {z} from 'zod'
import {freeForm} from './primitives.ts'

export const uploadDescriptor = z.object({
  url: z.url(),
  method: z.enum(['POST', 'PUT']),
  headers: z.record(z.string(), z.string()).default(() => ({})),
})

const base = {
  id: z.string(),
  name: z.string(),
  mime_type: z.string(),
  upload_descriptor: uploadDescriptor.optional(),
  thread_id: z.string().optional(),
  metadata: freeForm.optional(),
}

export const attachment = z.discriminatedUnion('type', [
  z.object({...base, type: z.literal('file')}),
  z.object({...base, type: z.literal('image'), preview_url: z.url()}),
])
