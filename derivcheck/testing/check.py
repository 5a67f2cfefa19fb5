"""The verdict on a derivative that someone claims, of a formula or of code of one number."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Any, overload

from derivcheck.arithmetic.domains import read_domain
from derivcheck.claims.conclusion import in_full
from derivcheck.formula.arguments import check_order, check_seed, is_code, read_interval
from derivcheck.ground.errors import InputError
from derivcheck.results import Check, Checks, joint
from derivcheck.testing.judge_formula import FormulaQuestion, judge_formula


@overload
def check_derivative(
    function: Any,
    claimed: object,
    at: float | Mapping[str, float] | None = None,
    *,
    wrt: str | None = None,
    order: int = 1,
    seed: int = 0,
    prove: bool = False,
    over: tuple[float, float] | None = None,
    domain: Any = None,
    exact: bool = False,
    causes: bool = True,
    reproduce: str = "",
) -> Check: ...


@overload
def check_derivative(
    function: Any,
    claimed: object,
    at: float | Mapping[str, float] | None = None,
    *,
    wrt: list[str] | tuple[str, ...],
    order: int = 1,
    seed: int = 0,
    prove: bool = False,
    over: tuple[float, float] | None = None,
    domain: Any = None,
    exact: bool = False,
    causes: bool = True,
    reproduce: str = "",
) -> Checks: ...


def check_derivative(
    function: Any,
    claimed: Any,
    at: float | Mapping[str, float] | None = None,
    *,
    wrt: str | Sequence[str] | None = None,
    order: int = 1,
    seed: int = 0,
    prove: bool = False,
    over: tuple[float, float] | None = None,
    domain: Any = None,
    exact: bool = False,
    causes: bool = True,
    reproduce: str = "",
) -> Check | Checks:
    """Verify a hand-derived derivative.

    Parameters
    ----------
    function : str, SymPy expression, Expression or callable
        The formula, or code of one number; NumPy code runs in every arithmetic unmodified.
    claimed : str, SymPy expression, Expression, callable, True, or a sequence of them
        Its derivative, as claimed; a sequence for as many variables. True where code returns (value, derivative).
    at : float or mapping of str to float, optional
        The point. A claim is a function, so it is tried at fresh points too; without a point,
        at points found in the common real domain.
    wrt : str or sequence of str, optional
        The variable or variables; inferred when there is just one.
    order : int
        Order of the derivative, 1 to 4.
    seed : int
        Seed of the fresh points.
    prove : bool
        Whether to try to turn "agrees" into "proved"; that takes SymPy, and up to some seconds.
    over : pair of float, optional
        An interval of the variable: prove a bound on the gap for all of it, or refute the claim. It may be infinite.
    domain : mapping or str, optional
        Which values are meant: ``{"x": (0, 1), "s": "> 0"}`` or ``"x=0:1, s>0"``. Points, proofs and bounds stay
        inside, proofs assume it, and nothing is said of what lies outside. The ends of a pair are in the domain.
    exact : bool
        Whether decimals are exactly what is typed. Else a claim of formulas that is right for numbers which round
        to its decimals of 15 digits and more agrees to those digits; with `over` they are always exact.
    causes : bool
        Whether to look for the mistake in a wrong claim about a formula.
    reproduce : str
        Command line to print at the end of the report.

    Returns
    -------
    Check or Checks
        The verdict and what it rests on; Checks, one a variable, where `wrt` is a sequence.

    Raises
    ------
    ParseError
        A formula cannot be read; the message has a caret under the place.
    InputError
        An argument cannot be used, such as a point without a value for a variable.

    Examples
    --------
    >>> check = check_derivative("x**2*sin(x)", "2*x*sin(x) - x**2*cos(x)", 1.0)
    >>> print(check.verdict, "-", check.cause.text)
    refuted - the second term has the wrong sign
    >>> check_derivative("x**3", "3*x", 1.0).reason
    'right at x = 1, wrong at x = 2: the claim is 6, the derivative 12'
    >>> str(check_derivative(lambda x: x**3, lambda x: 3 * x**2, 1.0).verdict)
    'agrees'
    >>> check_derivative("sqrt(s^2)", "1", domain={"s": "> 0"}, prove=True).reason
    'the derivative minus the claim is identically zero, for all real s with s > 0'
    """
    names = [wrt] if wrt is None or isinstance(wrt, str) else list(wrt)
    single = wrt is None or isinstance(wrt, str) or not isinstance(claimed, list | tuple)
    claims = [claimed] if single else list(claimed)
    if len(claims) != len(names):
        raise InputError(f"variables: {len(names)}, claims: {len(claims)}; give a list with one for each")
    interval = None if over is None else read_interval(over)
    how = (check_order(order), check_seed(seed), prove, interval, read_domain(domain), exact, causes)
    questions = (FormulaQuestion(function, c, at, name, *how) for c, name in zip(claims, names, strict=True))
    checks = tuple(_check(q, reproduce) for q in questions)
    if wrt is None or isinstance(wrt, str):
        return checks[0]
    return Checks(checks, *joint(checks))


def _check(q: FormulaQuestion, reproduce: str) -> Check:
    if is_code(q.function) or is_code(q.claimed):
        return check_code(q, reproduce)
    return judge_formula(q, functools.partial(in_full, seed=q.seed, reproduce=reproduce))


def check_code(q: FormulaQuestion, reproduce: str) -> Check:
    """Verify a derivative of code of one number."""
    from derivcheck.code.question import CodeQuestion as OfCode
    from derivcheck.gradients.number import check_number

    if q.over is not None:
        raise InputError("an interval is for formulas; of code, claims are checked at points")
    at: Any = q.at
    return check_number(
        OfCode.read(
            q.function, q.claimed, at, q.wrt, q.order, q.domain, seed=q.seed, prove=q.prove, reproduce=reproduce
        )
    )
