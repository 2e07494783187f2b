import {isRecord} from './read.ts'

/** The text of the SDK's ModelRefusalError, or null for any other error. */
export function readRefusal(error: unknown): string | null {
  return error instanceof Error && 'refusal' in error && typeof error.refusal === 'string' ? error.refusal : null
}

/**
 * Whether a guardrail of the agent or of a tool has stopped the run. By shape, so that two copies of the SDK cannot disagree. A tool's
 * comes inside a ToolCallError.
 */
export function isGuardrailTrip(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('error' in error && error.error !== error && isGuardrailTrip(error.error)) return true
  const output = 'result' in error && isRecord(error.result) ? error.result['output'] : undefined
  if (!isRecord(output)) return false
  const behavior = output['behavior']
  return output['tripwireTriggered'] === true || (isRecord(behavior) && behavior['type'] === 'throwException')
}
