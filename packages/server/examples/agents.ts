import {serve} from '@hono/node-server'
import {Agent, run, setTracingDisabled, tool, type RunContext} from '@openai/agents'
import type {ThreadMetadata, ThreadStreamEvent, UserMessageItem} from 'chatkit-protocol'
import {ChatKitServer, MemoryStore, type HookOptions} from 'chatkit-server'
import {AgentContext, loadAgentInput, streamAgentResponse} from 'chatkit-server/agents'
import {createHandler} from 'chatkit-server/http'
import {z} from 'zod'

type Context = AgentContext<null>

// The SDK would send what your readers write to OpenAI's dashboard, whichever model answers.
setTracingDisabled(true)

/** Runs here, and shows what it does meanwhile. */
const weather = tool({
  name: 'get_weather',
  description: 'The weather in a city.',
  parameters: z.object({city: z.string()}),
  execute: ({city}, context?: RunContext<Context>) => {
    context?.context.addWorkflowTask({type: 'custom', title: `Looked out in ${city}`, status_indicator: 'complete'})
    return `Sunny in ${city}, 21 °C.`
  },
})

/** Runs in the page, in `onClientTool`: the agent stops here, and goes on with the page's result in another turn. */
const location = tool({
  name: 'get_location',
  description: 'The city in which the reader is.',
  parameters: z.object({}),
  execute: (_args, context?: RunContext<Context>) => {
    if (context) context.context.clientToolCall = {name: 'get_location', arguments: {}}
    return ''
  },
})

const agent = new Agent<Context>({
  name: 'Weather',
  instructions: 'You tell readers the weather.',
  tools: [weather, location],
  toolUseBehavior: {stopAtToolNames: ['get_location']},
})

class WeatherServer extends ChatKitServer<null> {
  override async *respond(
    thread: ThreadMetadata,
    _message: UserMessageItem | null,
    requestContext: null,
    {signal}: HookOptions,
  ): AsyncIterable<ThreadStreamEvent> {
    const context = new AgentContext({thread, store: this.store, requestContext})
    const input = await loadAgentInput(this.store, thread, requestContext)
    yield* streamAgentResponse(context, await run(agent, input, {stream: true, context, signal}))
  }
}

const server = new WeatherServer({store: new MemoryStore()})
const handler = createHandler(server, {context: () => null, cors: {origins: ['http://localhost:3000']}})

export const listening = serve({fetch: handler, hostname: '127.0.0.1', port: Number(process.env['PORT'] ?? 8000)})
