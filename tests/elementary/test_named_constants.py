"""The doubles of named constants, against mpmath."""

from __future__ import annotations

import mpmath
import pytest

from derivcheck.elementary.named_constants import ATOMS, NAMED, REMARKS


@pytest.mark.parametrize("text", NAMED)
def test_the_double_is_that_of_the_formula(text: str) -> None:
    names = {"pi": mpmath.pi, "e": mpmath.e, "sqrt": mpmath.sqrt, "log": mpmath.log}
    with mpmath.workprec(200):
        exact = mpmath.mpf(eval(text, {"__builtins__": {}}, names))
        assert abs(exact - NAMED[text]) <= mpmath.mpf(2) ** -52 * exact
        # A planted fault: none is within that of another.
        assert [t for t, x in NAMED.items() if abs(exact - x) <= mpmath.mpf(2) ** -40 * exact] == [text]


def test_atoms_and_remarks_are_of_the_table() -> None:
    assert set(ATOMS) <= set(NAMED)
    assert all(any(name in text for name in NAMED) for text in REMARKS)
