"""The whole process of the main job against the least that SymPy and NumPy need for a derivative.

Run it by name, on an idle machine: python -m pytest tests/benchmarks/test_startup.py -s
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time

MAIN_JOB = ["-m", "derivcheck", "exp(2*x)/(1+sin(x**2))", "--at", "0.5"]

BASELINE = """
import numpy, sympy
x = sympy.Symbol("x")
f = sympy.parse_expr("exp(2*x)/(1+sin(x**2))", {"x": x})
print(sympy.lambdify(x, sympy.diff(f, x), "numpy")(0.5))
"""

# An installed package comes with its byte code, so both sides may keep theirs.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

PAIRS = 15
LIMIT = 1.25


def seconds(arguments: list[str]) -> float:
    """Wall time of a process; it must succeed, and say something."""
    start = time.perf_counter()
    done = subprocess.run([sys.executable, *arguments], capture_output=True, check=True, env=ENVIRONMENT)
    assert done.stdout
    return time.perf_counter() - start


def test_the_main_job_costs_little_more_than_its_imports() -> None:
    jobs = (MAIN_JOB, ["-c", BASELINE])
    for job in jobs:
        seconds(job)  # the first run compiles to byte code
    # Paired and in turns, so that a busy spell of the machine meets both.
    pairs = [tuple(seconds(job) for job in jobs) for _ in range(PAIRS)]
    ratio = statistics.median(ours / theirs for ours, theirs in pairs)
    ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"\nmain job {ours:.3f} s, baseline {theirs:.3f} s, median of {PAIRS} ratios {ratio:.3f} (limit {LIMIT})")
    assert ratio <= LIMIT
