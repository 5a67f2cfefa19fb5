"""One test of many rows, where a check takes less time than what pytest does around a test."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from typing import Any

import pytest

FAILURES = (Exception, pytest.fail.Exception, pytest.skip.Exception)
"""What ends the check of a row and not the test: a row that is skipped is none that holds."""


def of_each(rows: Iterable[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return what makes a test of a check of one row: it tries all, and then names every row that fails, and why.

    The check is as under `pytest.mark.parametrize`, but for fixtures; with arguments the test is the check of one row.
    """

    def test_of(check: Callable[..., None]) -> Callable[..., None]:
        alone = len(inspect.signature(check).parameters) == 1
        given = [(row,) if alone else tuple(row) for row in rows]
        assert given, "no rows"

        def test(*row: Any) -> None:
            if row:
                check(*row)
                return
            failures = [error for each in given if (error := _failure(check, each))]
            if failures:
                raise BaseExceptionGroup(f"{len(failures)} of {len(given)} rows", failures)

        test.__name__, test.__doc__, test.__module__ = check.__name__, check.__doc__, check.__module__
        return test

    return test_of


def _failure(check: Callable[..., None], row: tuple[Any, ...]) -> BaseException | None:
    try:
        check(*row)
    except FAILURES as error:
        error.add_note(f"in the row {row!r}")
        return error
    return None
