"""Memory of a process and all its descendants, sampled from /proc (Linux)."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")


@dataclass(slots=True)
class Peak:
    """The greatest sums seen, in bytes."""

    pss: int = 0
    """Proportional set size: shared pages are shared out among those that share them."""
    rss: int = 0
    processes: int = 0
    samples: int = 0


class TreeMemory:
    """A context manager that samples the tree below `root` until it is left; the result is `peak`."""

    def __init__(self, root: int, *, every: float = 0.2) -> None:
        self.peak = Peak()
        self._root = root
        self._every = every
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)

    def __enter__(self) -> TreeMemory:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _sample(self) -> None:
        while not self._stop.wait(self._every):
            sizes = [_sizes(pid) for pid in tree(self._root)]
            self.peak.pss = max(self.peak.pss, sum(pss for pss, _ in sizes))
            self.peak.rss = max(self.peak.rss, sum(rss for _, rss in sizes))
            self.peak.processes = max(self.peak.processes, len(sizes))
            self.peak.samples += 1


def tree(root: int) -> list[int]:
    """The process and its descendants."""
    children: dict[int, list[int]] = {}
    for name in os.listdir(PROC):  # noqa: PTH208 - many times a second
        if name.isdigit():
            try:
                stat = (PROC / name / "stat").read_text()
            except OSError:
                continue
            children.setdefault(int(stat.rpartition(")")[2].split()[1]), []).append(int(name))
    found = [root]
    for pid in found:
        found.extend(children.get(pid, ()))
    return found


def _sizes(pid: int) -> tuple[int, int]:
    """PSS and RSS of one process in bytes; zeros where it is gone."""
    sizes = {"Pss:": 0, "Rss:": 0}
    try:
        for line in (PROC / str(pid) / "smaps_rollup").read_text().splitlines():
            word, _, rest = line.partition(" ")
            if word in sizes:
                sizes[word] = int(rest.split()[0]) * 1024
    except (OSError, ValueError):
        return 0, 0
    return sizes["Pss:"], sizes["Rss:"]
