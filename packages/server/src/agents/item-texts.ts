import type {StructuredInputItem, Task} from 'chatkit-protocol'

/** What a model is told about a task that was shown, or null for one that says nothing. Only custom tasks are told. */
export function describeTask(task: Task): string | null {
  if (task.type !== 'custom') return null
  const said = [task.title, task.content].filter((part) => part !== undefined && part !== '').join(': ')
  if (said === '') return null
  return `A message was displayed to the user that the following task was performed:\n<Task>\n${said}\n</Task>`
}

/** What a model is told about questions that were put to the reader, with the answers so far. */
export function describeStructuredInput(item: StructuredInputItem): string {
  const lines = item.inputs.map(({question, answer}) => {
    if (answer === undefined) return `- ${question}: unanswered`
    return `- ${question}: ${answer.skipped || answer.values.length === 0 ? 'skipped' : answer.values.join(', ')}`
  })
  return [
    `A structured input request was displayed to the user with the following status: ${item.status}`,
    '<StructuredInput>',
    ...lines,
    '</StructuredInput>',
  ].join('\n')
}
