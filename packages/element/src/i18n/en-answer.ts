/** Texts of what stands under and in an answer; they come with its code. */
export const answerTexts = {
  good: 'Good answer',
  bad: 'Bad answer',
  retryAnswer: 'Answer again',
  unfinished: 'Not answered in full',
  actions: 'Message actions',
  sources: 'Sources',
  source: 'Source {number}: {title}',
} as const
