import type requirements from './requirements.json'

/**
 * What the assistant was asked to do, as data (`requirements.json`): the user stories, edge cases and success criteria of its first
 * description, and what was promised since. Each is shown by at least one story that names it, in every engine; a run prints the matrix.
 */
export type RequirementId = keyof typeof requirements
