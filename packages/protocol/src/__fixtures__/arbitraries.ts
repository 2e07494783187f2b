import * as fc from 'fast-check'
import type {ThreadItem, ThreadStreamEvent} from '../index.ts'

/**
 * Values as a careless author writes them: optional fields absent, `undefined` or `null`, defaults left out, extra keys.
 * Typed as if they were correct, because that is what reaches the serialiser.
 */
type Shape = Record<string, fc.Arbitrary<unknown>>

const text = fc.string({unit: fc.constantFrom('a', 'ß', '漢', '🙂', '\u2028', '"', '\\', '\n', ' '), maxLength: 6})
const id = fc.string({unit: fc.constantFrom('a', 'b', '1', '_'), minLength: 1, maxLength: 4})
const index = fc.nat(5)
const optional = (value: fc.Arbitrary<unknown>) => fc.oneof(fc.constant(undefined), fc.constant(null), value)
const freeForm = fc.dictionary(id, fc.jsonValue({maxDepth: 2}), {maxKeys: 3})
const listOf = (value: fc.Arbitrary<unknown>) => fc.array(value, {maxLength: 3})

const record = (required: Shape, other: Shape = {}): fc.Arbitrary<unknown> =>
  fc.record({
    ...required,
    ...Object.fromEntries(Object.entries(other).map(([key, value]) => [key, optional(value)])),
    extra_key: optional(text),
  })

const tagged = (type: string, required: Shape = {}, other: Shape = {}) =>
  record({type: fc.constant(type), ...required}, other)

const icon = fc.constantFrom('bolt', 'vendor:acme', 'lucide:rocket')
const sourceBase = {title: text}
const sourceMore = {description: text, timestamp: text, group: text}
const urlSource = tagged('url', {...sourceBase, url: text}, {...sourceMore, attribution: text})
const fileSource = tagged('file', {...sourceBase, filename: text}, sourceMore)
const entitySource = tagged(
  'entity',
  {...sourceBase, id},
  {...sourceMore, icon, label: text, inline_label: text, interactive: fc.boolean(), data: freeForm},
)
const annotation = record(
  {source: fc.oneof(urlSource, fileSource, entitySource)},
  {type: fc.constant('annotation'), index},
)
const assistantContent = record({text}, {type: fc.constant('output_text'), annotations: listOf(annotation)})
const userContent = fc.oneof(
  tagged('input_text', {text}),
  tagged('input_tag', {id, text}, {data: freeForm, group: text, interactive: fc.boolean()}),
)
const inferenceOptions = record({}, {tool_choice: record({id}), model: text})

const taskMore = {status_indicator: fc.constantFrom('none', 'loading', 'complete'), title: text}
const task = fc.oneof(
  tagged('custom', {}, {...taskMore, icon, content: text}),
  tagged('web_search', {}, {...taskMore, title_query: text, queries: listOf(text), sources: listOf(urlSource)}),
  tagged('thought', {content: text}, taskMore),
  tagged('file', {}, {...taskMore, sources: listOf(fileSource)}),
  tagged('image', {}, taskMore),
)
const workflow = record(
  {type: fc.constantFrom('custom', 'reasoning'), tasks: listOf(task)},
  {summary: fc.oneof(record({title: text}, {icon}), record({duration: index})), expanded: fc.boolean()},
)

const url = fc.constantFrom('https://example.com', 'https://example.com/a?b#c', 'data:image/png;base64,AA==')
const attachmentBase = {id, name: text, mime_type: text}
const attachmentMore = {
  upload_descriptor: record({url, method: fc.constantFrom('POST', 'PUT')}, {headers: fc.dictionary(id, text)}),
  thread_id: id,
  metadata: freeForm,
}
export const attachment = fc.oneof(
  tagged('file', attachmentBase, attachmentMore),
  tagged('image', {...attachmentBase, preview_url: url}, attachmentMore),
)

const answer = record({}, {values: listOf(text), skipped: fc.boolean()})
const question = {id, question: text}
const structuredInput = fc.oneof(
  tagged('multiple_choice', {...question, options: listOf(record({value: text}))}, {answer, multiple: fc.boolean()}),
  tagged('freeform', question, {answer, description: text}),
)

