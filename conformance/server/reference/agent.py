"""Runs an agent as a scenario says, with the model of the scenario."""

from collections.abc import AsyncIterator
from typing import Any

from agents import (
    Agent,
    FunctionTool,
    GuardrailFunctionOutput,
    InputGuardrail,
    OpenAIChatCompletionsModel,
    OpenAIResponsesModel,
    OutputGuardrail,
    RunConfig,
    Runner,
    StopAtTools,
)
from chatkit.agents import (
    AgentContext,
    ClientToolCall,
    ResponseStreamConverter,
    ThreadItemConverter,
    accumulate_text,
    stream_agent_response,
)
from chatkit.server import stream_widget
from chatkit.types import (
    Annotation,
    CustomSummary,
    Task,
    ThreadMetadata,
    ThreadStreamEvent,
    URLSource,
    Workflow,
)
from chatkit.widgets import Card, Markdown, Text, WidgetRoot
from openai import AsyncOpenAI
from pydantic import TypeAdapter

EVENT = TypeAdapter[ThreadStreamEvent](ThreadStreamEvent)
WIDGET = TypeAdapter[WidgetRoot](WidgetRoot)
TASK = TypeAdapter[Task](Task)
TEXT = TypeAdapter[Text | Markdown](Text | Markdown)


async def run_agent(
    spec: dict[str, Any], thread: ThreadMetadata, store: Any, request_context: Any, model: dict[str, Any]
) -> AsyncIterator[ThreadStreamEvent]:
    context = AgentContext(thread=thread, store=store, request_context=request_context)
    for step in spec.get("before", []):
        await act(context, step)
    run_input: Any = "question"
    if spec.get("history"):
        page = await store.load_thread_items(thread.id, None, 1000, "asc", request_context)
        items = ThreadItemConverter() if spec["history"] == "defaults" else TestItemConverter()
        run_input = await items.to_agent_input(page.data)
    run = Runner.run_streamed(
        create_agent(spec, model), run_input, context=context, run_config=RunConfig(tracing_disabled=True)
    )
    if "as_widget" in spec:
        texts = accumulate_text(run.stream_events(), TEXT.validate_python(spec["as_widget"]))
        async for event in stream_widget(thread, in_cards(texts)):
            yield event
        return
    own = spec.get("own_converter", False)
    converter = TestStreamConverter() if own else ResponseStreamConverter(partial_images=spec.get("partial_images"))
    async for event in stream_agent_response(context, run, converter=converter):
        yield event


def create_agent(spec: dict[str, Any], model: dict[str, Any]) -> Agent[Any]:
    client = AsyncOpenAI(api_key="test", base_url=model["url"], max_retries=0)
    make = OpenAIChatCompletionsModel if model["dialect"] == "chat" else OpenAIResponsesModel

    async def trip(*_args: Any) -> GuardrailFunctionOutput:
        return GuardrailFunctionOutput(output_info=None, tripwire_triggered=True)

    agent = Agent[Any](
        name="test",
        model=make(model="test-model", openai_client=client),
        tools=[create_tool(tool) for tool in spec.get("tools", [])],
    )
    if "stop_at" in spec:
        agent.tool_use_behavior = StopAtTools(stop_at_tool_names=spec["stop_at"])
    if spec.get("guardrail") == "input":
        agent.input_guardrails = [InputGuardrail(guardrail_function=trip, run_in_parallel=False)]
    if spec.get("guardrail") == "output":
        agent.output_guardrails = [OutputGuardrail(guardrail_function=trip)]
    return agent


def create_tool(tool: dict[str, Any]) -> FunctionTool:
    async def invoke(run_context: Any, _args: str) -> str:
        for step in tool.get("does", []):
            await act(run_context.context, step)
        return "done"

    return FunctionTool(
        name=tool["name"],
        description=tool["name"],
        params_json_schema={"type": "object", "properties": {}, "required": [], "additionalProperties": True},
        on_invoke_tool=invoke,
        strict_json_schema=False,
    )


async def act(context: AgentContext[Any], step: dict[str, Any]) -> None:
    match step:
        case {"stream": event}:
            await context.stream(EVENT.validate_python(event))
        case {"stream_widget": {"widget": widget}}:
            await context.stream_widget(WIDGET.validate_python(widget))
        case {"stream_widget": {"states": states}}:
            await context.stream_widget(to_states(states))
        case {"start_workflow": workflow}:
            await context.start_workflow(Workflow.model_validate(workflow))
        case {"add_task": task}:
            await context.add_workflow_task(TASK.validate_python(task))
        case {"update_task": {"task": task, "index": index}}:
            await context.update_workflow_task(TASK.validate_python(task), index)
        case {"end_workflow": {"summary": summary, **options}}:
            await context.end_workflow(CustomSummary.model_validate(summary), **options)
        case {"end_workflow": options}:
            await context.end_workflow(**options)
        case {"client_tool_call": call}:
            context.client_tool_call = ClientToolCall.model_validate(call)
        case _:
            raise RuntimeError(f"Unknown step of a tool: {step}")


async def to_states(states: list[Any]) -> AsyncIterator[WidgetRoot]:
    for state in states:
        yield WIDGET.validate_python(state)


async def in_cards(texts: AsyncIterator[Any]) -> AsyncIterator[WidgetRoot]:
    async for text in texts:
        yield Card(children=[text])


class TestItemConverter(ThreadItemConverter):
    async def attachment_to_message_content(self, attachment: Any) -> Any:
        return {"type": "input_text", "text": f"attached: {attachment.name}"}

    async def tag_to_message_content(self, tag: Any) -> Any:
        return {"type": "input_text", "text": f"tag: {tag.text}"}


class TestStreamConverter(ResponseStreamConverter):
    async def base64_image_to_url(
        self, image_id: str, base64_image: str, partial_image_index: int | None = None
    ) -> str:
        index = "final" if partial_image_index is None else partial_image_index
        return f"https://files.example/{image_id}/{base64_image}/{index}"

    def partial_image_index_to_progress(self, partial_image_index: int) -> float:
        return partial_image_index / 10

    async def file_citation_to_annotation(self, file_citation: Any) -> Annotation | None:
        filename = file_citation.filename
        source = URLSource(url=f"https://files.example/{filename}", title=filename)
        return Annotation(source=source, index=file_citation.index)
