import {createRequire} from 'node:module'
import path from 'node:path'
import {
  accumulateText,
  AgentContext,
  loadAgentInput,
  ResponseStreamConverter,
  streamAgentResponse,
  ThreadItemConverter,
} from 'chatkit-server/agents'
import {streamWidget} from 'chatkit-server/widgets'
import {ROOT} from '../../../scripts/lib/paths.js'

// Listed by chatkit-server, for its tests and examples.
const fromServer = createRequire(path.join(ROOT, 'packages/server/package.json'))
const {Agent, OpenAIChatCompletionsModel, OpenAIResponsesModel, Runner, tool} = fromServer('@openai/agents')
const {default: OpenAI} = fromServer('openai')

const runner = new Runner({tracingDisabled: true})

/** Runs an agent as a scenario says, with the model of the scenario. The counterpart of reference/agent.py. */
export async function* runAgent(spec, {thread, store, requestContext, model, signal}) {
  const context = new AgentContext({thread, store, requestContext})
  for (const step of spec.before ?? []) await act(context, step)
  const converting = spec.history === 'defaults' ? {} : {converter: new TestItemConverter()}
  const input = spec.history ? await loadAgentInput(store, thread, requestContext, converting) : 'question'
  const run = await runner.run(createAgent(spec, model), input, {stream: true, context, signal})
  if (spec.as_widget) {
    yield* streamWidget(thread, inCards(accumulateText(run, spec.as_widget)))
    return
  }
  const converter = spec.own_converter
    ? new TestStreamConverter()
    : new ResponseStreamConverter(spec.partial_images === undefined ? {} : {partialImages: spec.partial_images})
  yield* streamAgentResponse(context, run, {converter})
}

function createAgent({tools = [], stop_at: stopAt, guardrail}, {dialect, url}) {
  const client = new OpenAI({apiKey: 'test', baseURL: url, maxRetries: 0})
  const Model = dialect === 'chat' ? OpenAIChatCompletionsModel : OpenAIResponsesModel
  const trip = {name: 'never', execute: async () => ({tripwireTriggered: true, outputInfo: null})}
  return new Agent({
    name: 'test',
    model: new Model(client, 'test-model'),
    tools: tools.map(createTool),
    ...(stopAt === undefined ? {} : {toolUseBehavior: {stopAtToolNames: stopAt}}),
    ...(guardrail === 'input' ? {inputGuardrails: [{...trip, runInParallel: false}]} : {}),
    ...(guardrail === 'output' ? {outputGuardrails: [trip]} : {}),
  })
}

function createTool({name, does = []}) {
  return tool({
    name,
    description: name,
    parameters: {type: 'object', properties: {}, required: [], additionalProperties: true},
    strict: false,
    async execute(_args, {context}) {
      for (const step of does) await act(context, step)
      return 'done'
    },
  })
}

async function act(context, step) {
  const [kind] = Object.keys(step)
  const value = structuredClone(step[kind])
  const acts = {
    stream: () => context.stream(value),
    stream_widget: () => context.streamWidget(value.widget ?? value.states),
    start_workflow: () => context.startWorkflow(value),
    add_task: () => context.addWorkflowTask(value),
    update_task: () => context.updateWorkflowTask(value.task, value.index),
    end_workflow: () => context.endWorkflow(value),
    client_tool_call: () => (context.clientToolCall = value),
  }
  if (!Object.hasOwn(acts, kind)) throw new Error(`Unknown step of a tool: ${JSON.stringify(step)}`)
  await acts[kind]()
}

async function* inCards(states) {
  for await (const state of states) yield {type: 'Card', children: [state]}
}

class TestItemConverter extends ThreadItemConverter {
  async attachmentToMessageContent({name}) {
    return {type: 'input_text', text: `attached: ${name}`}
  }

  async tagToMessageContent({text}) {
    return {type: 'input_text', text: `tag: ${text}`}
  }
}

class TestStreamConverter extends ResponseStreamConverter {
  async base64ImageToUrl(imageId, base64, partialIndex) {
    return `https://files.example/${imageId}/${base64}/${partialIndex ?? 'final'}`
  }

  partialImageIndexToProgress(index) {
    return index / 10
  }

  async fileCitationToAnnotation({filename, index}) {
    return {type: 'annotation', source: {type: 'url', url: `https://files.example/${filename}`, title: filename}, index}
  }
}
