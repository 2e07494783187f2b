import {tool, type RunContext} from '@openai/agents'
import {z} from 'zod'
import type {Turn} from '../turn/turn.ts'
import {NO_SUCH_SECTION, writeToolError} from './read-output.ts'
import {explainToolFailure, turnOf} from './tools.ts'

/** Lenient where the schema below is not: servers that do not hold a model to it let through numbers, and leave things out. */
const input = z.object({
  section: z.union([z.string().min(1).max(2_000), z.number()]).transform(String),
  part: z.coerce.number().int().min(1).catch(1),
})

/** Gives a whole section to the agent. Like the search, it reads the index and nothing else. */
export const readTool = tool({
  name: 'read_section',
  description:
    'Gives a whole section of the textbook with its code, and the headings around it on its page. For when a passage that you were shown breaks off, or what you need stands just before or after it.',
  strict: true,
  parameters: {
    type: 'object',
    properties: {
      section: {type: 'string', description: 'The number or the url of a passage that you were shown'},
      part: {type: 'integer', description: 'Which part of a long section, 1 for its beginning'},
    },
    required: ['section', 'part'],
    additionalProperties: false,
  },
  execute: async (given: unknown, context?: RunContext<Turn>) => {
    const parsed = input.safeParse(given)
    if (!parsed.success) return writeToolError(NO_SUCH_SECTION)
    return await turnOf(context).readForModel(parsed.data.section, parsed.data.part)
  },
  errorFunction: explainToolFailure,
})
