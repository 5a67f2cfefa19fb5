"""The verdict on several results: the one that overshadows the others, and the reason that brings it about."""

from __future__ import annotations

import itertools
from types import SimpleNamespace
from typing import Any

import pytest

from derivcheck.results.checks import joint
from derivcheck.results.verdict import Verdict, worst_verdict

RANKED = (Verdict.PROVED, Verdict.AGREES, Verdict.UNRESOLVED, Verdict.REFUTED)
"""As the README has them: what is refuted fails all, what is left open leaves all open, one that agrees is no proof."""


@pytest.mark.parametrize(("one", "other"), [*itertools.combinations_with_replacement(RANKED, 2)])
def test_the_worse_one_is_that_of_both(one: Verdict, other: Verdict) -> None:
    assert worst_verdict([one, other]) is worst_verdict([other, one]) is other


def component(name: str, verdict: Verdict) -> Any:
    return SimpleNamespace(wrt=(name,), verdict=verdict, reason=f"of {name}")


@pytest.mark.parametrize(
    ("verdicts", "reason"),
    [
        ("agrees", "d/dx: of x"),
        ("agrees agrees", "all 2 components; d/dx: of x"),
        ("proved agrees", "1 of 2 components; d/dy: of y"),
        ("refuted agrees refuted", "2 of 3 components; d/dx: of x"),
        ("proved unresolved agrees", "1 of 3 components; d/dy: of y"),
    ],
)
def test_the_reason_is_that_of_the_first_which_has_the_verdict_of_all(verdicts: str, reason: str) -> None:
    given = [component(name, Verdict(word)) for name, word in zip("xyz", verdicts.split(), strict=False)]
    verdict, told = joint(given)
    assert verdict is worst_verdict(c.verdict for c in given)
    assert told == reason
