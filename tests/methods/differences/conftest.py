"""The float32 programs of these tests are read as NumPy 2 reads them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from derivcheck.arithmetic.real import weak_scalars


@pytest.fixture(autouse=True)
def _weak() -> Iterator[None]:
    with weak_scalars():
        yield
