"""How long an interval certificate takes.

Run it by name, on an idle machine: python -m pytest tests/benchmarks/test_certificate.py -s
"""

from __future__ import annotations

import statistics
import time

from derivcheck.claims.claim import Claim
from derivcheck.claims.intervals.certificate import certify
from derivcheck.formula.parser import parse
from derivcheck.results import Verdict

RUNS = 41
LIMIT = 0.05

F = "exp(2*x)/(1+sin(x**2))"
G = "2*exp(2*x)/(1+sin(x**2)) - exp(2*x)*2*x*cos(x**2)/(1+sin(x**2))**2"


def test_the_example_over_a_unit_interval() -> None:
    claim = Claim(parse(F), parse(G), "x")
    seconds = []
    for _ in range(RUNS):
        start = time.process_time()
        found = certify(claim, (0.0, 1.0), {})
        seconds.append(time.process_time() - start)
        assert found.verdict is Verdict.AGREES
        assert found.epsilon < 1e-12
    median = statistics.median(seconds)
    print(f"\n{found.boxes} boxes, epsilon {found.epsilon:.1e}: {median * 1e3:.1f} ms of processor time")
    assert median < LIMIT
