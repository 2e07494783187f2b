import {tool, type RunContext} from '@openai/agents'
import {z} from 'zod'
import {SEARCH_TOOL} from '../extractive/model.ts'
import type {Turn} from '../turn/turn.ts'
import {explainToolFailure, turnOf} from './tools.ts'

/** Searches for the agent. It reads the index and nothing else, so the worst that injected text can cause is a search. */
export const searchTool = tool({
  name: SEARCH_TOOL,
  description:
    'Searches the textbook and returns numbered passages to cite. Words of the textbook work best, one idea a query.',
  parameters: z.object({query: z.string().describe('What to look for, in a few words')}),
  execute: async ({query}, context?: RunContext<Turn>) => await turnOf(context).searchForModel(query),
  errorFunction: explainToolFailure,
})
