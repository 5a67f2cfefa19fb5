"""No bound is broken: every scheme, every order and every format at the points where bounds are hard to keep.

Run by name, ``python -m pytest tests/benchmarks/test_bounds_of_all_schemes.py -s``. The suite has all schemes for first
derivatives, and four of them for the others.
"""

from __future__ import annotations

import pytest

from derivcheck.methods.differences.schemes import TABLE
from tests.methods.test_bounds import broken, hard


@pytest.mark.parametrize("dtype", ["float64", "float32", "longdouble"])
@pytest.mark.parametrize("order", [1, 2, 3, 4])
def test_no_bound_of_any_scheme_is_broken(order: int, dtype: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert list(broken(order, dtype, tuple(TABLE))) == []
    count = sum(map(len, hard(order, dtype, tuple(TABLE)).values()))
    with capsys.disabled():
        print(f"\norder {order}, {dtype}: {count:,} estimates, no bound broken")
