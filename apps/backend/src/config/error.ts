/** What is wrong with the environment: one line a variable, each with what was expected and an example. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}
