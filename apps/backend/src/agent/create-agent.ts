import {Agent, type Model, type RunContext} from '@openai/agents'
import type {Turn} from '../turn/turn.ts'
import {buildInstructions} from './prompt.ts'
import {readTool} from './read-tool.ts'
import {searchTool} from './search-tool.ts'
import {showPassage} from './tool-output.ts'

/** The agent that answers readers. Only the model differs between a language model and extractive answers. */
export function createAgent(model: Model): Agent<Turn> {
  return new Agent<Turn>({
    name: 'Textbook assistant',
    model,
    tools: [searchTool, readTool],
    instructions: ({context: turn}: RunContext<Turn>) =>
      buildInstructions({
        title: turn.site.title,
        page: turn.page,
        passages: turn.passages.all.map((passage) => showPassage(passage, turn.passages.numberOf(passage))),
      }),
  })
}
