"""The engine: runs jobs over chunks of pages, in this process or in workers, results in input order."""

from pipeline.engine.job import Chunk, Fault, Job
from pipeline.engine.pool import WorkerPool, worker_count

__all__ = ["Chunk", "Fault", "Job", "WorkerPool", "worker_count"]
