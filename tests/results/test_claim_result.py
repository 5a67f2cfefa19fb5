"""The result of one claim among many."""

from __future__ import annotations

import json

import pytest

import derivcheck as dc


@pytest.mark.parametrize("verdict", ["proved", "agrees", "refuted", "unresolved", "error"])
def test_it_is_true_where_the_claim_passed(verdict: str) -> None:
    assert bool(dc.ClaimResult("a", verdict, "…")) == (verdict in ("proved", "agrees"))


def test_it_is_json() -> None:
    result = dc.ClaimResult(1, "refuted", "…", float("nan"), None, dc.Cause("sign", "…"), 0.5)
    told = json.loads(json.dumps(result.to_dict(), allow_nan=False))
    assert told == {
        "id": 1,
        "verdict": "refuted",
        "reason": "…",
        "gap": None,
        "detection_limit": None,
        "cause": {"kind": "sign", "text": "…"},
        "seconds": 0.5,
        "readings": [],
    }
