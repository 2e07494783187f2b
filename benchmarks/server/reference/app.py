"""The reference server on FastAPI, as its documentation mounts it, with the hook of ../scripted-server.js.

Run with: python -m uvicorn app:app --host 127.0.0.1 --port <port>, and the folder of the conformance suite's store in PYTHONPATH.
"""

import json
from collections.abc import AsyncIterator
from datetime import datetime

from chatkit.server import ChatKitServer, StreamingResult
from chatkit.types import (
    AssistantMessageContent,
    AssistantMessageContentPartTextDelta,
    AssistantMessageItem,
    ThreadItemAddedEvent,
    ThreadItemDoneEvent,
    ThreadItemUpdatedEvent,
    ThreadMetadata,
    ThreadStreamEvent,
    UserMessageItem,
)
from fastapi import FastAPI, Request, Response
from fastapi.responses import StreamingResponse
from store import Context, MemoryStore

WORD = "word "


class ScriptedServer(ChatKitServer[Context]):
    async def respond(
        self, thread: ThreadMetadata, input_user_message: UserMessageItem | None, context: Context
    ) -> AsyncIterator[ThreadStreamEvent]:
        assert input_user_message is not None
        wish = json.loads(input_user_message.content[0].text)
        item_id = self.store.generate_item_id("message", thread, context)
        created_at = datetime.now()
        yield ThreadItemAddedEvent(
            item=AssistantMessageItem(id=item_id, thread_id=thread.id, created_at=created_at, content=[])
        )
        for _ in range(wish["deltas"]):
            yield ThreadItemUpdatedEvent(
                item_id=item_id, update=AssistantMessageContentPartTextDelta(content_index=0, delta=WORD)
            )
        content = [AssistantMessageContent(text=WORD * wish["deltas"], annotations=[])]
        yield ThreadItemDoneEvent(
            item=AssistantMessageItem(id=item_id, thread_id=thread.id, created_at=created_at, content=content)
        )


app = FastAPI()
server = ScriptedServer(MemoryStore(counted_ids=False))


@app.post("/chatkit")
async def chatkit(request: Request) -> Response:
    result = await server.process(await request.body(), {"user": "alice"})
    if isinstance(result, StreamingResult):
        return StreamingResponse(result, media_type="text/event-stream")
    return Response(content=result.json, media_type="application/json")
