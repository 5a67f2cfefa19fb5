"""Pages are valid HTML5, as a parser from outside sees it that reports every error."""

from __future__ import annotations

import itertools
import re
import shutil
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import derivcheck as dc
from derivcheck.report.page.claims import claims_page
from derivcheck.results.traced import Traced

html5lib = pytest.importorskip("html5lib")


def errors(page: str) -> list[Any]:
    """Return the errors of a page; the text of scripts, which may be anything, is left out for speed."""
    parser = html5lib.HTMLParser()
    parser.parse(re.sub(r"(?s)(<script[^>]*>).*?</script>", r"\1</script>", page))
    return [code for _, code, _ in parser.errors]


def traced() -> Any:
    comparison = dc.compare("exp(2*x)*y", {"x": 0.5, "y": 2.0}, wrt="x", schemes=["central-2"])
    return Traced(comparison, dc.trace("exp(2*x)*y", {"x": 0.5, "y": 2.0}), listed=True)


def wrong_gradient() -> Any:
    return dc.check_gradient(lambda w: np.sum(w**3), lambda w: -3 * w**2, np.arange(1.0, 7.0).reshape(2, 3))


PAGES: dict[str, Callable[[], str]] = {
    "comparison": lambda: dc.compare("x^2*sin(x)", 1.0, schemes=["forward-1", "central-2"]).to_html(),
    "components": lambda: dc.compare("x*y^2", {"x": 1, "y": 2}, wrt=["x", "y"], schemes=["central-2"]).to_html(),
    "in a notebook": lambda: dc.compare("x^2", 1.0, schemes=["central-2"])._repr_html_(),
    "claim": lambda: dc.check_derivative("x^3", "3*x", 2.0).to_html(),
    "gradient": lambda: wrong_gradient().to_html(),
    "trace": lambda: traced().to_html(),
    "many": lambda: claims_page([{"id": "<&>", "verdict": "agrees", "reason": "1 < 2"}], "a & b"),
}


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_valid(name: str) -> None:
    page = PAGES[name]()
    assert errors(page) == []
    assert errors(page.replace("</main>", "</mian>")) != []  # the planted fault


@pytest.mark.parametrize("name", PAGES)
def test_headings_leave_no_level_out(name: str) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])", PAGES[name]())]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_a_trace_is_folded_and_its_graph_drawn_where_graphviz_is() -> None:
    page = traced().to_html()
    folded = re.findall(r"<summary><h2>(.*?)</h2></summary>", page)
    assert folded == ["Trace: forward accumulation", "Trace: reverse accumulation", "Trace: graph"]
    drawn = 'aria-label="Computational graph"><svg' in page
    assert drawn == bool(shutil.which("dot"))
    assert drawn or "Graphviz (the program dot" in page
