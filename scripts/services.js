/** `npm run services [service …]`: installs the servers that the tests start for themselves, by apt, as root. */
import {installCommand} from './lib/install-command.js'
import {ensureServices, SERVICE_NAMES, serviceSource} from './lib/services.js'

installCommand('service', SERVICE_NAMES, ensureServices, serviceSource)
