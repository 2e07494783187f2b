import type {z} from 'zod'

/** What the schema makes of a JSON text. Null when it is no JSON, or something else. */
export function readJson<Value>(schema: z.ZodType<Value>, text: string): Value | null {
  try {
    const parsed = schema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
