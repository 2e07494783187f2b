/** What the controller does not need before the first answer, and what few conversations need at all. */
export {announceAnswer} from './announce.ts'
export {callClientTool} from './client-tool.ts'
export {followRun, giveWay} from './follow.ts'
export {fetchOlder, fetchThread, listThreads, loadThread, removeThread, renameThread, syncThread} from './past.ts'
