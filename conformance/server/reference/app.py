"""The reference server on FastAPI: openai-chatkit as its documentation mounts it, once for each scenario.

Run with: python -m uvicorn app:app --host 127.0.0.1 --port <port>
"""

import itertools
from typing import Any

from chatkit.server import StreamingResult
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse
from script import Context, ScriptedServer, look, seed

app = FastAPI()
servers: dict[str, ScriptedServer] = {}
numbers = itertools.count(1)


@app.post("/scenarios")
async def prepare(scenario: dict[str, Any]) -> dict[str, str]:
    name = str(next(numbers))
    servers[name] = ScriptedServer(scenario)
    return {"path": f"/{name}"}


@app.post("/{name}/chatkit")
async def chatkit(name: str, request: Request) -> Response:
    result = await servers[name].process(await request.body(), context_of(request))
    if isinstance(result, StreamingResult):
        return StreamingResponse(result, media_type="text/event-stream")
    return Response(content=result.json, media_type="application/json")


@app.post("/{name}/backstage")
async def backstage(name: str, request: Request) -> Response:
    server = servers[name]
    context = context_of(request)
    match await request.json():
        case {"seed": what}:
            await seed(server, what, context)
            return JSONResponse({})
        case {"open": gate}:
            server.gate(gate).set()
            return JSONResponse({})
        case {"look": what}:
            return JSONResponse(await look(server, what, context))
        case _:
            return JSONResponse({}, status_code=400)


def context_of(request: Request) -> Context:
    return {"user": request.headers.get("x-user", "alice")}
