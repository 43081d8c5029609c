"""Training of the generic labeller. Never part of the package that people install."""

import os

# One thread, and so the same sums on every run. It is read when numpy is first loaded, which is after this.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
