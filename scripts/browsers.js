/** `npm run browsers [engine …]`: installs the browser engines that the tests run in, by apt, as root. */
import {ENGINE_NAMES, ensureBrowsers, executable} from './lib/browsers.js'
import {installCommand} from './lib/install-command.js'

installCommand('engine', ENGINE_NAMES, ensureBrowsers, executable)
