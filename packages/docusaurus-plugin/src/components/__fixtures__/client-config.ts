import type {ClientConfig} from '../ChatWidget/clientConfig.ts'

/** The owner's module, to be filled by a test. */
const config: ClientConfig = {}

export default config
