import {readFile} from 'node:fs/promises'
import type {WidgetTemplateOptions} from './widget-template.ts'
import {WidgetTemplate} from './widget-template.ts'

/**
 * Reads a `.widget` file. Apart from the rest because only this needs Node.
 *
 * @param file A path, relative to the working directory, or a URL: `new URL('./greeting.widget', import.meta.url)` is relative to the code.
 * @throws WidgetTemplateError `invalid_file`, `unsupported_version` or `syntax`; Node's own error when there is no such file
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- given by the caller, who knows the file's schema
export async function readWidgetTemplate<Data extends object = Record<string, unknown>>(
  file: string | URL,
  options?: WidgetTemplateOptions,
): Promise<WidgetTemplate<Data>> {
  return WidgetTemplate.fromJson<Data>(await readFile(file, 'utf8'), options)
}
