"""Derivatives of other libraries: those known to be wrong are refuted, and no others; what is planted is found.

The tables of scikit-learn and statsmodels need the extra `wild`; without it their tests are skipped.
"""

from __future__ import annotations

import dataclasses
import importlib
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from roundings import rounded

from derivcheck import Verdict
from tests.test_examples import (
    ABOUT,
    EXAMPLES,
    SHOWN,
    drawn,
    example_of,
    figure,
    is_about,
    lengths,
    told,
    unprinted,
)

TABLES = ("scipy", "sklearn", "statsmodels")


@pytest.fixture(params=TABLES)
def rows(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    pytest.importorskip(request.param)
    monkeypatch.syspath_prepend(str(EXAMPLES))
    found: list[Any] = importlib.import_module(f"wild.of_{request.param}").ROWS
    return found


def verdict(row: Any) -> Verdict:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the libraries, at points that derivcheck tries
        found: Verdict = row.check().verdict
    return found


def test_each_table_has_forty_rows_and_no_row_twice(rows: list[Any]) -> None:
    assert len({(row.name, row.of) for row in rows}) == len(rows) >= 40


def test_rows_agree_where_nothing_else_is_known(rows: list[Any]) -> None:
    """A later version of a library may have mended what has a note."""
    tried = [row for row in rows if not row.note][::10]
    assert [row.name for row in tried if verdict(row) is not Verdict.AGREES] == []


def test_what_is_planted_in_a_row_is_refuted(rows: list[Any]) -> None:
    def planted(row: Any) -> Any:
        return dataclasses.replace(row, claimed=lambda x: 1.001 * row.claimed(x))

    tried = [row for row in rows if not row.note and np.any(row.claimed(np.array(row.at)))][3::8]
    assert len(tried) >= 4
    assert [row.name for row in tried if verdict(planted(row)) is not Verdict.REFUTED] == []


def test_the_script_tells_its_rows_and_explains_what_it_refutes() -> None:
    checks = figure("in_the_wild", "checks")
    assert len(checks) >= 50
    wrong = [row for row, check in checks if check.verdict is not Verdict.AGREES]
    assert [row.name for row in wrong if not row.note] == []
    printed = told("in_the_wild")[1]
    assert all(f"({row.note})" in printed for row in wrong)


def test_it_is_an_example_like_the_others() -> None:
    written, printed = lengths("in_the_wild")
    assert 40 <= written <= 150
    assert printed > 10
    assert unprinted("in_the_wild") == []
    assert [Path(shown).stem for shown in SHOWN if example_of(shown) == "in_the_wild"] == [*drawn("in_the_wild")]
    ((_, quoted, of),) = (row for row in ABOUT if row[0] == "in_the_wild")
    assert is_about(quoted, of(told("in_the_wild")[0]))


def test_what_the_zero_block_does_to_standard_errors() -> None:
    check = figure("in_the_wild", "check")
    if check.verdict is Verdict.AGREES:
        pytest.skip("this version of statsmodels has the block")
    claimed, right = figure("in_the_wild", "hessians")
    assert np.all(claimed[:2, 2:] == 0)
    # Sums of 300 products, each of some eight roundings.
    assert claimed[2:, 2:] == rounded(right[2:, 2:], 300 * 8, size=right)
    errors = figure("in_the_wild", "errors")
    # What statsmodels prints is from the claimed one; inverting a matrix loses its condition number, below 100.
    assert errors["claimed Hessian"] == rounded(figure("in_the_wild", "printed"), 300 * 8 * 100)
    # A standard deviation from 100 samples is itself known to a fourteenth; three of those, and the claim is outside.
    shares = errors["of 100 samples"] / np.array([errors["right Hessian"], errors["claimed Hessian"]])
    assert np.all(np.abs(np.log(shares[0])) < 3 / 14)
    assert np.max(np.log(shares[1])) > 3 / 14
