import {WidgetTemplateError} from './template-error.ts'

/** What a `.widget` file says, of which these four are used. Others are for the editor that wrote it. */
export interface WidgetTemplateDefinition {
  version: '1.0'
  name: string
  /** Jinja source that renders to the JSON of a widget. */
  template: string
  /** Of the data. Default: any data will do. */
  jsonSchema?: object
}

/** Reads the text of a `.widget` file. @throws WidgetTemplateError `invalid_file` or `unsupported_version` */
export function readDefinition(text: string): WidgetTemplateDefinition {
  return checkDefinition(parse(text))
}

/** Checks a definition that was parsed before. @throws WidgetTemplateError `invalid_file` or `unsupported_version` */
export function checkDefinition(value: unknown): WidgetTemplateDefinition {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid('is not a JSON object')
  const {version, name, template, jsonSchema} = value as Record<string, unknown>
  if (version !== '1.0') {
    const found = version === undefined ? 'none' : JSON.stringify(version)
    throw new WidgetTemplateError(
      'unsupported_version',
      `The .widget file has the version ${found}, only "1.0" is known. Save it again with a current editor, or update chatkit-server`,
    )
  }
  if (typeof name !== 'string') throw invalid('has no "name"')
  if (typeof template !== 'string') throw invalid('has no "template"')
  if (jsonSchema === undefined || jsonSchema === null) return {version, name, template}
  if (typeof jsonSchema !== 'object' || Array.isArray(jsonSchema))
    throw invalid('has a "jsonSchema" that is not an object')
  return {version, name, template, jsonSchema}
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw invalid(`is not JSON: ${error instanceof Error ? error.message : String(error)}`, error)
  }
}

function invalid(what: string, cause?: unknown): WidgetTemplateError {
  return new WidgetTemplateError('invalid_file', `The .widget file ${what}`, {cause})
}
