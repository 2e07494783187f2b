import type {RunContext} from '@openai/agents'
import {Turn} from '../turn/turn.ts'
import {writeToolError} from './read-output.ts'

/** The turn that a tool is called for. */
export function turnOf(context: RunContext<Turn> | undefined): Turn {
  if (context === undefined) throw new Error('The tools of this agent need a run context with the turn.')
  return context.context
}

/** What a model is told when a tool fails. The cause is logged by the turn; to the model it could only be something to repeat. */
export function explainToolFailure(context: RunContext<unknown>, error: unknown): string {
  if (context.context instanceof Turn) context.context.onToolFailure(error)
  return writeToolError('This did not work. Check the arguments, or answer from what you have.')
}
