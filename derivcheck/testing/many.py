"""Verdicts on many claims, each in a worker: one that hangs, eats memory or crashes costs only itself."""

from __future__ import annotations

import functools
import importlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from derivcheck.formula.arguments import check_seed
from derivcheck.ground.errors import DerivcheckError, InputError, ParseError
from derivcheck.ground.workers import Outcome, Pool
from derivcheck.results.check import Check
from derivcheck.results.claim_result import ClaimResult
from derivcheck.results.result import plain
from derivcheck.testing.claim_row import ClaimRow, identity, read_row

MEMORY = 2**30
"""Bytes that a claim may take unless told."""

_NO_CODE = "it names code, which is run only if that is allowed (--allow-code, allow_code=True)"


PRELOADED = ("derivcheck.testing.judge_row", "flint")
"""Modules that workers have from the start; for proofs also SymPy."""

ENGINES = ("local", "dask")


@dataclass(frozen=True)
class JudgingOptions:
    """How claims are judged."""

    prove: bool = False
    causes: bool = True
    exact: bool = False
    seed: int = 0
    allow_code: bool = False


def check_many(
    claims: Iterable[Any],
    *,
    jobs: int | None = None,
    timeout: float = 10.0,
    prove: bool = False,
    causes: bool = True,
    exact: bool = False,
    seed: int = 0,
    memory: int = MEMORY,
    allow_code: bool = False,
    engine: str = "local",
    address: str = "",
) -> Iterator[ClaimResult]:
    """Verify many hand-derived derivatives.

    Parameters
    ----------
    claims : iterable of mappings, or of pairs (function, claimed), or triples with a point
        A mapping has the keys `function` and `claimed`, and may have `id`, `variable`, `at` and `params`, which
        maps the other variables to numbers. They are taken as they are needed, so there may be any number.
    jobs : int, optional
        Worker processes; by default as many as there are processors.
    timeout : float
        Seconds for a claim, after which it is unresolved, or has the verdict that was known by then.
    prove : bool
        Whether to try to turn "agrees" into "proved", which takes SymPy.
    causes : bool
        Whether to look for the mistake in a wrong claim.
    exact : bool
        Whether decimals are exactly what is typed, see `derivcheck.check_derivative`.
    seed : int
        Seed of the fresh points.
    memory : int
        Bytes that a claim may take beside what the worker itself takes, where the system can limit them (Linux).
    allow_code : bool
        Whether `function` and `claimed` may name functions of Python, "module:function", which are then run.

    engine : str
        "local", or "dask" for the workers of a Dask cluster, which have processes of their own: of a worker
        as many as it has threads.
    address : str
        Of the scheduler of Dask, such as "tcp://10.0.0.1:8786".

    Returns
    -------
    iterator of ClaimResult
        One for each claim, in the order in which they are done. What cannot be read has the verdict "error".

    Raises
    ------
    InputError
        An option is not usable.
    MissingExtraError
        The engine is not installed.

    Examples
    --------
    >>> claims = [
    ...     {"id": "a", "function": "x^2*sin(x)", "claimed": "2*x*sin(x) - x^2*cos(x)", "at": 1.0},
    ...     {"id": "b", "function": "a*x^2", "variable": "x", "claimed": "2*a*x", "at": 1.0, "params": {"a": 2}},
    ...     {"id": "c", "function": "x^2 +", "claimed": "2*x"},
    ... ]
    >>> for result in sorted(check_many(claims, jobs=1), key=lambda result: result.id):
    ...     print(result.id, result.verdict, result.cause.text if result.cause else "")
    a refuted the second term has the wrong sign
    b agrees
    c error
    """
    options = JudgingOptions(prove, causes, exact, check_seed(seed), allow_code)
    if isinstance(claims, str | bytes | Mapping) or not isinstance(claims, Iterable):
        raise InputError("claims are many: a list or a generator of mappings, or of pairs (function, claimed)")
    rows = (_read(claim, number) for number, claim in enumerate(claims, 1))
    run = engine_named(engine, address, jobs)
    return run(rows, options, timeout=check_timeout(timeout), memory=check_memory(memory))


Engine = Callable[..., Iterator[ClaimResult]]
"""Of rows and `Options`, and of `timeout` and `memory` by name, the results in any order."""


