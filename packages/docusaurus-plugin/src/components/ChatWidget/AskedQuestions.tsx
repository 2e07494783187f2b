import type {ReactNode} from 'react'

export interface AskedQuestionsProps {
  questions: readonly string[]
  /** Heading of each, for those who do not see whose it is. */
  label: string
}

/** What the reader has asked and the element does not have yet. */
export function AskedQuestions({questions, label}: AskedQuestionsProps): ReactNode {
  return questions.map((question, index) => (
    <div key={index} className="chatkit-question">
      <h3 className="chatkit-unseen">{label}</h3>
      {/* In the direction of its own words: they need not be of the page's language. */}
      <bdi>{question}</bdi>
    </div>
  ))
}
