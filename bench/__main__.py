"""`python -m bench`: the benchmark of speed and memory."""

from bench.throughput import main

main()
