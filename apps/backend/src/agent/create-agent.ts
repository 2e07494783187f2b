import {Agent, type Model} from '@openai/agents'
import type {Turn} from '../turn/turn.ts'
import {readTool} from './read-tool.ts'
import {searchTool} from './search-tool.ts'

/**
 * The agent that answers readers. Only the model differs between a language model and extractive answers. Its instructions come with each
 * request, for what of the passages they hold depends on the room that there is.
 */
export function createAgent(model: Model): Agent<Turn> {
  return new Agent<Turn>({name: 'Textbook assistant', model, tools: [searchTool, readTool]})
}
