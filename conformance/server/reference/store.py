"""The app's part of the reference server: openai-chatkit ships no store, so this is one.

It does what the SDK's own documentation and tests have a store do: `add_thread_item` inserts and fails on an id that is there,
`save_item` overwrites, pages are cut by time of creation, and everything belongs to the user of the request.
"""

from datetime import datetime
from typing import Any, TypedDict

from chatkit.store import AttachmentStore, NotFoundError, Store, StoreItemType
from chatkit.types import (
    Attachment,
    AttachmentCreateParams,
    Page,
    ThreadItem,
    ThreadMetadata,
)
from pydantic import TypeAdapter

ITEM = TypeAdapter[ThreadItem](ThreadItem)
ATTACHMENT = TypeAdapter[Attachment](Attachment)


class Context(TypedDict):
    user: str


class Drawer:
    """What one user has. Records are JSON, so that what comes back is a copy, as from a database."""

    def __init__(self) -> None:
        self.threads: dict[str, bytes] = {}
        self.items: dict[str, dict[str, bytes]] = {}
        self.attachments: dict[str, bytes] = {}


class MemoryStore(Store[Context]):
    def __init__(self, counted_ids: bool) -> None:
        self._drawers: dict[str, Drawer] = {}
        self._counted_ids = counted_ids
        self._count = 0

    def generate_thread_id(self, context: Context) -> str:
        return self._counted("thread") if self._counted_ids else super().generate_thread_id(context)

    def generate_item_id(self, item_type: StoreItemType, thread: ThreadMetadata, context: Context) -> str:
        return self._counted(item_type) if self._counted_ids else super().generate_item_id(item_type, thread, context)

    async def load_thread(self, thread_id: str, context: Context) -> ThreadMetadata:
        return ThreadMetadata.model_validate_json(self._record("Thread", thread_id, self._drawer(context).threads))

    async def save_thread(self, thread: ThreadMetadata, context: Context) -> None:
        record = thread.model_dump_json(exclude={"items"})
        self._drawer(context).threads[thread.id] = record.encode()

    async def load_threads(self, limit: int, after: str | None, order: str, context: Context) -> Page[ThreadMetadata]:
        threads = [ThreadMetadata.model_validate_json(record) for record in self._drawer(context).threads.values()]
        return cut_page(threads, limit, after, order, "Thread")

    async def load_thread_items(
        self, thread_id: str, after: str | None, limit: int, order: str, context: Context
    ) -> Page[ThreadItem]:
        records = self._drawer(context).items.get(thread_id, {})
        return cut_page([ITEM.validate_json(record) for record in records.values()], limit, after, order, "Item")

    async def add_thread_item(self, thread_id: str, item: ThreadItem, context: Context) -> None:
        if item.id in self._drawer(context).items.get(thread_id, {}):
            raise ValueError(f"UNIQUE constraint failed: {item.id}")
        await self.save_item(thread_id, item, context)

    async def save_item(self, thread_id: str, item: ThreadItem, context: Context) -> None:
        self._drawer(context).items.setdefault(thread_id, {})[item.id] = ITEM.dump_json(item)

    async def load_item(self, thread_id: str, item_id: str, context: Context) -> ThreadItem:
        return ITEM.validate_json(self._record("Item", item_id, self._drawer(context).items.get(thread_id, {})))

    async def delete_thread(self, thread_id: str, context: Context) -> None:
        self._drawer(context).threads.pop(thread_id, None)
        self._drawer(context).items.pop(thread_id, None)

    async def delete_thread_item(self, thread_id: str, item_id: str, context: Context) -> None:
        self._drawer(context).items.get(thread_id, {}).pop(item_id, None)

    async def save_attachment(self, attachment: Attachment, context: Context) -> None:
        self._drawer(context).attachments[attachment.id] = ATTACHMENT.dump_json(attachment)

    async def load_attachment(self, attachment_id: str, context: Context) -> Attachment:
        return ATTACHMENT.validate_json(
            self._record("Attachment", attachment_id, self._drawer(context).attachments)
        )

    async def delete_attachment(self, attachment_id: str, context: Context) -> None:
        self._drawer(context).attachments.pop(attachment_id, None)

    def _drawer(self, context: Context) -> Drawer:
        return self._drawers.setdefault(context["user"], Drawer())

    def _counted(self, kind: str) -> str:
        self._count += 1
        return f"{kind}-made-by-the-app-{self._count}"

    @staticmethod
    def _record(kind: str, record_id: str, records: dict[str, bytes]) -> bytes:
        if record_id not in records:
            raise NotFoundError(f"{kind} {record_id} not found")
        return records[record_id]


class ScriptedAttachmentStore(AttachmentStore[Context]):
    """Makes the record that the scenario gives, and keeps the ids whose bytes it was asked to delete."""

    def __init__(self, record: dict[str, Any] | None, calls: list[dict[str, Any]]) -> None:
        self._template = record
        self._calls = calls

    async def create_attachment(self, input: AttachmentCreateParams, context: Context) -> Attachment:
        if self._template is None:
            return await super().create_attachment(input, context)
        own = {
            "id": self.generate_attachment_id(input.mime_type, context),
            "name": input.name,
            "mime_type": input.mime_type,
        }
        return ATTACHMENT.validate_python({**self._template, **own})

    async def delete_attachment(self, attachment_id: str, context: Context) -> None:
        self._calls.append({"hook": "delete_attachment", "attachment_id": attachment_id})


def cut_page(records: list[Any], limit: int, after: str | None, order: str, kind: str) -> Page[Any]:
    """Strictly later (or earlier) than the record that the page before ended with, by time alone."""
    newest_first = order == "desc"
    ordered = sorted(records, key=lambda record: local_time(record.created_at), reverse=newest_first)
    if after:
        cursor = next((record for record in ordered if record.id == after), None)
        if cursor is None:
            raise NotFoundError(f"{kind} {after} not found")
        edge = local_time(cursor.created_at)
        ordered = [
            record
            for record in ordered
            if (local_time(record.created_at) < edge if newest_first else local_time(record.created_at) > edge)
        ]
    data = ordered[:limit]
    has_more = len(ordered) > limit
    return Page(data=data, has_more=has_more, after=data[-1].id if has_more and data else None)


def local_time(time: datetime) -> datetime:
    return time.astimezone().replace(tzinfo=None) if time.tzinfo else time
