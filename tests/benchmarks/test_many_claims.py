"""A long run of `batch`: throughput, and memory of the parent and of each worker, told as it goes on.

Run it by name, on an idle machine: python -m pytest tests/benchmarks/test_many_claims.py -s
It takes 100,000 claims, half of them wrong; DERIVCHECK_CLAIMS=20000 in the environment takes as many as that.
"""

from __future__ import annotations

import itertools
import json
import math
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

CLAIMS = int(os.environ.get("DERIVCHECK_CLAIMS", "100000"))

PARTS = 10

# Functions of x and of a small number, with their derivatives.
RULES = [
    ("x^{n}", "{n}*x^({n} - 1)"),
    ("sin({n}*x)", "{n}*cos({n}*x)"),
    ("exp(-x/{n})", "-exp(-x/{n})/{n}"),
    ("log(x^2 + {n})", "2*x/(x^2 + {n})"),
    ("sqrt(x^2 + {n})", "x/sqrt(x^2 + {n})"),
    ("atan(x/{n})", "{n}/(x^2 + {n}^2)"),
    ("x/(x^2 + {n})", "({n} - x^2)/(x^2 + {n})^2"),
    ("cosh(x/{n})", "sinh(x/{n})/{n}"),
]


def claims(count: int) -> Iterator[dict[str, object]]:
    """Yield sums and products of two functions with factors; every other claim has a sign that is wrong."""
    pairs = itertools.cycle(itertools.product(RULES, RULES))
    for k, ((f, df), (g, dg)) in zip(range(count), pairs, strict=False):
        n, m = 2 + k // len(RULES) ** 2 % 8, 3 + k % 7
        f, df, g, dg = f.format(n=n), df.format(n=n), g.format(n=m), dg.format(n=m)
        sign = "-" if k % 2 else "+"
        if k % 3:
            function, claimed = f"{k + 1}*{f} + {g}", f"{k + 1}*{df} {sign} {dg}"
        else:
            function, claimed = f"{k + 1}*({f})*({g})", f"{k + 1}*(({df})*({g}) {sign} ({f})*({dg}))"
        yield {"id": k, "function": function, "variable": "x", "claimed": claimed, "at": 1.25}


def resident(process: int) -> float:
    """Return the memory of a process in MiB, without what it shares; NaN where it has ended by now."""
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return math.nan
    return sum(int(line.split()[1]) for line in told if line.startswith("Private_")) / 2**10


def children(process: int) -> list[int]:
    found = Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()
    return [int(pid) for pid in found]


def workers(process: int) -> list[int]:
    """Return the workers of a run, which another process of it forks."""
    return [pid for server in children(process) for pid in children(server)]


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_memory_and_throughput_of_a_long_run(tmp_path: Path) -> None:
    source, out = tmp_path / "claims.jsonl", tmp_path / "results.jsonl"
    with source.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(claim) + "\n" for claim in claims(CLAIMS))
    command = [sys.executable, "-m", "derivcheck", "batch", str(source), "-o", str(out)]
    told: list[tuple[float, float]] = []
    began, done, told_of, whole = time.monotonic(), 0, 0, 0
    print(f"\n{'claims':>9} {'a second':>9} {'parent, MiB':>12}  workers, MiB")
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        while process.poll() is None:
            time.sleep(0.05)
            if out.exists():
                with out.open("rb") as file:
                    file.seek(whole)
                    new = file.read()
                whole, done = whole + len(new), done + new.count(b"\n")
            if done >= told_of + CLAIMS // PARTS and done < CLAIMS:
                now = time.monotonic()
                told.append(((done - told_of) / (now - began), resident(process.pid)))
                each = " ".join(f"{resident(pid):.0f}" for pid in workers(process.pid))
                print(f"{done:>9,} {told[-1][0]:>9.0f} {told[-1][1]:>12.1f}  {each}", flush=True)
                began, told_of = now, done
        print(process.communicate()[1])
    verdicts = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert sorted(result["id"] for result in verdicts) == list(range(CLAIMS))
    assert sum(result["verdict"] == "refuted" for result in verdicts) == CLAIMS // 2
    # Of SQLite's index a part that does not grow is in memory; the rest of a run's memory is buffers.
    assert told[-1][1] < told[0][1] + 8.0
    assert told[-1][0] > told[0][0] / 2
