"""The page of very many claims in a real browser: it stays quick to use because only what is seen is drawn."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

from derivcheck.report.page.claims import claims_page
from tests.browser.looking import channels, opened, requested

pytestmark = pytest.mark.browser

MANY = 100_000


def result(i: int) -> dict[str, Any]:
    wrong = i % 3 == 0
    return {
        "id": f"c{i}",
        "verdict": "refuted" if wrong else "agrees",
        "reason": "<b>wrong</b>" if wrong else "agrees at 6 points",
        "gap": math.sin(i) if wrong else None,
        "cause": {"kind": "sign", "text": "the sign is wrong"} if i % 6 == 0 else None,
        "seconds": (i % 1000) / 1e5,
    }


@pytest.fixture(scope="module")
def many(pages: Path) -> str:
    path = pages / "claims.html"
    path.write_text(claims_page(map(result, range(MANY)), "claims.csv"), "utf-8")
    return path.as_uri()


def shown(page: Any, column: int) -> list[str]:
    rows = "[...document.querySelectorAll('#claims tbody [data-row]')]"
    return list(page.execute_script(f"return {rows}.map((row) => row.cells[{column}].textContent)"))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [400, 1400])
def test_it_fits_says_nothing_and_asks_for_nothing(browser: Any, many: str, width: int, theme: str) -> None:
    page = opened(browser, many, width, theme)
    assert page.get_log("browser") == []
    assert requested(page) == []
    assert page.execute_script("return document.documentElement.scrollWidth") <= width
    ink, paper = (
        page.execute_script(f"return getComputedStyle(document.querySelector('main')).{name}")
        for name in ("color", "backgroundColor")
    )
    assert (sum(channels(ink)) < sum(channels(paper))) == (theme == "light")


def test_only_what_is_seen_is_drawn_and_the_last_row_is_reached(browser: Any, many: str) -> None:
    page = opened(browser, many)
    ids = shown(page, 0)
    assert ids[0] == "c0"
    assert len(ids) < 100
    page.execute_async_script(
        "const rows = document.querySelector('#rows'); rows.scrollTop = rows.scrollHeight;"
        "requestAnimationFrame(() => requestAnimationFrame(() => arguments[0]()));"
    )
    assert shown(page, 0)[-1] == f"c{MANY - 1}"
    assert len(shown(page, 0)) < 100


def test_claims_are_sorted_and_filtered(browser: Any, many: str) -> None:
    page = opened(browser, many)
    click = "document.querySelectorAll('#claims th button')[6].click()"
    wrong = [math.sin(i) for i in range(0, MANY, 3)]
    page.execute_script(click)
    assert float(shown(page, 6)[0]) == pytest.approx(min(wrong), rel=0.005, abs=0)  # three digits are shown
    page.execute_script(click)
    assert float(shown(page, 6)[0]) == pytest.approx(max(wrong), rel=0.005, abs=0)
    page.execute_script("document.querySelector('#filter [value=refuted]').click()")
    assert {*shown(page, 1)} == {"agrees"}
    page.execute_script("document.querySelector('#filter [value=refuted]').click()")
    page.execute_script(
        "const words = document.querySelector('[name=words]'); words.value = 'SIGN c42';"
        "words.dispatchEvent(new Event('input'));"
    )
    expected = [i for i in range(0, MANY, 6) if "c42" in f"c{i}"]
    count = page.execute_script("return document.querySelector('#count').textContent")
    assert count == f"{len(expected):,} of {MANY:,} claims"
    assert {*shown(page, 0)} <= {f"c{i}" for i in expected}


def test_a_click_tells_all_of_a_claim_and_markup_is_text(browser: Any, many: str) -> None:
    page = opened(browser, many)
    assert page.execute_script("return document.querySelector('#one').hidden")
    page.execute_script("document.querySelector('#claims tbody [data-row] td').click()")
    told = page.execute_script("return document.querySelector('#detail').innerText")
    assert "<b>wrong</b>" in told
    assert "the sign is wrong" in told
