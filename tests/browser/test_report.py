"""The page of a comparison in a real browser: what a reader sees, points at and clicks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import derivcheck as dc
from tests.browser.looking import channels, opened, requested

pytest.importorskip("vl_convert")
pytestmark = pytest.mark.browser

COMPARISON = dc.compare("exp(2*x)/(1+sin(x**2))", 0.5, schemes=["forward-1", "central-2"])


@pytest.fixture(scope="module")
def main_page(pages: Path) -> Path:
    path = pages / "main.html"
    path.write_text(COMPARISON.to_html(), "utf-8")
    return path


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [400, 1400])
def test_it_fits_says_nothing_and_asks_for_nothing(browser: Any, main_page: Path, width: int, theme: str) -> None:
    page = opened(browser, main_page.as_uri(), width, theme)
    assert page.get_log("browser") == []
    assert requested(page) == []
    assert page.execute_script("return document.documentElement.scrollWidth") <= width
    ink, paper = (
        page.execute_script(f"return getComputedStyle(document.querySelector('main')).{name}")
        for name in ("color", "backgroundColor")
    )
    assert (sum(channels(ink)) < sum(channels(paper))) == (theme == "light")


def test_a_planted_error_is_seen(browser: Any, pages: Path) -> None:
    path = pages / "broken.html"
    before, end, after = COMPARISON.to_html().rpartition("</body>")
    path.write_text(f"{before}<script>nothing.there</script>{end}{after}", "utf-8")
    assert opened(browser, path.as_uri()).get_log("browser")


def test_the_pointer_shows_the_numbers_of_the_json(browser: Any, main_page: Path) -> None:
    page = opened(browser, main_page.as_uri())
    point = COMPARISON.curves[1].points[10]
    place = page.execute_script(
        "const view = document.querySelector('.chart').view; const box = view.container().querySelector('svg')"
        ".getBoundingClientRect(); const [left, top] = view.origin();"
        "return [box.left + left + view.scale('x')(arguments[0]), box.top + top + view.scale('y')(arguments[1])];",
        point.h,
        abs(point.total),
    )
    page.execute_cdp_cmd("Input.dispatchMouseEvent", {"type": "mouseMoved", "x": place[0] - 3, "y": place[1]})
    page.execute_cdp_cmd("Input.dispatchMouseEvent", {"type": "mouseMoved", "x": place[0], "y": place[1]})
    shown = page.execute_async_script(
        "const done = arguments[0], tip = () => document.querySelector('#vg-tooltip-element');"
        "const wait = () => tip() && tip().innerText ? done(tip().innerText) : setTimeout(wait, 20);"
        "wait();"
    )
    for name in ("h", "estimate", "total", "truncation", "argument", "evaluation", "arithmetic"):
        assert repr(getattr(point, name)) in shown, name


def test_a_scheme_can_be_hidden(browser: Any, main_page: Path) -> None:
    page = opened(browser, main_page.as_uri())
    count = (
        "return document.querySelectorAll('.chart .mark-symbol.role-mark path[aria-roledescription=\"point\"]').length"
    )
    before = page.execute_script(count)
    page.execute_script("document.querySelector('.chart input[type=checkbox]').click()")
    page.execute_async_script("document.querySelector('.chart').view.runAsync().then(() => arguments[0]())")
    assert 0 < page.execute_script(count) < before


def test_a_table_is_sorted_by_a_click(browser: Any, main_page: Path) -> None:
    page = opened(browser, main_page.as_uri())
    cells = "return [...document.querySelectorAll('table')[0].tBodies[0].rows].map((r) => r.cells[6].textContent)"
    button = "document.querySelectorAll('table')[0].tHead.rows[0].cells[6].querySelector('button').click()"
    page.execute_script(button)
    rising = [int(text) for text in page.execute_script(cells)]
    page.execute_script(button)
    falling = [int(text) for text in page.execute_script(cells)]
    assert rising == sorted(rising)
    assert falling == sorted(rising, reverse=True)
    assert rising[0] < rising[-1]


def test_a_wrong_gradient_has_a_map(browser: Any, pages: Path) -> None:
    w = np.arange(1.0, 7.0).reshape(2, 3)
    check = dc.check_gradient(lambda w: np.sum(w**3), lambda w: -3 * w**2, w)
    path = pages / "map.html"
    path.write_text(check.to_html(), "utf-8")
    page = opened(browser, path.as_uri())
    assert page.get_log("browser") == []
    assert page.execute_script("return document.querySelectorAll('.chart .mark-rect.role-mark path').length") == 6
