"""Many claims on many machines: chunks go to the workers of a Dask cluster, each of which has a pool of its own.

Dask runs a chunk again when its worker is lost, so a claim is judged at least once; its result is taken
exactly once, since each chunk is answered by one future. What makes claims cost only themselves is the
pool inside the worker (`derivcheck.ground.workers`): its processes are not those of multiprocessing,
which workers under a nanny, being daemonic, may not start.
"""

from __future__ import annotations

import contextlib
import functools
import importlib
import itertools
import math
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from derivcheck.ground.errors import InputError, MissingExtraError
from derivcheck.ground.workers import Pool
from derivcheck.results.claim_result import ClaimResult
from derivcheck.testing.claim_row import ClaimRow
from derivcheck.testing.many import JudgingOptions, pool_for, results_of

CHUNK = 100
"""Claims a message: some tenths of a second of work, beside which the milliseconds of a task of Dask do not count."""

AHEAD = 3
"""Chunks a thread that are sent before their turn, so that no thread waits for a message."""

CONNECTING_SECONDS = 30.0

COUNTED_SECONDS = 2.0
"""How often the scheduler is asked how many workers there are: that takes a message and its answer."""

Row = ClaimRow | ClaimResult


def judged_by_dask(
    rows: Iterable[Row], options: JudgingOptions, address: str, timeout: float, memory: int
) -> Iterator[ClaimResult]:
    """Yield a result for each row, in the order in which chunks are done.

    Parameters
    ----------
    rows : iterable of ClaimRow or ClaimResult
        Taken as they are needed.
    options : JudgingOptions
    address : str
        Of the scheduler, such as "tcp://10.0.0.1:8786".
    timeout : float
        Seconds for a claim.
    memory : int
        Bytes that a claim may take.

    Raises
    ------
    MissingExtraError
        Dask is not installed.
    InputError
        There is no scheduler at the address, or its workers cannot run derivcheck.
    """
    client = _client(address)
    try:
        yield from _Run(client, options, timeout, memory).results(rows)
    finally:
        client.close()


def _client(address: str) -> Any:
    try:
        distributed = importlib.import_module("distributed")
    except ImportError:
        raise MissingExtraError("the engine dask", "distributed") from None
    try:
        return distributed.Client(address, timeout=CONNECTING_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise InputError(f"no Dask scheduler answers at {address!r}; give --engine-address tcp://HOST:PORT") from error


class _Run:
    """The chunks that are under way."""

    def __init__(self, client: Any, options: JudgingOptions, timeout: float, memory: int) -> None:
        self._client, self._limits = client, (options, timeout, memory)
        self._rows: dict[str, Sequence[Row]] = {}
        self._most, self._counted = 0, -math.inf

    @functools.cached_property
    def _done(self) -> Any:
        return importlib.import_module("distributed").as_completed(loop=self._client.loop)

    def results(self, rows: Iterable[Row]) -> Iterator[ClaimResult]:
        chunks = _chunked(rows, CHUNK)
        self._send_ahead(chunks)
        for future in self._done:
            yield from self._taken(future)
            self._send_ahead(chunks)

    def _send_ahead(self, chunks: Iterator[Sequence[Row]]) -> None:
        """Send as many chunks as the workers that there are by now are to have; others may join at any time."""
        if time.monotonic() > self._counted + COUNTED_SECONDS:
            with _connected():
                self._most = AHEAD * max(1, sum(self._client.nthreads().values()))
            self._counted = time.monotonic()
        for chunk in itertools.islice(chunks, max(0, self._most - len(self._rows))):
            self._send(chunk)

    def _send(self, chunk: Sequence[Row]) -> None:
        with _connected():
            future = self._client.submit(judge_chunk, chunk, *self._limits, pure=False)
        self._rows[future.key] = chunk
        self._done.add(future)

    def _taken(self, future: Any) -> Iterator[ClaimResult]:
        rows = self._rows.pop(future.key)
        if future.cancelled():
            raise InputError(_GONE)
        error = future.exception()
        if error is None:
            yield from future.result()
        elif type(error).__name__ != "KilledWorker":
            raise InputError(f"the workers of Dask cannot run derivcheck: {type(error).__name__}: {error}") from error
        elif len(rows) == 1:
            yield ClaimResult(rows[0].id, "unresolved", "crash: each worker of Dask that judged it was lost")
        else:
            for row in rows:
                self._send([row])


_GONE = (
    "the scheduler of Dask has ended, or does not answer any more; what has no result yet can be sent to another one"
)


@contextlib.contextmanager
def _connected() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError(_GONE) from error


def _chunked(rows: Iterable[Row], size: int) -> Iterator[tuple[Row, ...]]:
    taken = iter(rows)
    while chunk := tuple(itertools.islice(taken, size)):
        yield chunk


def judge_chunk(rows: Sequence[Row], options: JudgingOptions, timeout: float, memory: int) -> list[ClaimResult]:
    """Return the results of a chunk; this runs in a worker of Dask."""
    return list(results_of(_pool(options, memory), rows, options, timeout, memory))


@functools.cache
def _pool(options: JudgingOptions, memory: int) -> Pool:
    """Return the pool of this process, with a process for each thread of the worker of Dask."""
    return pool_for(options, _threads(), memory)


def _threads() -> int:
    worker = importlib.import_module("distributed").get_worker()
    return int(worker.state.nthreads)
