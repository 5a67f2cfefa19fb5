"""The page of very many claims."""

from __future__ import annotations

import json
import math
import re

import pytest

from derivcheck.report.page.claims import claims_page

REFUTED = {
    "id": "</script><b>",
    "verdict": "refuted",
    "reason": "wrong at x = 1",
    "gap": -1.5,
    "detection_limit": None,
    "cause": {"kind": "sign", "text": "the sign of the whole claim is wrong"},
    "seconds": 0.25,
    "function": "sin(x)",
    "claimed": "-cos(x)",
}
ERROR = {"id": 2, "verdict": "error", "reason": "line 2: no formula"}


def data(page: str) -> dict[str, list[object]]:
    found = re.search(r'<script type="application/json" id="claims-data">(.*?)</script>', page, re.DOTALL)
    assert found
    told: dict[str, list[object]] = json.loads(found[1])
    return told


def test_every_result_is_in_the_page() -> None:
    told = data(claims_page([REFUTED, ERROR], "a & b"))
    columns = told["columns"]
    first, second = (dict(zip(columns, row, strict=True)) for row in told["rows"])  # type: ignore[call-overload]
    assert first == {
        **{name: REFUTED[name] for name in ("id", "verdict", "reason", "gap", "seconds", "function", "claimed")},
        "cause": "the sign of the whole claim is wrong",
        "detection limit": None,
    }
    assert (second["id"], second["gap"], second["cause"]) == (2, None, None)


def test_it_counts_the_verdicts_and_escapes_its_title() -> None:
    page = claims_page([REFUTED, ERROR, ERROR], "a & b")
    assert "<p>1 refuted, 2 error</p>" in page
    assert "<h1>a &amp; b</h1>" in page
    assert 'value="agrees"' not in page


def test_it_asks_for_nothing() -> None:
    page = re.sub(r"(?s)<script.*?</script>|<style.*?</style>", "", claims_page([REFUTED]))
    assert not re.search(r"\s(?:src|href|action)=", page)


def test_no_claims_are_a_page_too() -> None:
    assert "no claims" in claims_page([])


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        claims_page([{**REFUTED, "gap": math.nan}])