def engine_named(name: str, address: str, jobs: int | None) -> Engine:
    """Return what judges claims.

    Raises
    ------
    InputError
        There is no such engine, or it has no address.
    """
    if name == "local" and not address:
        return functools.partial(judged, jobs=check_jobs(jobs))
    if name == "dask" and address:
        dask = importlib.import_module("derivcheck.testing.dask_engine")
        return functools.partial(dask.judged_by_dask, address=address)
    if name in ENGINES:
        raise InputError("an address goes with the engine dask, and the engine dask with an address: tcp://HOST:PORT")
    raise InputError(f"no engine {name!r}; known: {', '.join(ENGINES)}")


def _read(claim: object, number: int) -> ClaimRow | ClaimResult:
    try:
        return read_row(claim, number)
    except InputError as error:
        return ClaimResult(identity(claim, number), "error", str(error))


def check_jobs(jobs: int | None) -> int:
    """Return the number of workers.

    Raises
    ------
    InputError
        It is not a whole number of at least 1.
    """
    if jobs is None:
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return _whole("jobs", jobs)


def check_memory(memory: int) -> int:
    """Return the bytes that a claim may take.

    Raises
    ------
    InputError
        It is not a whole number of at least 1.
    """
    return _whole("memory", memory)


def check_timeout(seconds: object) -> float:
    """Return the time limit.

    Raises
    ------
    InputError
        It is not positive.
    """
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not seconds > 0:
        raise InputError(f"timeout is a positive number of seconds, not {seconds!r}")
    return float(seconds)


def _whole(name: str, given: object) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or given < 1:
        raise InputError(f"{name} is a whole number from 1 on, not {given!r}")
    return given


def judged(
    rows: Iterable[ClaimRow | ClaimResult], options: JudgingOptions, jobs: int, timeout: float, memory: int
) -> Iterator[ClaimResult]:
    """Yield a result for each row; a row that is a result already is passed on."""
    with pool_for(options, jobs, memory) as pool:
        yield from results_of(pool, rows, options, timeout, memory)


def pool_for(options: JudgingOptions, jobs: int, memory: int) -> Pool:
    """Return the processes that claims are judged in."""
    paths = [path for path in sys.path if path] if options.allow_code else []
    preload = (*PRELOADED, "sympy") if options.prove else PRELOADED
    return Pool(jobs, memory=memory, preload=preload, paths=paths)


def results_of(
    pool: Pool, rows: Iterable[ClaimRow | ClaimResult], options: JudgingOptions, timeout: float, memory: int
) -> Iterator[ClaimResult]:
    """Yield a result for each row, from the processes of a pool."""
    questions = ((row, options) for row in rows)
    for (row, _), outcome in pool.map("derivcheck.testing.judge_row:judge_row", questions, timeout):
        yield _result(row, outcome, timeout, memory)


def refused(row: ClaimRow, options: JudgingOptions) -> str:
    """Say why a row is not judged at all; "" where it is."""
    return _NO_CODE if row.is_code and not options.allow_code else ""


def _result(row: ClaimRow | ClaimResult, outcome: Outcome, timeout: float, memory: int) -> ClaimResult:
    if outcome.failure is None:
        answered: ClaimResult = outcome.value
        return replace(answered, seconds=outcome.seconds)
    if outcome.failure == "error":
        return ClaimResult(row.id, "error", outcome.text, seconds=outcome.seconds)
    why = {
        "timeout": f"timeout: no verdict within {timeout:g} s",
        "memory": f"memory: no verdict with {memory / 2**20:g} MiB",
        "crash": f"crash: {outcome.text}",
    }[outcome.failure]
    if outcome.known:
        known: ClaimResult = outcome.known[-1]
        return replace(known, reason=f"{known.reason}; nothing more ({why})", seconds=outcome.seconds)
    return ClaimResult(row.id, "unresolved", why, seconds=outcome.seconds)


def of_check(id: object, check: Check) -> ClaimResult:
    """Return what is said of a claim, in short."""
    gap = check.components[0].gap if check.components else None
    return ClaimResult(id, str(check.verdict), check.reason, plain(gap), plain(check.detection_limit), check.cause)


def message(error: DerivcheckError) -> str:
    """Return an error in one line, which names the formula: a row has two.

    Examples
    --------
    >>> from derivcheck.ground.errors import ParseError
    >>> message(ParseError("an operand is missing", "2x +", 4))
    "an operand is missing, in '2x +'"
    """
    line = " ".join(str(error).split())
    place = error.pointer.splitlines() if isinstance(error, ParseError) else []
    return f"{line}, in {place[0].strip()!r}" if place else line
