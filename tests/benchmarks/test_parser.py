"""Reading a formula against reading it typeset, and a long one against one a tenth as long, as ratios.

Run it by name, on an idle machine: python -m pytest tests/benchmarks/test_parser.py -s
Each ratio is a median of pairs taken in turns, so that a busy spell of the machine meets both.
"""

from __future__ import annotations

import contextlib
import statistics
import time
from collections.abc import Callable

import pytest

from derivcheck.formula.parser import parse
from derivcheck.ground.errors import ParseError

FORMULA = "a*x**3*exp(-x**2/2)/(1+b*x**2)+sin(a*x)*log(b+x**2)-sqrt(1+x**2)*atan(x/a)+3*x*(x+a)**(1/2)"

LONG: dict[str, Callable[[int], str]] = {
    "product": lambda n: "*".join(["x"] * n),
    "sum": lambda n: "+".join(f"{i}*x" for i in range(n // 3)),
    "names": lambda n: "*".join(f"a{i}" for i in range(n // 3)),
    "implicit product": lambda n: "x " * n,
    "functions": lambda n: "sin x " * (n // 6),
    "bars": lambda n: "|x|*" * (n // 4) + "x",
    "fractions": lambda n: "+".join([r"\frac{x}{2}"] * (n // 8)),
    "Bessel functions": lambda n: "J_0(x)+" * (n // 8) + "x",
    "letters before brackets": lambda n: "k1(x)+" * (n // 8) + "x",
    "digits": lambda n: "1" * n,
    "brackets": lambda n: "(" * n,
    "boxes": lambda n: r"\boxed{" * (n // 8) + "x" + "}" * (n // 8),
    "full stops": lambda n: ";" * n,
    "cases": lambda n: "piecewise(" + ",".join(f"x<{i},{i}" for i in range(n // 8)) + ")",
}

PAIRS, TENTH = 11, 2_000


def duration(text: str, repeats: int) -> float:
    start = time.process_time()
    for _ in range(repeats):
        with contextlib.suppress(ParseError):
            parse(text)
    return time.process_time() - start


def test_an_ordinary_formula_takes_less_than_a_typeset_one() -> None:
    typeset = parse(FORMULA).latex
    found = statistics.median(duration(FORMULA, 50) / duration(typeset, 50) for _ in range(PAIRS))
    print(f"ratio {found:.2f}")
    assert found < 0.8


@pytest.mark.parametrize("shape", LONG)
def test_a_long_formula_takes_no_longer_than_its_length_says(shape: str) -> None:
    short, long = LONG[shape](TENTH), LONG[shape](10 * TENTH)
    found = statistics.median(duration(long, 1) / duration(short, 10) for _ in range(PAIRS))
    print(f"ratio {found:.2f}")
    assert found < 3
