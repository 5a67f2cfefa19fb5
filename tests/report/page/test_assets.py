"""The parts of a page that are no report."""

from __future__ import annotations

import re
import sys
from html.parser import HTMLParser

import pytest

import derivcheck as dc
from derivcheck.ground.errors import MissingExtraError
from derivcheck.report.page import assets
from derivcheck.report.typeset import mathml


class Elements(HTMLParser):
    """Names of the elements of a page, and of their attributes."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def test_libraries_do_not_end_the_element_that_they_stand_in() -> None:
    pytest.importorskip("vl_convert")
    assert not re.search("</script|<!--", assets.libraries(), re.IGNORECASE)


def test_a_page_is_small_and_asks_for_nothing() -> None:
    pytest.importorskip("vl_convert")
    page = dc.compare("exp(2*x)/(1+sin(x**2))", 0.5).to_html()
    assert len(page.encode()) < 2_000_000
    found = Elements(page)
    assert {"img", "link", "iframe", "object", "base"}.isdisjoint(found.tags)
    assert {"src", "href", "data", "action"}.isdisjoint(found.attributes)


def test_without_the_extra_there_is_a_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    assets.libraries.cache_clear()
    with pytest.raises(MissingExtraError, match=r"sympy-derivcheck\[html\]"):
        assets.libraries()
    curve = dc.error_curve("sin(x)", 1.0, steps=[0.1, 0.01])
    assert curve.to_html() == curve._repr_html_()


@pytest.mark.parametrize(
    ("text", "part"), [("sqrt(x)", "<msqrt>"), ("x/y", "<mfrac>"), ("alpha^2", "<mi>&#945;</mi>"), ("x_1+1", "<msub>")]
)
def test_formulas_are_typeset(text: str, part: str) -> None:
    assert part in mathml(text).replace("α", "&#945;")


@pytest.mark.parametrize("text", ["f(x", "<script>", "9^9^9^9", "x+" * 300 + "x", ""])
def test_what_cannot_be_typeset_is_left_out(text: str) -> None:
    assert mathml(text) == ""
