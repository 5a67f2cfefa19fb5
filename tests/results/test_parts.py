"""Elements of several arrays, which are counted through."""

from __future__ import annotations

from derivcheck.results.parts import Part, element

PARTS = [Part("W", (2, 3), 0), Part("b", (2,), 6), Part("s", (), 8)]


NAMES = ["W[0, 0]", "W[0, 1]", "W[0, 2]", "W[1, 0]", "W[1, 1]", "W[1, 2]", "b[0]", "b[1]", "s"]


def test_each_element_has_its_own_name() -> None:
    assert [element(PARTS, place) for place in range(9)] == NAMES
