import type {OptionValidationContext} from '@docusaurus/types'
import {Joi} from '@docusaurus/utils-validation'
import {schema, type ValidatedOptions} from './option-schema.ts'
import type {Options, PluginOptions} from './options.ts'

const TITLE = 'The options of docusaurus-plugin-chatkit need a change:'

/**
 * Docusaurus' option hook: fills defaults and writes short forms out.
 * @throws an Error that lists every problem at once, with the valid values.
 */
export function validateOptions({
  validate,
  options,
}: OptionValidationContext<Options | undefined, ValidatedOptions>): PluginOptions {
  const {
    backendUrl,
    starters,
    consent: asked,
    ...rest
  } = withReadableErrors(() => validate(schema.prefs({abortEarly: false}), options))
  if (rest.id !== 'default') {
    throw new Error(
      `${TITLE}\n  - "id" ("${rest.id}") must be left out: a page has one assistant, so a site uses this plugin once.`,
    )
  }
  return {
    ...rest,
    backendUrl:
      typeof backendUrl === 'string'
        ? {development: backendUrl, production: backendUrl}
        : {development: backendUrl.development, production: backendUrl.production},
    starters: starters.map((starter) => (typeof starter === 'string' ? {label: starter, prompt: starter} : starter)),
    consent: asked === true ? {} : asked,
  }
}

function withReadableErrors<T>(run: () => T): T {
  try {
    return run()
  } catch (error) {
    if (!Joi.isError(error)) throw error
    const problems = error.details.map(({message}) => `  - ${message}`).join('\n')
    throw new Error(`${TITLE}\n${problems}`, {cause: error})
  }
}
