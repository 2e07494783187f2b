import type {z} from 'zod'
import {cleanJson, UncleanJson} from './clean-json.ts'
import {describeIssue} from './describe-issue.ts'
import {ProtocolError} from './protocol-error.ts'
import type {ProtocolErrorCode, ProtocolIssue} from './protocol-error.ts'

/** Like zod's, with an error that can be shown. */
export type SafeParseResult<T> = {success: true; data: T} | {success: false; error: ProtocolError}

const MAX_ISSUES = 20

/** Cleans a value and checks it against a schema. Never throws. */
export function check<T>(
  schema: z.ZodType<T>,
  value: unknown,
  code: ProtocolErrorCode,
  subject: string,
): SafeParseResult<T> {
  try {
    const clean = cleanJson(value)
    const result = schema.safeParse(clean)
    if (result.success) return {success: true, data: result.data}
    const issues = result.error.issues.slice(0, MAX_ISSUES).map((issue) => describeIssue(issue, clean))
    return fail(code, summarise(issues, result.error.issues.length, subject), issues)
  } catch (error) {
    // Only values that never were JSON get further than the first case, such as an object whose getter throws.
    const reason = error instanceof UncleanJson ? error.message : 'cannot be read'
    return fail(code, `${subject} ${reason}.`, [{path: '', message: reason}])
  }
}

function fail(code: ProtocolErrorCode, message: string, issues: ProtocolIssue[]): SafeParseResult<never> {
  return {success: false, error: new ProtocolError(code, message, issues)}
}

function summarise(issues: ProtocolIssue[], total: number, subject: string): string {
  const [first] = issues
  if (first === undefined) return `${subject} is not valid.`
  const more = total > 1 ? ` (and ${total - 1} more)` : ''
  return `${first.path === '' ? subject : first.path} ${first.message}${more}`
}
