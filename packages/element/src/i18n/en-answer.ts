/** Texts of what stands under and in an answer, and of what waits for one; they come with its code. */
export const answerTexts = {
  queued: 'Will be sent when the answer is done',
  unqueue: 'Don’t send',
  good: 'Good answer',
  bad: 'Bad answer',
  retryAnswer: 'Answer again',
  unfinished: 'Not answered in full',
  actions: 'Message actions',
  sources: 'Sources',
  source: 'Source {number}: {title}',
} as const
