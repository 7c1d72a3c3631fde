"""Analysis in processes of its own: a crash or a hang costs one drop, and a parser's hole opens nothing.

A worker holds the knowledge (language packs, places, the gazetteer) and nothing else: no store, no network, no
secrets. It gets a batch, answers drop by drop, and the drop whose answer is missing when it dies is the one to
blame; the rest of the batch goes to its successor. The daemon's side is `pool`, the worker's `child`, and each
imports only its own: a worker has no use for logs and loops.
"""
