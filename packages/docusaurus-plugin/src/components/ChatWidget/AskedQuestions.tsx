import type {ReactNode} from 'react'

export interface AskedQuestionsProps {
  questions: readonly string[]
  /** Accessible name of each. */
  label: string
}

/** What the reader has asked and the element does not have yet. */
export function AskedQuestions({questions, label}: AskedQuestionsProps): ReactNode {
  return questions.map((question, index) => (
    <p key={index} className="chatkit-question" aria-label={label}>
      {/* In the direction of its own words: they need not be of the page's language. */}
      <bdi>{question}</bdi>
    </p>
  ))
}
