/**
 * What went wrong with a template:
 * - `invalid_file`: the `.widget` file or its JSON schema is not what it should be;
 * - `unsupported_version`: the file is of a version that this package does not know;
 * - `syntax`: the template cannot be read, or uses something outside of the supported part of Jinja;
 * - `invalid_data`: the data does not fit the template's JSON schema; `issues` says where;
 * - `undefined`: the template uses a variable that the data does not have;
 * - `runtime`: an operation made no sense, as adding a number to a text;
 * - `limit`: the template ran too long, nested too deeply or wrote too much;
 * - `invalid_output`: what it wrote is no widget.
 */
export type WidgetTemplateErrorCode =
  | 'invalid_file'
  | 'unsupported_version'
  | 'syntax'
  | 'invalid_data'
  | 'undefined'
  | 'runtime'
  | 'limit'
  | 'invalid_output'

/** One place where data does not fit. */
export interface WidgetTemplateIssue {
  /** As `items[0].title`; empty for the data as a whole. */
  path: string
  message: string
}

/** Details of a {@link WidgetTemplateError}. */
export interface WidgetTemplateErrorOptions {
  line?: number | undefined
  issues?: WidgetTemplateIssue[]
  cause?: unknown
}

/** A template that cannot be used, or not with this data. For the app's log: its message may quote the data. */
export class WidgetTemplateError extends Error {
  override name = 'WidgetTemplateError'
  /** What kind of problem it is. */
  readonly code: WidgetTemplateErrorCode
  /** Line of the template, from 1, where that is known. */
  readonly line: number | undefined
  /** For `invalid_data` and `invalid_output`: each place that does not fit. */
  readonly issues: readonly WidgetTemplateIssue[]

  constructor(code: WidgetTemplateErrorCode, message: string, options: WidgetTemplateErrorOptions = {}) {
    const {line, issues = [], cause} = options
    super(
      line === undefined ? message : `${message} (line ${line} of the template)`,
      cause === undefined ? {} : {cause},
    )
    this.code = code
    this.line = line
    this.issues = issues
  }
}
