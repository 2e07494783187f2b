/** Texts of parts that only some chats have; they come with its code. */
export const extraTexts = {
  removeQuote: 'Remove quote',
  removeAttachment: 'Remove {name}',
  removeTool: 'Stop using {name}',
  dismiss: 'Dismiss',
  thought: 'Thought for {count} seconds',
  thought_one: 'Thought for 1 second',
  working: 'Working…',
  steps: 'Steps',
  generatedImage: 'Generated image',
} as const
