import type {DynamicWidgetRoot} from 'chatkit-protocol'
import {safeParseWidget} from 'chatkit-protocol/validate'
import type {CheckData} from './check-data.ts'
import {makeDataCheck} from './check-data.ts'
import {toNames, toPlainJson} from './data.ts'
import type {Statement, TemplateLimits} from './engine/index.ts'
import {DEFAULT_TEMPLATE_LIMITS, parseTemplate, render} from './engine/index.ts'
import type {WidgetTemplateDefinition} from './read-definition.ts'
import {checkDefinition, readDefinition} from './read-definition.ts'
import {WidgetTemplateError} from './template-error.ts'

/** Options of {@link WidgetTemplate}. */
export interface WidgetTemplateOptions {
  /** Bounds on one rendering. Defaults: see {@link TemplateLimits}. */
  limits?: Partial<TemplateLimits>
}

/**
 * A widget made in ChatKit Studio's editor: a `.widget` file with a Jinja template and the JSON schema of its data.
 *
 * The template is read and checked once and can be built from any number of times. It is run by an evaluator of its own for the part of Jinja
 * that such files use: nothing in a template or in the data can run code or reach beyond the data.
 * Source: openai-chatkit 1.6.5, widgets.py `WidgetTemplate`; unlike that it checks the data.
 *
 * @typeParam Data What `build` takes. The schema is not known to TypeScript: say it here.
 *
 * @example
 * const template = WidgetTemplate.fromJson<{name: string}>(await readFile('greeting.widget', 'utf8'))
 * const widget = template.build({name: 'Ada'})
 */
export class WidgetTemplate<Data extends object = Record<string, unknown>> {
  readonly name: string
  readonly #template: Statement[]
  readonly #check: CheckData | undefined
  readonly #limits: TemplateLimits

  /** @throws WidgetTemplateError `invalid_file`, `unsupported_version` or `syntax` */
  constructor(definition: WidgetTemplateDefinition, {limits}: WidgetTemplateOptions = {}) {
    const {name, template, jsonSchema} = checkDefinition(definition)
    this.name = name
    this.#template = parseTemplate(template)
    this.#check = jsonSchema === undefined ? undefined : makeDataCheck(jsonSchema)
    this.#limits = {...DEFAULT_TEMPLATE_LIMITS, ...limits}
  }

  /** From the text of a `.widget` file. @throws WidgetTemplateError `invalid_file`, `unsupported_version` or `syntax` */
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- given by the caller, who knows the file's schema
  static fromJson<Data extends object = Record<string, unknown>>(
    text: string,
    options?: WidgetTemplateOptions,
  ): WidgetTemplate<Data> {
    return new WidgetTemplate<Data>(readDefinition(text), options)
  }

  /**
   * The widget for some data. The data is not changed.
   *
   * @throws WidgetTemplateError `invalid_data`, `undefined`, `runtime`, `limit` or `invalid_output`
   */
  build(...[data]: Record<string, never> extends Data ? [data?: Data] : [data: Data]): DynamicWidgetRoot {
    const json = toPlainJson(data ?? {})
    this.#check?.(json)
    if (typeof json !== 'object' || json === null || Array.isArray(json)) {
      throw new WidgetTemplateError(
        'invalid_data',
        'The data of a template must be an object: its keys are the names in the template',
      )
    }
    return toWidget(this.name, render(this.#template, toNames(json), this.#limits))
  }
}

function toWidget(name: string, output: string): DynamicWidgetRoot {
  const result = safeParseWidget(parseOutput(name, output))
  if (result.success) return result.data as DynamicWidgetRoot
  const {message, issues} = result.error
  throw new WidgetTemplateError(
    'invalid_output',
    `The template "${name}" made something that is not a widget: ${message}`,
    {
      issues: [...issues],
      cause: result.error,
    },
  )
}

function parseOutput(name: string, output: string): unknown {
  try {
    return JSON.parse(output)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new WidgetTemplateError('invalid_output', `The template "${name}" did not make JSON: ${reason}`, {
      cause: error,
    })
  }
}
