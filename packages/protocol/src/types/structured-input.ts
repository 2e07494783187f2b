/** A reader's answer to one question. */
export interface StructuredInputAnswer {
  /** Default `[]`. */
  values: string[]
  /** Default `false`. */
  skipped: boolean
}

/** What every question has. */
export interface StructuredInputBase {
  id: string
  question: string
  answer?: StructuredInputAnswer
}

/** A choice among options. The reader may always answer in own words, so a value need not be one of the options. */
export interface StructuredInputMultipleChoice extends StructuredInputBase {
  type: 'multiple_choice'
  options: StructuredInputMultipleChoiceOption[]
  /** Whether more than one value may be chosen. Default `false`. */
  multiple: boolean
}

/** One option of a multiple choice question. */
export interface StructuredInputMultipleChoiceOption {
  value: string
}

/** A question that is answered in own words. */
export interface StructuredInputFreeform extends StructuredInputBase {
  type: 'freeform'
  description?: string
}

/** One question of a structured input item. */
export type StructuredInput = StructuredInputMultipleChoice | StructuredInputFreeform

/** The answers to all questions of one structured input item. */
export interface StructuredInputSubmission {
  /** Default `'answered'`. */
  status: 'answered' | 'skipped'
  /** By question id. Default `{}`. */
  answers: Record<string, StructuredInputAnswer>
}
