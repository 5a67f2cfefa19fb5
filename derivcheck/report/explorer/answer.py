"""What the page is told: the report on a formula at a point, and on a claim if there is one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from derivcheck.formula.expression import Expression
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import DerivcheckError, ParseError
from derivcheck.report.explorer.question import ExplorerQuestion, read
from derivcheck.report.explorer.summary import summary
from derivcheck.report.formats import html
from derivcheck.results import Check, Comparison
from derivcheck.testing.check import check_derivative
from derivcheck.testing.compare import compare

UNTOLD = 1.0
"""Where a variable stands that has no value yet."""

Found = TypeVar("Found")


@dataclass
class _Faults:
    """What went wrong, so that one part of an answer does not lose the others."""

    told: list[dict[str, str]] = field(default_factory=list)

    def attempt(self, compute: Callable[[], Found]) -> Found | None:
        try:
            return compute()
        except DerivcheckError as error:
            fault = {"message": " ".join(str(error).splitlines()), "pointer": _pointer(error)}
            if fault not in self.told:
                self.told.append(fault)
            return None


def answer(data: object) -> dict[str, Any]:
    """Return the answer to a question, in JSON types.

    Parameters
    ----------
    data : dict
        The question in JSON types, see `Question`.

    Returns
    -------
    dict
        ``variables``, ``wrt`` and ``at``, with the value of every variable; ``html``, the report; and ``faults``,
        each a ``message`` with a ``pointer`` into the formula.

    Examples
    --------
    >>> told = answer({"formula": "a*x^2", "at": {"x": 3}})
    >>> told["at"], told["wrt"], told["faults"]
    ({'a': 1.0, 'x': 3.0}, 'x', [])
    >>> print(answer({"formula": "sin(x"})["faults"][0]["pointer"])
    sin(x
       ^
    """
    faults = _Faults()
    question = faults.attempt(lambda: read(data))
    formula = question and faults.attempt(lambda: parse(question.formula, (*question.at,)))
    told = _report(question, formula, faults) if question and formula else {}
    return {**told, "faults": faults.told}


def _pointer(error: DerivcheckError) -> str:
    return error.pointer if isinstance(error, ParseError) and error.text else ""


def _report(question: ExplorerQuestion, formula: Expression, faults: _Faults) -> dict[str, Any]:
    names = formula.variables or (*question.at,)[:1] or ("x",)
    at = {name: question.at.get(name, UNTOLD) for name in names}
    wrt = _variable(question, formula, names)
    results = list(_results(question, at, wrt, faults))
    page = html.body(summary(results)) if results else ""
    return {"variables": list(names), "wrt": wrt, "at": at, "html": page}


def _variable(question: ExplorerQuestion, formula: Expression, names: tuple[str, ...]) -> str:
    """Return the variable of a question: the one chosen, one that the formula declares, x, or the first."""
    candidates = (question.wrt, *formula.declared, "x")
    return next((name for name in candidates if name in names), names[0])


def _results(
    question: ExplorerQuestion, at: dict[str, float], wrt: str, faults: _Faults
) -> Iterator[Check | Comparison]:
    command = question.command(at, wrt)
    if question.claim:
        check = faults.attempt(
            lambda: check_derivative(
                question.formula, question.claim, at, wrt=wrt, order=question.order, reproduce=command
            )
        )
        yield from [check] if isinstance(check, Check) else []
    comparison = faults.attempt(
        lambda: compare(
            question.formula,
            at,
            wrt=wrt,
            order=question.order,
            schemes=question.schemes or None,
            dtype=question.dtype,
            reproduce="" if question.claim else command,
        )
    )
    yield from [comparison] if isinstance(comparison, Comparison) else []
