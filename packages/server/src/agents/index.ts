// To run an agent
export {AgentContext} from './agent-context.ts'
export type {AgentContextOptions, ClientToolCall} from './agent-context.ts'
export {streamAgentResponse} from './stream-agent-response.ts'
export type {StreamAgentResponseOptions} from './stream-agent-response.ts'
export type {AgentRun, ModelEvent, RunEvent} from './run-event.ts'

// To give it the conversation
export {loadAgentInput} from './load-agent-input.ts'
export type {LoadAgentInputOptions} from './load-agent-input.ts'
export {ThreadItemConverter, toAgentInput} from './thread-item-converter.ts'
export type {UserContentPart} from './thread-item-converter.ts'

// To change how it is shown
export {ResponseStreamConverter} from './response-converter.ts'
export type {
  ContainerFileCitation,
  FileCitation,
  ResponseStreamConverterOptions,
  UrlCitation,
} from './response-converter.ts'
export {accumulateText} from './accumulate-text.ts'
export type {TextWidget} from './accumulate-text.ts'
