/** What the controller does less often: most visits ask something new, and nothing goes wrong. */
export {callClientTool} from './client-tool.ts'
export {followRun, giveWay} from './follow.ts'
export {fetchOlder, fetchThread, listThreads, loadThread, removeThread, renameThread} from './past.ts'
