import {buildPackages} from './lib/build.js'
import {step} from './lib/log.js'

await step('Building the packages', buildPackages)
