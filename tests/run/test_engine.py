"""The pool of workers: order, deadlines, deaths, interrupts. A worker never hangs the run."""

from __future__ import annotations

import errno
import itertools
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from pipeline.engine import Chunk, Fault, WorkerPool, worker_count
from pipeline.engine.board import State
from pipeline.engine.job import FINISHING, OPEN_ENDED, describe
from pipeline.engine.process import Lost, WorkerProcess
from pipeline.engine.worker import OVERHEAD_SECONDS
from pipeline.errors import OutputError, RunError
from pipeline.jobs.parts import call_each
from tests.run.jobs import Echo, FailsOddly, Outcome, Unprepared, alarm_rings_in

REPO = Path(__file__).resolve().parents[2]


def chunks(*groups: list[str]) -> list[Chunk[str]]:
    return [Chunk(number, group) for number, group in enumerate(groups)]


def outcomes(pool: WorkerPool, *items: str, folder: Path | None = None) -> list[Outcome]:
    ((_, found),) = pool.map(Echo(folder), chunks(list(items)))
    return found


def running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_until_gone(pids: list[int], seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not any(running(pid) for pid in pids):
            return True
        time.sleep(0.05)
    return False


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    with WorkerPool(workers=2, item_seconds=0.5) as shared:
        yield shared


@pytest.mark.parametrize("workers", [0, 1, 3])
def test_results_come_in_input_order_whatever_the_workers(workers: int) -> None:
    groups = [[f"sleep:{0.05 if number % 3 == 0 else 0}", f"n{number}"] for number in range(20)]
    with WorkerPool(workers, item_seconds=5) as pool:
        found = list(pool.map(Echo(), chunks(*groups)))
    assert [number for number, _ in found] == list(range(20))
    assert [found[1] for _, found in found] == [f"N{number}" for number in range(20)]


def test_a_worker_asks_libraries_for_one_thread_unless_the_caller_said_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    monkeypatch.setenv("OMP_NUM_THREADS", "3")
    with WorkerPool(workers=1, item_seconds=5) as pool:
        found = outcomes(pool, "environment:OPENBLAS_NUM_THREADS", "environment:OMP_NUM_THREADS")
    assert found == ["1", "3"]


def test_a_worker_gives_back_the_memory_that_arrow_has_freed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ARROW_DEFAULT_MEMORY_POOL", raising=False)
    with WorkerPool(workers=1, item_seconds=5) as pool:
        assert outcomes(pool, "arrow_pool") == ["system"]


def test_what_a_chunk_leaves_in_cycles_is_freed_before_the_next_chunk() -> None:
    with WorkerPool(workers=1, item_seconds=5) as pool:
        (_, before), (_, after) = pool.map(Echo(), chunks(["cycle", "cycles"], ["cycles"]))
    assert (before[1], after) == ("1", ["0"])


def test_the_input_is_taken_with_a_bounded_look_ahead(pool: WorkerPool) -> None:
    taken = 0

    def endless() -> Iterator[Chunk[str]]:
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield Chunk(number, ["a"])

    results = pool.map(Echo(), endless())
    for _ in itertools.islice(results, 10):
        pass
    assert taken < 10 + 10
    assert len(list(results)) == 990


@pytest.mark.parametrize("workers", [0, 2])
def test_what_an_item_raises_is_data(workers: int) -> None:
    with WorkerPool(workers, item_seconds=5) as pool:
        found = outcomes(pool, "a", "raise:two\nlines \x1b[31m", "exit:3", "b")
    assert found[0] == "A"
    assert found[3] == "B"
    assert isinstance(found[1], Fault)
    assert found[1].kind == "failed"
    assert found[1].message.startswith("ValueError: two lines \\x1b[31m (jobs.py, line ")
    assert isinstance(found[2], Fault)
    assert found[2].message.startswith("SystemExit: 3")


def test_an_item_that_overruns_is_timed_out_and_the_rest_of_its_chunk_is_done(pool: WorkerPool) -> None:
    found = outcomes(pool, "a", "sleep:60", "b")
    assert found == ["A", Fault("timed_out", "took more than 0.5 seconds"), "B"]


def test_a_runaway_in_c_code_is_timed_out_too(pool: WorkerPool) -> None:
    assert outcomes(pool, "runaway", "b") == [Fault("timed_out", "took more than 0.5 seconds"), "B"]


def test_a_stopped_worker_is_timed_out_too(pool: WorkerPool) -> None:
    assert outcomes(pool, "stop", "b") == [Fault("timed_out", "took more than 0.5 seconds"), "B"]


def test_an_item_whose_worker_is_killed_once_is_tried_again(pool: WorkerPool, tmp_path: Path) -> None:
    assert outcomes(pool, "a", "die_once:x", "b", folder=tmp_path) == ["A", "DIE_ONCE:X", "B"]


def test_an_item_whose_worker_is_killed_twice_has_failed(pool: WorkerPool) -> None:
    found = outcomes(pool, "a", "die", "b", "die", "c")
    fault = Fault("failed", "its worker process ended 2 times (ended by signal 9)")
    assert found == ["A", fault, "B", fault, "C"]


def test_a_worker_killed_from_outside_costs_nothing() -> None:
    groups = [[f"sleep:0.0{number % 10}" for number in range(20)]] * 4
    with WorkerPool(2, item_seconds=30) as pool:

        def kill_one() -> None:
            time.sleep(0.3)
            os.kill(pool.processes()[0], signal.SIGKILL)

        list(pool.map(Echo(), chunks(["a"], ["b"], ["c"], ["d"])))
        killer = threading.Thread(target=kill_one)
        killer.start()
        found = list(pool.map(Echo(), chunks(*groups)))
        killer.join()
    assert [number for number, _ in found] == [0, 1, 2, 3]
    assert all(found == [item.upper() for item in groups[0]] for _, found in found)


def test_a_worker_that_dies_while_it_finishes_a_chunk_is_replaced(pool: WorkerPool, tmp_path: Path) -> None:
    assert outcomes(pool, "die_once_in_finish", folder=tmp_path) == ["DIE_ONCE_IN_FINISH"]


@pytest.mark.parametrize("deaths", [2, 3])
def test_a_worker_that_dies_before_it_is_ready_is_replaced_twice(
    deaths: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[int] = []

    class Doomed(WorkerProcess):
        def _wait(self) -> tuple[str, Any] | Lost:
            if not begun or self._process.pid != begun[-1]:
                begun.append(self._process.pid)
                if len(begun) <= deaths:
                    self._process.kill()
            return super()._wait()

    monkeypatch.setattr("pipeline.engine.pool.WorkerProcess", Doomed)
    with WorkerPool(workers=1, item_seconds=5) as pool:
        if deaths == 2:
            assert outcomes(pool, "a") == ["A"]
        else:
            with pytest.raises(RunError, match="did not start"):
                outcomes(pool, "a")
    assert len(begun) == 3


def test_a_system_that_refuses_another_process_is_told_and_not_the_disk(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    monkeypatch.setattr("pipeline.engine.process.subprocess.Popen", refuse)
    with WorkerPool(workers=1, item_seconds=5) as pool, pytest.raises(RunError) as told:
        outcomes(pool, "a")
    assert "cannot be started: Resource temporarily unavailable" in str(told.value)
    assert "--workers 0" in str(told.value)


def test_only_what_is_open_ended_has_no_deadline_on_either_side(pool: WorkerPool) -> None:
    (limited,) = call_each(pool, alarm_rings_in, ["now"])
    (open_ended,) = call_each(pool, alarm_rings_in, ["now"], open_ended=True)
    assert limited > OVERHEAD_SECONDS and open_ended == 0
    with closing(WorkerProcess(item_seconds=0.5)) as worker:
        long_ago = time.monotonic() - 10 * OVERHEAD_SECONDS
        late = [worker._overrun(State(position, long_ago)) for position in (0, FINISHING, OPEN_ENDED)]
    assert late == [True, True, False]


def test_items_known_to_be_faulty_are_not_tried(pool: WorkerPool) -> None:
    fault = Fault("timed_out", "before")
    ((_, found),) = pool.map(Echo(), [Chunk(0, ["sleep:60", "a"], {0: fault})])
    assert found == [fault, "A"]


def test_large_results_and_noise_on_standard_output_pass(pool: WorkerPool) -> None:
    found = outcomes(pool, "noise:", "big:", "a")
    assert found[0] == "NOISE:"
    assert len(str(found[1])) == 10_000_000


def test_workers_are_kept_for_the_next_job() -> None:
    with WorkerPool(workers=1, item_seconds=5) as pool:
        assert outcomes(pool, "pid:") == outcomes(pool, "pid:")


def test_workers_at_rest_are_gone_and_new_ones_start_when_there_is_work() -> None:
    with WorkerPool(workers=1, item_seconds=5) as pool:
        (before,) = outcomes(pool, "pid:")
        pool.rest()
        assert wait_until_gone([int(str(before))])
        (after,) = outcomes(pool, "pid:")
    assert before != after


@pytest.mark.parametrize("workers", [0, 2])
def test_an_error_of_the_job_itself_is_raised_whole(workers: int) -> None:
    with WorkerPool(workers, item_seconds=5) as pool, pytest.raises(OutputError) as caught:
        list(pool.map(Echo(), chunks(["a"], ["fail_finish"], ["b"])))
    assert (caught.value.what, caught.value.where, caught.value.mend) == (
        "the disk is full",
        "here",
        "free some room",
    )


@pytest.mark.parametrize("workers", [0, 2])
def test_a_job_that_cannot_be_prepared_ends_the_run(workers: int) -> None:
    with WorkerPool(workers, item_seconds=5) as pool, pytest.raises(OutputError, match="the survey is gone"):
        list(pool.map(Unprepared(), chunks(["a"])))


def test_an_error_that_cannot_be_sent_is_described() -> None:
    with WorkerPool(1, item_seconds=5) as pool, pytest.raises(RunError, match="Unpicklable: strange error"):
        list(pool.map(FailsOddly(), chunks(["a"])))


def test_a_chunk_that_always_takes_its_worker_down_ends_the_run() -> None:
    with WorkerPool(1, item_seconds=5) as pool, pytest.raises(RunError, match="ended 3 times"):
        list(pool.map(Echo(), chunks(["die_in_finish"])))


def test_no_worker_is_left_when_the_caller_stops_taking() -> None:
    with WorkerPool(2, item_seconds=60) as pool:
        results = pool.map(Echo(), chunks(["a"], *[["sleep:60"]] * 3))
        next(results)
        pids = pool.processes()
        began = time.monotonic()
        results.close()
    assert pids
    assert wait_until_gone(pids)
    assert time.monotonic() - began < 5


INTERRUPTED = """
import sys
sys.path.insert(0, {repo!r})
from pipeline.engine import Chunk, WorkerPool
from tests.run.jobs import Echo
with WorkerPool(2, item_seconds={seconds}) as pool:
    results = pool.map(Echo(), [Chunk(0, ["pid:"]), *(Chunk(n, [{item!r}] * 3) for n in range(1, 50))])
    next(results)
    print(*pool.processes(), flush=True)
    list(results)
"""


def start(item: str, seconds: float) -> tuple[subprocess.Popen[str], list[int]]:
    script = INTERRUPTED.format(repo=str(REPO), item=item, seconds=seconds)
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    pids = [int(pid) for pid in process.stdout.readline().split()]
    assert pids
    return process, pids


def test_an_interrupt_ends_the_run_and_all_workers_at_once() -> None:
    process, pids = start("sleep:30", seconds=60)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=10)
    assert errors.rstrip().endswith("KeyboardInterrupt")
    assert wait_until_gone(pids)


@pytest.mark.parametrize(("item", "item_seconds"), [("sleep:0.2", 1), ("runaway", 1), ("sleep:60", 600)])
def test_orphans_end_by_themselves(item: str, item_seconds: float) -> None:
    process, pids = start(item, seconds=item_seconds)
    time.sleep(0.2)
    process.kill()
    process.wait()
    assert wait_until_gone(pids, seconds=8)


def test_workers_need_no_main_guard(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(INTERRUPTED.format(repo=str(REPO), item="a", seconds=5) + "print('end')\n")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=60, cwd=tmp_path)
    assert done.stdout.endswith("end\n"), done.stderr


def test_the_number_of_workers_is_as_asked_or_one_a_core_but_not_more_than_chunks() -> None:
    assert worker_count(0, chunks=10) == 0
    assert worker_count(7, chunks=1) == 7
    assert worker_count(None, chunks=1) == 1
    assert worker_count(None, chunks=10_000) >= 1


def test_an_exception_is_described_on_one_line_with_its_place() -> None:
    try:
        Path("/nowhere/at/all").read_text()
    except OSError as error:
        line = describe(error)
    assert line.startswith("FileNotFoundError: [Errno 2] No such file or directory")
    assert "\n" not in line
