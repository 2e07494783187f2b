// To run an agent
export {AgentContext} from './agent-context.ts'
export type {AgentContextOptions, ClientToolCall} from './agent-context.ts'
export {streamAgentResponse} from './stream-agent-response.ts'
export type {ModelEvent, RunEvent, StreamAgentResponseOptions} from './stream-agent-response.ts'

// To give it the conversation
export {ThreadItemConverter, toAgentInput} from './thread-item-converter.ts'
export type {UserContentPart} from './thread-item-converter.ts'

// To change how it is shown
export {ResponseStreamConverter} from './response-converter.ts'
