"""A test of many rows says of each that fails which it is and why, and passes over none."""

from __future__ import annotations

import pytest
from rows import of_each

TRIED: list[int] = []


@of_each(range(7))
def check(k: int) -> None:
    TRIED.append(k)
    if k == 5:
        pytest.skip("not a row that holds")
    assert k != 2
    with pytest.raises(ZeroDivisionError):
        1 // (k * (k != 4))


def test_every_row_is_tried_and_each_that_fails_is_told() -> None:
    TRIED.clear()
    with pytest.raises(BaseExceptionGroup) as found:
        check()
    assert [*range(7)] == TRIED
    told = [(type(error).__name__, *error.__notes__) for error in found.value.exceptions]
    assert told == [
        ("Failed", "in the row (1,)"),
        ("AssertionError", "in the row (2,)"),
        ("Failed", "in the row (3,)"),
        ("Skipped", "in the row (5,)"),
        ("Failed", "in the row (6,)"),
    ]
    assert "5 of 7 rows" in str(found.value)


def test_with_arguments_it_is_the_check_of_one_row() -> None:
    check(0)
    with pytest.raises(AssertionError):
        check(2)


def test_what_passes_passes() -> None:
    assert of_each([(1, 2), (3, 4)])(lambda a, b: None)() is None
    with pytest.raises(AssertionError, match="no rows"):
        of_each([])(lambda a: None)
