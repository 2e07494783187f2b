"""A ChatKit server whose hooks play what a scenario says."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any

from agent import run_agent
from chatkit.errors import CustomStreamError, ErrorCode, StreamError
from chatkit.server import ChatKitServer, stream_widget
from chatkit.types import (
    Action,
    AudioInput,
    ClientEffectEvent,
    FeedbackKind,
    StreamOptions,
    SyncCustomActionResponse,
    ThreadMetadata,
    ThreadStatus,
    ThreadStreamEvent,
    TranscriptionResult,
    UserMessageItem,
    WidgetItem,
)
from chatkit.widgets import DynamicWidgetRoot, WidgetRoot, WidgetTemplate
from pydantic import BaseModel, TypeAdapter
from store import ATTACHMENT, ITEM, Context, MemoryStore, ScriptedAttachmentStore

EVENT = TypeAdapter[ThreadStreamEvent](ThreadStreamEvent)
WIDGET = TypeAdapter[WidgetRoot](WidgetRoot)
STATUS = TypeAdapter[ThreadStatus](ThreadStatus)


class ScriptedServer(ChatKitServer[Context]):
    store: MemoryStore

    def __init__(self, scenario: dict[str, Any]) -> None:
        options = scenario.get("server", {})
        self.calls: list[dict[str, Any]] = []
        self.gates: dict[str, asyncio.Event] = {}
        self._scripts: dict[str, list[list[dict[str, Any]]]] = scenario.get("script", {})
        self._played: dict[str, int] = {}
        self._options = options
        self._model: dict[str, Any] = scenario.get("model", {})
        attachments = None
        if "attachments" in options:
            attachments = ScriptedAttachmentStore(options["attachments"], self.calls)
        super().__init__(MemoryStore(options.get("counted_ids", False)), attachments)

    def respond(
        self, thread: ThreadMetadata, input_user_message: UserMessageItem | None, context: Context
    ) -> AsyncIterator[ThreadStreamEvent]:
        return self._play("respond", thread, context, {"input": input_user_message})

    def action(
        self, thread: ThreadMetadata, action: Action[str, Any], sender: WidgetItem | None, context: Context
    ) -> AsyncIterator[ThreadStreamEvent]:
        if "action" not in self._scripts:
            return super().action(thread, action, sender, context)
        return self._play("action", thread, context, {"action": action, "sender": sender})

    async def sync_action(
        self, thread: ThreadMetadata, action: Action[str, Any], sender: WidgetItem | None, context: Context
    ) -> SyncCustomActionResponse:
        if "sync_action" not in self._scripts:
            return await super().sync_action(thread, action, sender, context)
        self._record("sync_action", {"action": plain(action), "sender": plain(sender), **context})
        names = {"thread": thread.id, "sender": sender.id if sender else None}
        for step in self._next_script("sync_action"):
            if "raise" in step:
                raise to_error(step["raise"])
            if "return" in step:
                return SyncCustomActionResponse.model_validate(fill(step["return"], names))
        return SyncCustomActionResponse()

    async def add_feedback(
        self, thread_id: str, item_ids: list[str], feedback: FeedbackKind, context: Context
    ) -> None:
        self._record("add_feedback", {"thread_id": thread_id, "item_ids": item_ids, "kind": feedback, **context})

    async def transcribe(self, audio_input: AudioInput, context: Context) -> TranscriptionResult:
        if "transcribe" not in self._scripts:
            return await super().transcribe(audio_input, context)
        heard = {"mime_type": audio_input.mime_type, "media_type": audio_input.media_type}
        self._record("transcribe", {"bytes": audio_input.data.hex(), **heard, **context})
        for step in self._next_script("transcribe"):
            if "raise" in step:
                raise to_error(step["raise"])
            if "return" in step:
                return TranscriptionResult.model_validate(step["return"])
        raise RuntimeError("The script of transcribe returns nothing")

    def get_stream_options(self, thread: ThreadMetadata, context: Context) -> StreamOptions:
        if "stream_options" in self._options:
            return StreamOptions.model_validate(self._options["stream_options"])
        return super().get_stream_options(thread, context)

    def gate(self, name: str) -> asyncio.Event:
        return self.gates.setdefault(name, asyncio.Event())

    def _record(self, hook: str, what: dict[str, Any]) -> None:
        self.calls.append({"hook": hook, **what})

    def _next_script(self, hook: str) -> list[dict[str, Any]]:
        index = self._played.get(hook, 0)
        self._played[hook] = index + 1
        return self._scripts[hook][index]

    async def _play(
        self, hook: str, thread: ThreadMetadata, context: Context, subject: dict[str, Any]
    ) -> AsyncIterator[ThreadStreamEvent]:
        names: dict[str, Any] = {"thread": thread.id}
        names |= {name: value.id for name, value in subject.items() if hasattr(value, "id")}
        for step in self._next_script(hook):
            match step:
                case {"yield": event}:
                    yield EVENT.validate_python(fill(event, names))
                case {"yield_unknown": _}:
                    # Python's types let no unknown event be made; this is as near as an app can come.
                    yield step["yield_unknown"]  # type: ignore[misc]
                case {"new": made}:
                    for name, kind in made.items():
                        names[name] = self.store.generate_item_id(kind, thread, context)
                case {"set": fields}:
                    for name, value in fields.items():
                        setattr(thread, name, STATUS.validate_python(value) if name == "status" else value)
                case {"save_thread": True}:
                    await self.store.save_thread(thread, context)
                case {"save_item": item}:
                    await self.store.save_item(thread.id, ITEM.validate_python(fill(item, names)), context)
                case {"tell": what}:
                    everything = {**subject, "user": context["user"], "thread": thread, "has_items": hasattr(thread, "items")}
                    told = {name: plain(everything.get(name)) for name in what if name in everything}
                    yield ClientEffectEvent(name="told", data=told)
                case {"run_agent": what}:
                    async for event in run_agent(what, thread, self.store, context, self._model):
                        yield event
                case {"stream_widget": what}:
                    async for event in stream_widget(thread, to_widgets(what), what.get("copy_text")):
                        yield event
                case {"wait": "forever"}:
                    await asyncio.Event().wait()
                case {"wait": gate}:
                    await self.gate(gate).wait()
                case {"raise": error}:
                    raise to_error(error)
                case _:
                    raise RuntimeError(f"Unknown step of a script: {step}")


ROOT = Path(__file__).resolve().parents[3]


def to_widgets(what: dict[str, Any]) -> Any:
    """One widget, or its states one by one; made by the component classes, or as a template makes them (`dynamic`), or by one."""
    if "file" in what:
        return WidgetTemplate.from_file(str(ROOT / what["file"])).build(what["data"])
    if "template" in what:
        return WidgetTemplate(what["template"]).build(what["data"])
    make = DynamicWidgetRoot.model_validate if what.get("dynamic") else WIDGET.validate_python

    async def states() -> AsyncIterator[WidgetRoot]:
        for state in what["states"]:
            yield make(state)
        if what.get("fail"):
            raise RuntimeError("secret detail: the states broke off")

    return make(what["widget"]) if "widget" in what else states()


def to_error(error: Any) -> Exception:
    match error:
        case {"custom": message, **options}:
            return CustomStreamError(message, **options)
        case {"stream": code, **options}:
            return StreamError(ErrorCode(code), **options)
        case _:
            return RuntimeError("secret detail: " + str(error))


def plain(value: Any) -> Any:
    """A model as a client would get it, so that both servers tell the same of what they were given."""
    if isinstance(value, BaseModel):
        exclude = {"items"} if isinstance(value, ThreadMetadata) else None
        return json.loads(
            value.model_dump_json(by_alias=True, exclude_none=True, exclude=exclude, context={"exclude_metadata": True})
        )
    return value


def fill(value: Any, names: dict[str, Any]) -> Any:
    """Puts in what only a run knows: `$now`, `$thread`, `$input`, `$sender` and the names made by `new`."""
    if isinstance(value, str) and value.startswith("$"):
        return datetime.now() if value == "$now" else names[value[1:]]
    if isinstance(value, list):
        return [fill(entry, names) for entry in value]
    if isinstance(value, dict):
        return {key: fill(entry, names) for key, entry in value.items()}
    return value


async def seed(server: ScriptedServer, what: dict[str, Any], context: Context) -> None:
    """Puts records into the store without asking the server."""
    for thread in what.get("threads", []):
        await server.store.save_thread(ThreadMetadata.model_validate(thread), context)
    for item in what.get("items", []):
        await server.store.save_item(item["thread_id"], ITEM.validate_python(item), context)
    for attachment in what.get("attachments", []):
        await server.store.save_attachment(ATTACHMENT.validate_python(attachment), context)


async def look(server: ScriptedServer, what: dict[str, Any], context: Context) -> Any:
    """What is in the store, and what the hooks were called with."""
    match what:
        case {"items": thread_id}:
            page = await server.store.load_thread_items(thread_id, None, 1000, "asc", context)
            return [plain(item) for item in page.data]
        case {"thread": thread_id}:
            thread = await server.store.load_thread(thread_id, context)
            return thread.model_dump(mode="json", exclude_none=True)
        case {"threads": _}:
            page = await server.store.load_threads(1000, None, "asc", context)
            return [thread.model_dump(mode="json", exclude_none=True) for thread in page.data]
        case {"attachment": attachment_id}:
            attachment = await server.store.load_attachment(attachment_id, context)
            return attachment.model_dump(mode="json", exclude_none=True)
        case _:
            return server.calls
