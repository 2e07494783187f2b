import type {ClientConfig} from '../components/ChatWidget/clientConfig.ts'

/** Stands in for the owner's module where there is none. */
const config: ClientConfig = {}

export default config
