"""The grade of one answer; this runs in a worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from derivcheck.formula.expression import Expression
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import DerivcheckError, InputError, ParseError
from derivcheck.results.check import Check
from derivcheck.results.feedback import UNDECIDED
from derivcheck.results.grade import Grade
from derivcheck.results.verdict import Verdict
from derivcheck.testing.check import check_derivative


@dataclass(frozen=True, slots=True)
class Exercise:
    """What is to be differentiated.

    Attributes
    ----------
    function : Expression
    variable : str
    domain : mapping, str or None
        As of `check_derivative`.
    order, seed : int
    exact : bool
    """

    function: Expression
    variable: str
    domain: Any
    order: int
    seed: int
    exact: bool


def judge_answer(question: tuple[Exercise, str, int]) -> Grade:
    """Return the grade of an answer, which has a number of its own; its `seconds` are left to who measures them.

    Examples
    --------
    >>> from derivcheck.formula.parser import parse
    >>> exercise = Exercise(parse("x^2"), "x", None, 1, 0, False)
    >>> judge_answer((exercise, "2x", 0)).correct, judge_answer((exercise, "2x +", 1)).verdict
    (True, 'error')
    """
    exercise, answer, _ = question
    try:
        check = check_answer(exercise, answer)
    except ParseError as error:
        return refused(f"This could not be read as a formula: {_line(error)}.", error.readings)
    except InputError as error:
        return refused(_foreign(exercise, answer) or f"This cannot be graded: {_line(error)}.")
    except DerivcheckError as error:
        if isinstance(error.__cause__ or error.__context__, MemoryError):
            raise MemoryError from error
        return Grade(False, "unresolved", f"This could not be decided: {_line(error)}.", None, 0.0)
    told = UNDECIDED if check.verdict is Verdict.UNRESOLVED else check.feedback
    return Grade(bool(check), str(check.verdict), told, check.cause, 0.0)


def refused(why: str, readings: tuple[str, ...] = ()) -> Grade:
    """Return the grade of what is no formula, or may be several."""
    return Grade(False, "error", why, None, 0.0, readings)


def _foreign(exercise: Exercise, answer: str) -> str:
    """Say which names of an answer the exercise has not; "" where there is none."""
    known = (*exercise.function.variables, exercise.variable)
    names = [name for name in parse(answer, known).variables if name not in known]
    return f"There is no {' and no '.join(names)} in the exercise; it is in {exercise.variable}." if names else ""


def _line(error: DerivcheckError) -> str:
    return " ".join(str(error).split())


def check_answer(exercise: Exercise, answer: str, *, causes: bool = True) -> Check:
    """Return the check of an answer.

    Raises
    ------
    ParseError, InputError, DomainError
        As of `check_derivative`.
    """
    e = exercise
    return check_derivative(
        e.function, answer, wrt=e.variable, domain=e.domain, order=e.order, seed=e.seed, exact=e.exact, causes=causes
    )
