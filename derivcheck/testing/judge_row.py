"""The verdict on one claim among many; this runs in a worker, which has what it needs from the start."""

from __future__ import annotations

import functools
import gc
from collections.abc import Mapping
from typing import Any

from derivcheck.claims.claim import Claim
from derivcheck.claims.conclusion import detection_limit, shown_gap
from derivcheck.claims.diagnosis import Diagnosis
from derivcheck.claims.judgement import Judgement
from derivcheck.code.load_callable import load, names_callable
from derivcheck.formula.expression import Expression
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import DerivcheckError, InputError
from derivcheck.results import Check
from derivcheck.results.claim_result import ClaimResult
from derivcheck.results.result import plain
from derivcheck.testing.check import check_derivative
from derivcheck.testing.claim_row import ClaimRow
from derivcheck.testing.judge_formula import FormulaQuestion, judge_formula
from derivcheck.testing.many import JudgingOptions, message, of_check, refused

_COLLECTED_AFTER = {False: 100_000, True: gc.get_threshold()[0]}
"""How many objects more than it frees a worker makes until it looks for cycles: of a formula's, which are small,
hardly any is in one, and a claim with long formulas takes tens of thousands at a time."""


def judge_row(question: tuple[ClaimRow | ClaimResult, JudgingOptions]) -> ClaimResult:
    """Return the verdict; what cannot be read has the verdict "error"."""
    row, options = question
    if isinstance(row, ClaimResult):
        return row
    if reason := refused(row, options):
        return ClaimResult(row.id, "error", reason)
    gc.set_threshold(_COLLECTED_AFTER[row.is_code])
    try:
        return of_check(row.id, _check_code(row, options)) if row.is_code else _judge_formula(row, options)
    except DerivcheckError as error:
        if isinstance(error.__cause__ or error.__context__, MemoryError):
            raise MemoryError from error
        return ClaimResult(row.id, "error", message(error), readings=getattr(error, "readings", ()))


def _judge_formula(row: ClaimRow, options: JudgingOptions) -> ClaimResult:
    if isinstance(row.at, list):
        raise InputError("a formula is checked at a number; at is a list")
    variable = row.variable or _inferred(row)
    at = _point(row, variable)
    names = (*(at if isinstance(at, Mapping) else ()), *([variable] if variable else []))
    question = FormulaQuestion(
        _known(row.function, names),
        row.claimed,
        at,
        variable or None,
        seed=options.seed,
        prove=options.prove,
        exact=options.exact,
        causes=options.causes,
    )
    return judge_formula(question, functools.partial(_in_short, id=row.id))


def _in_short(claim: Claim, finding: Judgement, mistake: Diagnosis | None = None, *, id: Any) -> ClaimResult:
    gap, limit = plain(shown_gap(finding)), plain(detection_limit(finding))
    cause = mistake.cause if mistake else None
    return ClaimResult(id, str(finding.verdict), finding.reason, gap, limit, cause)


# What a grader asks about, and many a table, is one function with many claims.
@functools.lru_cache(maxsize=256)
def _known(function: str, names: tuple[str, ...]) -> Expression:
    """Return a formula, with what was prepared of it for other claims."""
    return parse(function, names)


def _point(row: ClaimRow, variable: str) -> Any:
    if row.at is None or not variable:
        return row.params or row.at
    return {variable: row.at, **row.params}


def _inferred(row: ClaimRow) -> str:
    """Return the one variable that has no value among the parameters; "" where that says nothing."""
    open_names = [name for name in _known(row.function, tuple(row.params)).variables if name not in row.params]
    return open_names[0] if row.params and len(open_names) == 1 else ""


def _check_code(row: ClaimRow, options: JudgingOptions) -> Check:
    function, claimed = (load(text) if names_callable(text) else text for text in (row.function, row.claimed))
    if not isinstance(row.at, list):
        how: dict[str, Any] = {"seed": options.seed, "prove": options.prove}
        return check_derivative(function, claimed, row.at, wrt=row.variable or None, **how)
    from derivcheck.testing.check_arrays import check_gradient, check_jacobian

    check = check_gradient if _of_number(function, row.at) else check_jacobian
    return check(function, claimed, row.at, seed=options.seed)


def _of_number(function: Any, at: list[Any]) -> bool:
    import numpy as np

    from derivcheck.gradients.reading import read_point
    from derivcheck.gradients.subject import Subject

    return np.ndim(Subject(function).value(read_point(at))) == 0
