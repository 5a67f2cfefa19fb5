"""The effort of a search for a mistake counts the values that it works out, so that it ends for a long formula too."""

from __future__ import annotations

from typing import Any

import pytest

from derivcheck.arithmetic.text.writing import Written
from derivcheck.claims.claim import Claim
from derivcheck.claims.diagnosis import diagnose, rule_mistakes, whole
from derivcheck.claims.diagnosis.confirmation import Confirmation
from derivcheck.formula.expression import Expression
from derivcheck.formula.parser import parse
from derivcheck.ground.allowances import claims as allowances

POINTS = [{"x": 0.9}, {"x": 1.0}]


def product(factors: int) -> str:
    return "*".join(f"(x+0.{i:05}1)" for i in range(factors))


def nodes_of(function: str, room: Any, name: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return the product of the nodes of a formula and the number of calls of what goes through all of them."""
    calls = 0
    real = getattr(room, name)

    def counted(*arguments: Any) -> Any:
        nonlocal calls
        calls += 1
        return real(*arguments)

    monkeypatch.setattr(room, name, counted)
    f = parse(function)
    points = [point | {name: 1.01 for name in f.variables if name != "x"} for point in POINTS]
    assert diagnose(Claim(f, parse("1"), "x"), points) is None
    return calls * len(f.nodes)


def test_each_variable_counts_the_nodes(monkeypatch: pytest.MonkeyPatch) -> None:
    function = "*".join(f"a{i}" for i in range(2000)) + "*x"
    assert nodes_of(function, whole, "forward", monkeypatch) <= allowances.SEARCH.value


def test_each_wrong_rule_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    function = product(3000)
    nodes = len(parse(function).nodes)
    assert nodes_of(function, rule_mistakes, "_explains", monkeypatch) <= nodes * allowances.SEARCH.value


def test_a_correction_counts_by_its_own_length(monkeypatch: pytest.MonkeyPatch) -> None:
    """That of a part deep inside of f is longer than the claim, by the derivatives of all that is around it."""
    f = parse("x" + " mod 3" * 300)
    tried: list[str] = []
    original = Confirmation.read

    def noted(self: Confirmation, text: Written) -> Expression | None:
        tried.append(text.text)
        return original(self, text)

    monkeypatch.setattr(Confirmation, "read", noted)
    diagnose(Claim(f, parse("x mod 3"), "x"), [{"x": 1.0}, {"x": 1.7}])
    assert 0 < sum(map(len, tried)) <= allowances.SEARCH.value + max(map(len, tried))
