"""The engine dask, on a real cluster of two worker processes: each claim once, also where a worker is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import derivcheck as dc
from derivcheck.testing import dask_engine
from derivcheck.testing.claim_row import read_row
from derivcheck.testing.many import JudgingOptions

distributed = pytest.importorskip("distributed")

CLAIMS = [
    {"id": k, "function": f"x^{k % 7 + 2} + sin({k}*x)", "claimed": _claimed, "at": 1.25}
    for k in range(400)
    for _claimed in [f"{k % 7 + 2}*x^{k % 7 + 1} {'-' if k % 3 == 1 else '+'} {k}*cos({k}*x)"]
]
WRONG = {k for k in range(1, 400) if k % 3 == 1}


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1", silence_logs=50
    ) as running:
        yield running


def many(cluster: Any, claims: Any, **options: Any) -> list[dc.ClaimResult]:
    return list(dc.check_many(claims, engine="dask", address=cluster.scheduler_address, **{"timeout": 60.0, **options}))


def assert_each_once(results: list[dc.ClaimResult]) -> None:
    assert sorted(result.id for result in results) == list(range(400))
    assert {result.id for result in results if result.verdict == "refuted"} == WRONG
    assert {result.verdict for result in results} == {"agrees", "refuted"}


def test_verdicts_are_those_of_the_local_engine(cluster: Any) -> None:
    claims = [*CLAIMS[:40], {"id": "none", "function": "x +", "claimed": "1"}, None]
    near = {result.id: result for result in dc.check_many(claims, jobs=1, timeout=60.0)}
    for result in many(cluster, claims):
        there = near.pop(result.id)
        assert (result.verdict, result.reason, result.gap, result.cause) == (
            there.verdict,
            there.reason,
            there.gap,
            there.cause,
        )
    assert not near


def test_no_claim_is_lost_or_doubled_where_a_worker_is_killed(cluster: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask_engine, "CHUNK", 20)
    with distributed.Client(cluster, set_as_default=False) as client:
        processes = client.run(os.getpid)
    taken = dc.check_many(CLAIMS, engine="dask", address=cluster.scheduler_address, timeout=60.0)
    results = [next(taken)]
    os.kill(next(iter(processes.values())), signal.SIGKILL)
    results.extend(taken)
    assert_each_once(results)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited there")
def test_what_hangs_costs_only_itself(cluster: Any, tmp_path: Path) -> None:
    code = 'import re\ndef f(x): return re.match("(a+)+$", "a" * 200 + "b")\n'
    (tmp_path / "hanging.py").write_text(code, "utf-8")
    name = f"{tmp_path / 'hanging.py'}:f"
    claims = [{"id": "hangs", "function": name, "claimed": name, "at": 1.0}, *CLAIMS[:5]]
    found = {result.id: result for result in many(cluster, claims, timeout=3.0, allow_code=True)}
    assert found.pop("hangs").reason == "timeout: no verdict within 3 s"
    assert [found[k].verdict for k in range(5)] == ["agrees", "refuted", "agrees", "agrees", "refuted"]


class Lost:
    """A future whose worker was lost each time."""

    def __init__(self, key: str) -> None:
        self.key = key

    def cancelled(self) -> bool:
        return False

    def exception(self) -> Exception:
        return type("KilledWorker", (Exception,), {})()


def test_a_claim_that_no_worker_survives_is_unresolved(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[Any] = []
    run = dask_engine._Run(None, JudgingOptions(), 1.0, 2**30)
    monkeypatch.setattr(run, "_send", sent.append)
    rows = [read_row({"id": k, "function": "x", "claimed": "1"}, k) for k in range(3)]
    run._rows = {"many": rows, "one": rows[:1]}
    assert not list(run._taken(Lost("many")))
    assert sent == [[row] for row in rows], "each is tried by itself"
    (result,) = run._taken(Lost("one"))
    assert (result.id, result.verdict, result.reason.partition(":")[0]) == (0, "unresolved", "crash")


class Growing:
    """A scheduler whose workers join one after another, and which does what is sent at once."""

    def __init__(self, threads: list[int]) -> None:
        self.threads, self.most = iter(threads), 0
        self.sent: list[Any] = []

    def nthreads(self) -> dict[str, int]:
        return {"a": next(self.threads, 0)}

    def submit(self, judge: Any, chunk: Any, *limits: Any, **options: Any) -> Any:
        return types.SimpleNamespace(
            key=str(id(chunk)),
            cancelled=lambda: False,
            exception=lambda: None,
            result=lambda: [row.id for row in chunk],
        )

    def add(self, future: Any) -> None:
        self.sent.append(future)
        self.most = max(self.most, len(self.sent))

    def __iter__(self) -> Iterator[Any]:
        while self.sent:
            yield self.sent.pop(0)


def test_workers_that_join_have_chunks_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """As of a cluster that was told to grow, and has no worker at first."""
    monkeypatch.setattr(dask_engine, "CHUNK", 2)
    monkeypatch.setattr(dask_engine, "COUNTED_SECONDS", 0.0)
    client = Growing([0, 0, 1, 4, 4, 50])
    run = dask_engine._Run(client, JudgingOptions(), 1.0, 2**30)
    monkeypatch.setattr(dask_engine._Run, "_done", client)
    rows = (read_row({"function": "x", "claimed": "1"}, k) for k in range(999))
    seen: list[int] = []
    sizes = []
    for result in run.results(rows):
        seen.append(result)  # type: ignore[arg-type]
        sizes.append(len(client.sent))
    assert sorted(seen) == list(range(999))
    assert sizes[0] == 2, "of one thread, of which there may be none yet"
    assert client.most == 50 * dask_engine.AHEAD


def test_a_scheduler_that_ends_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*arguments: Any, **options: Any) -> None:
        raise ConnectionError("closed")

    run = dask_engine._Run(types.SimpleNamespace(nthreads=gone, submit=gone), JudgingOptions(), 1.0, 2**30)
    rows = [read_row({"id": k, "function": "x", "claimed": "1"}, k) for k in range(3)]
    with pytest.raises(dc.InputError, match="scheduler of Dask has ended"):
        list(run.results(rows))
    with pytest.raises(dc.InputError, match="scheduler of Dask has ended"):
        run._send(rows)
    run._rows = {"many": rows}
    with pytest.raises(dc.InputError, match="scheduler of Dask has ended"):
        list(run._taken(types.SimpleNamespace(key="many", cancelled=lambda: True)))


def test_the_command_line(cluster: Any, tmp_path: Path) -> None:
    (tmp_path / "claims.csv").write_text("id,function,claimed,at\na,x^2,2*x,1\nb,x^2,3*x,1\n", "utf-8")
    command = [sys.executable, "-m", "derivcheck", "batch", "claims.csv", "-o", "results.jsonl", "--engine", "dask"]
    done = subprocess.run(
        [*command, "--engine-address", cluster.scheduler_address], cwd=tmp_path, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert f"by the workers of {cluster.scheduler_address}" in done.stderr
    assert len((tmp_path / "results.jsonl").read_text("utf-8").splitlines()) == 2


@pytest.mark.parametrize(
    ("engine", "address"), [("dask", ""), ("local", "tcp://127.0.0.1:1"), ("spark", ""), ("dask", "nowhere")]
)
def test_engines_that_cannot_be_used(engine: str, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask_engine, "CONNECTING_SECONDS", 0.5)
    with pytest.raises(dc.InputError):
        list(dc.check_many([("x", "1")], engine=engine, address=address))
