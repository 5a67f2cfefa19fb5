"""Every value that is shown with a bound, in each format, on very many random cases: the truth lies inside.

Run by name, ``python -m pytest tests/benchmarks/test_outward_many.py -s``; `DERIVCHECK_CASES` is how many, 2,000 unless
told. The truth is mpmath's, by differences at several times the precision of the references.
"""

from __future__ import annotations

import json
import math
import os
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import mpmath

import derivcheck as dc

CASES = int(os.environ.get("DERIVCHECK_CASES", "2000"))

FORMATS = ("text", "markdown", "html", "json")

PIECES = {
    "sin({u})": "mpmath.sin({u})",
    "cos({u})": "mpmath.cos({u})",
    "exp(({u})/4)": "mpmath.exp(({u})/4)",
    "atan({u})": "mpmath.atan({u})",
    "tanh({u})": "mpmath.tanh({u})",
    "log(1 + ({u})^2)": "mpmath.log(1 + ({u})**2)",
    "({u})^3/7": "({u})**3/7",
    "sqrt(2 + ({u})^2)": "mpmath.sqrt(2 + ({u})**2)",
    "1/(3 + ({u})^2)": "1/(3 + ({u})**2)",
    "erf({u})": "mpmath.erf({u})",
}

INNER = {"x": "x", "3*x - 1": "3*x - 1", "x^2/5": "x**2/5", "x - 1/3": "x - mpmath.mpf(1)/3"}

DIGITS = 120


def drawn(rng: random.Random) -> tuple[str, str, float, int]:
    """A formula, the same for mpmath, a point on some scale, and an order."""
    inner, inner_code = rng.choice(list(INNER.items()))
    texts = [rng.choice(list(PIECES)) for _ in range(rng.randint(1, 2))]
    formula, code = inner, inner_code
    for text in texts:
        formula, code = text.format(u=formula), PIECES[text].format(u=code)
    point = rng.choice((-1, 1)) * 10 ** rng.uniform(-6, 1.2)
    return formula, code, float(f"{point:.4g}"), rng.randint(1, 4)


def truth(code: str, x: float, order: int) -> Fraction:
    with mpmath.workdps((order + 2) * DIGITS):
        f = eval(f"lambda x: {code}", {"mpmath": mpmath})  # a text made above, of the pieces above
        h = mpmath.mpf(10) ** -DIGITS
        # Central differences, whose error falls like h^2.
        nodes = range(order + 1)
        terms = ((-1) ** k * mpmath.binomial(order, k) * f(x + (mpmath.mpf(order) / 2 - k) * h) for k in nodes)
        found = mpmath.fsum(terms) / h**order
        sign, mantissa, exponent, _ = found._mpf_
        return (-1) ** sign * Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


SLACK = Fraction(1, 10 ** (2 * DIGITS - 40))
"""What is left out by the differences: h^2, times a derivative that two functions nested in each other may have."""

CERTAINTY = re.compile(r"error at most (\S+?) \(")
ROW = re.compile(r"(symbolic|forward-mode|complex-step|forward-1|central-2|central-4)$")


def within(value: str | float, bound: str | float, true: Fraction) -> bool:
    return abs(Fraction(value) - true) <= Fraction(bound) + SLACK


def pairs(found: Any, format: str) -> Iterator[tuple[str, str | float, str | float]]:
    """Every value that is shown with a bound."""
    reference = found.reference
    yield "reference", reference.value, reference.radius or "0"
    page = found.render(format)
    if format == "json":
        told = json.loads(page)
        yield "reference in JSON", told["reference"]["value"], told["reference"]["radius"] or "0"
        for e in told["estimates"]:
            if e["value"] is not None and e["error_bound"] is not None:
                yield e["method"], e["value"], e["error_bound"]
        return
    assert set(CERTAINTY.findall(page)) <= {reference.radius}
    for words in rows(page, format):
        if len(words) in (6, 7) and ROW.match(words[0]) and words[1][-1].isdigit() and words[3][0].isdigit():
            yield words[0], words[1], words[3]


def rows(page: str, format: str) -> Iterator[list[str]]:
    """The rows of the table of methods, in words."""
    if format == "html":
        for row in re.findall(r"<tr.*?</tr>", page, re.DOTALL):
            yield [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<td.*?</td>", row, re.DOTALL)]
        return
    for line in page.partition("limited by")[0].splitlines():
        yield line.replace("|", " ").replace("`", " ").split()


def test_the_truth_is_inside() -> None:
    rng, looked, wrong = random.Random(1), Counter[str](), []
    for number in range(CASES):
        formula, code, x, order = drawn(rng)
        format, true = FORMATS[number % len(FORMATS)], truth(code, x, order)
        compared = dc.compare(
            formula,
            x,
            order=order,
            schemes=["forward-1", "central-2", "central-4"],
            steps=[1e-3],
            digits=rng.randint(10, 60),
        )
        check = dc.check_derivative(formula, "x", x, order=order)
        for kind, result in (("comparison", compared), ("check", check)):
            if result.reference is None:
                continue
            for name, value, bound in pairs(result, format):
                looked[f"{kind}, {format}"] += 1
                if not within(value, bound, true):
                    wrong.append((formula, x, order, format, kind, name, value, bound, float(true)))
        for one in check.components:
            looked["gaps"] += 1
            gap = Fraction(x) - true
            if math.isinf(one.gap):
                assert abs(gap) > sys.float_info.max
            elif math.isfinite(one.budget) and abs(Fraction(one.gap) - gap) > Fraction(one.budget) + Fraction(
                math.ulp(one.gap)
            ):
                wrong.append((formula, x, order, format, "gap", "", one.gap, one.budget, float(gap)))
    print(f"\n{CASES} cases, {sum(looked.values())} values with bounds: {dict(looked)}; outside: {len(wrong)}")
    assert wrong == [], "\n".join(map(str, wrong[:20]))
