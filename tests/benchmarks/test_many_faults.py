"""What is to be shown of many claims, at full size: faults that cost only themselves, kills, and a crowd of answers.

Run it by name: python -m pytest tests/benchmarks/test_many_faults.py -s
`tests/ground/test_workers.py`, `tests/testing/test_many.py`, `test_grader.py`, `test_dask_engine.py` and
`tests/cli/test_batch.py` show the same on fewer claims, in every run of the tests.
"""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import derivcheck as dc
from derivcheck.ground.workers import Pool
from derivcheck.testing import grader as grader_module

FAULTS = """
import ctypes, re
from derivcheck.testing.judge_answer import judge_answer
def f(x): return x * x
def hang(x): return re.match("(a+)+$", "a" * 200 + "b")
def eat(x): return [bytes(2**26) for _ in range(2**12)]
def crash(x): return ctypes.string_at(0)
def judge(question):
    if "hang" in question[1]:
        hang(None)
    return judge_answer(question)
"""

FAULTY = {**dict.fromkeys(range(0, 200, 20), "hang"), **dict.fromkeys(range(5, 200, 40), "eat")}
FAULTY |= dict.fromkeys(range(15, 200, 40), "crash")

REASONS = {"hang": "timeout", "eat": "memory", "crash": "crash"}

TIMEOUT = 5.0


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "faults_of_a_crowd.py").write_text(FAULTS, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path


def crowd() -> list[dict[str, Any]]:
    """Two hundred claims, of which ten hang, five eat memory, and five crash."""
    claims = []
    for k in range(200):
        claim = {"id": k, "function": f"x^{k % 9 + 2} + sin({k}*x)", "at": 1.25}
        claim["claimed"] = f"{k % 9 + 2}*x^{k % 9 + 1} + {k}*cos({k}*x)"
        if fault := FAULTY.get(k):
            claim["function"] = claim["claimed"] = f"faults_of_a_crowd:{fault}"
        claims.append(claim)
    return claims


@pytest.mark.parametrize("elsewhere", [False, True], ids=["main thread", "other thread"])
def test_two_hundred_claims_of_which_twenty_break_down(folder: Path, elsewhere: bool) -> None:
    found: dict[Any, dc.ClaimResult] = {}

    def work() -> None:
        results = dc.check_many(crowd(), jobs=2, timeout=TIMEOUT, memory=2**28, allow_code=True)
        found.update({result.id: result for result in results})

    began = time.monotonic()
    if elsewhere:
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    else:
        work()
    seconds = time.monotonic() - began
    reasons = {k: found[k].reason.partition(":")[0] for k in FAULTY}
    others = Counter(result.verdict for k, result in found.items() if k not in FAULTY)
    print(f"\n{len(found)} results in {seconds:.1f} s: {dict(others)}; {dict(Counter(reasons.values()))}")
    assert len(found) == 200
    assert others == {"agrees": 180}
    assert reasons == {k: REASONS[fault] for k, fault in FAULTY.items()}
    # Ten time limits on two workers, and as much again for all the rest.
    assert seconds < 10 * TIMEOUT


def run(*words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "derivcheck", "batch", *words]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


def results(path: Path) -> dict[str, dict[str, Any]]:
    found = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert len({result["id"] for result in found}) == len(found)
    return {result["id"]: {**result, "seconds": 0} for result in found}


def size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def test_ten_kills_of_five_thousand_claims(tmp_path: Path) -> None:
    claims, out, undisturbed = (tmp_path / name for name in ("claims.csv", "killed.jsonl", "undisturbed.jsonl"))
    rows = [f"c{k},x^{k % 7 + 2} + {k}*x,{k % 7 + 2 + k % 2}*x^{k % 7 + 1} + {k}" for k in range(5000)]
    claims.write_text("\n".join(["id,function,claimed", *rows]) + "\n", "utf-8")
    with run(str(claims), "-o", str(undisturbed)) as process:
        process.communicate()
    rng, kills, torn = random.Random(7), 0, 0
    most = size(undisturbed) // 10  # so that ten of them do not end it
    for _ in range(10):
        until = size(out) + rng.randrange(most)
        with run(str(claims), "-o", str(out)) as process:
            while process.poll() is None and size(out) < until:
                time.sleep(0.0005)
            kills += process.poll() is None
            process.send_signal(signal.SIGKILL)
        torn += out.exists() and not out.read_bytes().endswith(b"\n")
    assert kills == 10
    before = out.read_bytes().count(b"\n")
    with run(str(claims), "-o", str(out)) as process:
        said = process.communicate()[1]
    print(f"\n{kills} kills, {torn} torn lines, {before:,} done before the last run: {said}")
    assert results(out) == results(undisturbed)
    assert len(results(out)) == 5000


def test_a_thousand_answers_of_which_twenty_hang(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grader_module, "_JUDGE", "faults_of_a_crowd:judge")
    grades: dict[int, dc.Grade] = {}
    answers = ["hang" if k % 50 == 49 else "2x" if k % 2 else "x^2" for k in range(1000)]

    def ask(grader: dc.Grader, first: int) -> None:
        for k in range(first, 1000, 8):
            grades[k] = grader.grade(answers[k])

    with dc.Grader("x^2", jobs=4, timeout=TIMEOUT) as grader:
        grader._pool = Pool(4, paths=[str(folder)], preload=grader_module._PRELOADED)
        threads = [threading.Thread(target=ask, args=(grader, n)) for n in range(8)]
        began = time.monotonic()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    seconds = time.monotonic() - began
    hung = [k for k, grade in grades.items() if grade.verdict == "unresolved"]
    print(f"\n{len(grades)} grades in {seconds:.1f} s, {len(hung)} of them for want of time")
    assert len(grades) == 1000
    assert sorted(hung) == list(range(49, 1000, 50))
    assert all(grades[k].correct is bool(k % 2) for k in range(1000) if k not in hung)
    # Twenty time limits on four workers, and as much again for all the rest.
    assert seconds < 20 / 4 * TIMEOUT * 2
