"""Equations of results, as MathJax typesets them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from cases import example_comparison, example_comparisons

import derivcheck as dc
from derivcheck.report.typeset import latex, mathml, name
from derivcheck.results.traced import Traced


def squares(w: Any) -> Any:
    return np.sum(w**2)


def triple(w: Any) -> Any:
    return 3 * w


EQUATIONS: dict[str, tuple[Callable[[], Any], str]] = {
    "comparison": (example_comparison, r"\frac{d}{d x}f\Big|_{x = 0.5} = 2.66566172940702444834\ldots"),
    "comparisons": (example_comparisons, r"\frac{d}{d y}f\Big|"),
    "a tiny number": (lambda: dc.compare("x^2", 1e-30), r"\Big|_{x = 1 \cdot 10^{-30}} = 2.0"),
    "a higher order": (lambda: dc.compare("x*t^3", {"x": 2.0, "t": 1.0}, wrt="t", order=2), r"\frac{d^{2}}{d t^{2}}"),
    "refuted": (lambda: dc.check_derivative("x^2", "3*x", 1.0), r"\frac{d}{d x}\left[x^{2}\right] \neq 3 x"),
    "corrected": (lambda: dc.check_derivative("x^2", "3*x", 1.0), r"\left[x^{2}\right] = 2 x"),
    "proved": (lambda: dc.check_derivative("x^2", "2*x", 1.0, prove=True), r"\left[x^{2}\right] = 2 x$"),
    # Points that agree are no proof.
    "agrees": (lambda: dc.check_derivative("x^2", "2*x", 1.0), r"\overset{\text{agrees}}{=} 2 x"),
    "unresolved": (lambda: dc.check_derivative("abs(x)", "x/abs(x)", 0.0), r"\overset{\text{?}}{=}"),
    "gradient": (
        lambda: dc.check_gradient(squares, triple, np.ones(3)),
        r"\nabla\,\texttt{squares} \neq \texttt{triple}",
    ),
    "curve": (lambda: dc.error_curve("x^3", 0.5), r"\texttt{1/6 f''' h\textasciicircum{}2} + \cdots"),
    "exact curve": (lambda: dc.error_curve("x^2", 0.5), r"\frac{d}{d x}f = 0"),
    "trace": (lambda: dc.trace("x*y", {"x": 1.0, "y": 2.0}), r"\left[x y\right]\Big|_{x = 1,\, y = 2} \approx 2"),
    "traced": (lambda: Traced(example_comparison(), dc.trace("x^2", 0.5)), r"\frac{d}{d x}f\Big|_{x = 0.5}"),
}


@pytest.mark.parametrize("kind", EQUATIONS)
def test_what_is_said(kind: str) -> None:
    make, part = EQUATIONS[kind]
    text = make()._repr_latex_()
    assert part in text
    assert re.fullmatch(r"\$\\displaystyle [^$]*\$", text)
    bare = re.sub(r"\\[{}]", "", text)
    assert bare.count("{") == bare.count("}")


def test_a_hostile_name_stays_a_name() -> None:
    text = name(r"\input{x}$y$ #1 %&_^~" + "\x1b")
    assert text == (r"\texttt{\textbackslash{}input\{x\}\$y\$ \#1 \%\&\_\textasciicircum{}\textasciitilde{}?}")


def test_what_cannot_be_typeset_is_shown_as_it_is() -> None:
    assert latex("not (a") == r"\texttt{not (a}"
    assert latex("+".join(["x"] * 300)).startswith(r"\texttt{x+x")
    assert mathml("+".join(["x"] * 300)) == ""


@pytest.mark.parametrize(("count", "cut"), [(1, False), (4, False), (5, True)])
def test_a_point_of_more_than_four_coordinates_is_cut(count: int, cut: bool) -> None:
    names = "abcde"[:count]
    text = dc.compare("+".join(names), dict.fromkeys(names, 1.0), wrt="a", schemes=["central-2"], steps=[1e-3])
    shown = re.search(r"\\Big\|_\{(.*?)\} = ", text._repr_latex_())
    assert shown is not None
    assert (shown[1].count(" = 1"), r"\ldots" in shown[1]) == (min(count, 4), cut)
