"""Fixtures that several test files use."""

from __future__ import annotations

import pytest
import strategies  # noqa: F401 - its settings: no deadlines

from derivcheck.arithmetic import ball


@pytest.fixture(params=["proven", "estimated"])
def arithmetic(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run a test with balls, and as if python-flint were not installed."""
    if request.param == "proven":
        pytest.importorskip("flint")
    else:
        monkeypatch.setattr(ball, "available", lambda: False)
    return str(request.param)
