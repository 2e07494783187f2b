"""Qdrant's own Python client in its local mode, behind the routes of a Qdrant server that the index uses.

Requests are parsed by the client's models, which are generated from Qdrant's OpenAPI description. Listens on a free
loopback port, which it prints, and ends with its standard input.
"""

import json
import os
import re
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from pydantic import TypeAdapter
from qdrant_client import QdrantClient
from qdrant_client.http import models

client = QdrantClient(":memory:")
lock = threading.Lock()


def parse(model, body):
    return TypeAdapter(model).validate_json(body)


def query(name, one):
    fields = {key: getattr(one, key) for key in one.model_fields_set if key not in ("filter", "shard_key")}
    if one.filter is not None:
        fields["query_filter"] = one.filter
    return client.query_points(name, **{"with_payload": False, **fields})


def upsert(name, body):
    return client.upsert(name, points=parse(models.PointInsertOperations, body).points)


def retrieve(name, body):
    request = parse(models.PointRequest, body)
    return client.retrieve(name, ids=request.ids, with_payload=request.with_payload)


def scroll(name, body):
    request = parse(models.ScrollRequest, body)
    points, offset = client.scroll(
        name,
        scroll_filter=request.filter,
        limit=request.limit,
        offset=request.offset,
        with_payload=request.with_payload,
        with_vectors=request.with_vector or False,
    )
    return models.ScrollResult(points=points, next_page_offset=offset)


def create(name, body):
    request = parse(models.CreateCollection, body)
    return client.create_collection(
        name, vectors_config=request.vectors or {}, sparse_vectors_config=request.sparse_vectors
    )


def batch(name, body):
    return [query(name, one) for one in parse(models.QueryRequestBatch, body).searches]


ROUTES = [
    ("GET", "/aliases", lambda name, body: client.get_aliases()),
    ("POST", "/collections/aliases", lambda name, body: client.update_collection_aliases(parse(models.ChangeAliasesOperation, body).actions)),
    ("GET", "/collections/(.+)/exists", lambda name, body: {"exists": client.collection_exists(name)}),
    ("PUT", "/collections/([^/]+)", create),
    ("DELETE", "/collections/([^/]+)", lambda name, body: client.delete_collection(name)),
    ("PUT", "/collections/([^/]+)/index", lambda name, body: bool(parse(models.CreateFieldIndex, body))),
    ("PUT", "/collections/([^/]+)/points", upsert),
    ("POST", "/collections/([^/]+)/points", retrieve),
    ("POST", "/collections/([^/]+)/points/scroll", scroll),
    ("POST", "/collections/([^/]+)/points/count", lambda name, body: client.count(name, exact=True)),
    ("POST", "/collections/([^/]+)/points/query", lambda name, body: query(name, parse(models.QueryRequest, body))),
    ("POST", "/collections/([^/]+)/points/query/batch", batch),
]


def plain(value):
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value.model_dump(mode="json") if hasattr(value, "model_dump") else value


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        path = self.path.split("?")[0]
        for method, pattern, act in ROUTES:
            match = re.fullmatch(pattern, path) if method == self.command else None
            if match is None:
                continue
            try:
                with lock:
                    result = plain(act(match[1] if match.groups() else "", body))
                self.send(200, {"result": result, "status": "ok", "time": 0})
            except Exception as error:  # The client says "not found" in a ValueError.
                status = 404 if "not found" in str(error) else 400
                self.send(status, {"status": {"error": f"{type(error).__name__}: {error}"}, "time": 0})
            return
        self.send(404, {"status": {"error": "no such route"}, "time": 0})

    def send(self, status, value):
        data = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_PUT = do_POST = do_DELETE = answer

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
print(server.server_port, flush=True)
server.serve_forever()
