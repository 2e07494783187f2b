import type {CallToolResult} from '@modelcontextprotocol/server'

/** What an agent did wrong or must wait for; the message tells it what to do. */
export class ToolError extends Error {
  override readonly name = 'ToolError'
}

/** Makes a tool's result: the same as data and as text, or what went wrong. Nothing internal reaches the agent. */
export async function answerTool(
  report: (error: unknown) => void,
  work: () => Promise<{structured: Record<string, unknown>; text: string}>,
): Promise<CallToolResult> {
  try {
    const {structured, text} = await work()
    return {content: [{type: 'text', text}], structuredContent: structured}
  } catch (error) {
    if (!(error instanceof ToolError)) report(error)
    const text =
      error instanceof ToolError ? error.message : 'The search isn’t working right now. Try again in a moment.'
    return {isError: true, content: [{type: 'text', text}]}
  }
}