const {node} = fc.letrec((tie) => ({
  node: fc.oneof(
    {maxDepth: 3},
    tagged('Text', {value: text}, {id, key: id}),
    tagged('Anything', {}, {prop: fc.jsonValue({maxDepth: 2}), children: listOf(tie('node'))}),
    tagged('Transition', {}, {children: tie('node')}),
  ),
}))
const widget = record(
  {type: fc.constantFrom('Card', 'ListView', 'Basic'), children: listOf(node)},
  {id, payload: fc.jsonValue()},
)

const createdAt = fc.constantFrom(
  '2026-11-23T00:01:06.906703',
  '2026-11-23T00:01:06Z',
  '2026-11-23T02:01:06.5+02:00',
  '2026-11-23T00:01:06',
)
const itemBase = {id, thread_id: id, created_at: createdAt}
const image = record({id, url: text})

export const visibleItem = fc.oneof(
  tagged(
    'user_message',
    {...itemBase, content: listOf(userContent)},
    {attachments: listOf(attachment), quoted_text: text, inference_options: inferenceOptions},
  ),
  tagged('assistant_message', {...itemBase, content: listOf(assistantContent)}),
  tagged(
    'client_tool_call',
    {...itemBase, call_id: id, name: text, arguments: freeForm},
    {status: fc.constantFrom('pending', 'completed'), output: fc.jsonValue()},
  ),
  tagged('widget', {...itemBase, widget}, {copy_text: text}),
  tagged('generated_image', itemBase, {image}),
  tagged('structured_input', {...itemBase, inputs: listOf(structuredInput)}, {status: fc.constantFrom('answered')}),
  tagged('workflow', {...itemBase, workflow}),
  tagged('task', {...itemBase, task}),
  tagged('end_of_turn', itemBase),
) as fc.Arbitrary<ThreadItem>

export const hiddenItem = fc.oneof(
  tagged('hidden_context_item', {...itemBase, content: fc.jsonValue()}),
  tagged('sdk_hidden_context', {...itemBase, content: text}),
) as fc.Arbitrary<ThreadItem>

const itemPage = record({data: listOf(fc.oneof(visibleItem, hiddenItem))}, {has_more: fc.boolean(), after: id})
const status = fc.oneof(tagged('active'), tagged('locked', {}, {reason: text}), tagged('closed', {}, {reason: text}))
export const thread = record(
  {id, created_at: createdAt},
  {title: text, status, allowed_image_domains: listOf(text), metadata: freeForm, items: itemPage},
)

const update = fc.oneof(
  tagged('assistant_message.content_part.added', {content_index: index, content: assistantContent}),
  tagged('assistant_message.content_part.annotation_added', {
    content_index: index,
    annotation_index: index,
    annotation,
  }),
  tagged('assistant_message.content_part.done', {content_index: index, content: assistantContent}),
  tagged('widget.streaming_text.value_delta', {component_id: id, delta: text, done: fc.boolean()}),
  tagged('widget.root.updated', {widget}),
  tagged('widget.component.updated', {component_id: id, component: node}),
  tagged('workflow.task.added', {task_index: index, task}),
  tagged('workflow.task.updated', {task_index: index, task}),
  tagged('generated_image.updated', {image}, {progress: fc.float({min: 0, max: 1, noNaN: true})}),
)
// Passed on as it is, so nothing careless here.
const textDelta = fc.record({
  type: fc.constant('assistant_message.content_part.text_delta'),
  content_index: index,
  delta: text,
})

/** Every kind of event, without hidden items. */
export const clientEvent = fc.oneof(
  tagged('thread.created', {thread}),
  tagged('thread.updated', {thread}),
  tagged('thread.item.added', {item: visibleItem}),
  tagged('thread.item.done', {item: visibleItem}),
  tagged('thread.item.replaced', {item: visibleItem}),
  tagged('thread.item.updated', {item_id: id, update}),
  fc.record({type: fc.constant('thread.item.updated'), item_id: id, update: textDelta}),
  tagged('thread.item.removed', {item_id: id}),
  tagged('stream_options', {stream_options: record({allow_cancel: fc.boolean()})}),
  tagged('progress_update', {text}, {icon}),
  tagged('client_effect', {name: text}, {data: freeForm}),
  tagged('error', {}, {code: fc.constantFrom('stream.error', 'custom'), message: text, allow_retry: fc.boolean()}),
  tagged('notice', {level: fc.constantFrom('info', 'warning', 'danger'), message: text}, {title: text}),
) as fc.Arbitrary<ThreadStreamEvent>
