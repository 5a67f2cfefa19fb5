"""The verdict on a derivative that someone claims, of a formula or of NumPy code: one function for each kind."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, overload

from derivcheck.arithmetic.domains import read_domain
from derivcheck.claims.conclusion import in_full
from derivcheck.formula.arguments import check_order, check_seed, is_code, read_interval
from derivcheck.formula.domain import Domain
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


def check_gradient(
    function: Any,
    claimed: object,
    at: object,
    *,
    bounds: Any = None,
    accuracy: float = 0.0,
    args: object = (),
    kwargs: Mapping[str, Any] | None = None,
    seed: int = 0,
    reproduce: str = "",
) -> Check:
    """Verify a hand-derived gradient of a NumPy function whose value is one number.

    Parameters
    ----------
    function : callable
        Of a number, of an array of any shape, or of a structure of them. It is called on copies of `at`.
    claimed : callable, array, structure or True
        The gradient, of the shape of `at`, or its value at `at`; True where `function` returns a
        pair (value, gradient). A callable is tried at fresh points near `at` too. Of a structure the gradient has
        the same structure, or is flat, part after part.
    at : number, array or structure
        The point. A float32 one is judged by the precision of float32. A structure is a dict, list, tuple or dataclass
        of arrays and numbers, also inside one another, or a pandas or xarray object; its components are reported by
        name, as ``W1[0, 3]``, and indexed by their place among those of all parts.
    bounds : scipy.optimize.Bounds, pair of numbers or sequence of pairs, optional
        The least and the greatest value of each element, None for infinite, as SciPy's optimisers take them; one pair
        is for all. Fresh points lie inside, and `function` is run on no floats outside.
    accuracy : float
        What part of itself `function` is known to, such as 1e-8 for what a solver returns; the claim is judged to that.
    args : tuple, optional
        Further arguments of `function` and of a claim that is a callable, after the point, as those of scipy.optimize.
    kwargs : mapping of str, optional
        Such arguments by name.
    seed : int
        Seed of fresh points and directions.
    reproduce : str
        Command line to print at the end of the report.

    Returns
    -------
    Check
        The verdict and what it rests on.

    Raises
    ------
    InputError
        A callable fails at the point, or the point is not made of finite numbers.

    Notes
    -----
    The reference comes from one reverse sweep with running error bounds; where that refuses, from
    forward mode; for code that refuses both, from values of f alone. See `derivcheck.gradients`.

    Where the claim is made of constants that floats may have computed, such as ``X.T @ X``, it is
    granted the running error bound of the float64 gradient of `function`; the detection limit
    counts that in. It is relative to each component, to the largest one where a component is
    zero, and to ``|f|`` over ``|x|`` where all are.

    Examples
    --------
    >>> import numpy as np
    >>> check = check_gradient(lambda w: np.sum(w**3), lambda w: 3 * w**2, np.array([1.0, 2.0]))
    >>> check.verdict
    <Verdict.AGREES: 'agrees'>
    >>> check = check_gradient(lambda w: np.sum(w**3), lambda w: -3 * w**2, np.array([1.0, 2.0]))
    >>> check.cause.text
    'the sign of the whole claim is wrong'
    """
    return _check_array("gradient", function, claimed, at, bounds, seed, reproduce, accuracy, args, kwargs)


def check_jacobian(
    function: Any,
    claimed: object,
    at: object,
    *,
    bounds: Any = None,
    accuracy: float = 0.0,
    args: object = (),
    kwargs: Mapping[str, Any] | None = None,
    seed: int = 0,
    reproduce: str = "",
) -> Check:
    """Verify a hand-derived Jacobian of a NumPy function.

    Parameters
    ----------
    function : callable
        Of a number or of an array of any shape, with a value of any shape. It is called on copies of `at`.
    claimed : callable, array, SciPy sparse array, or True
        The Jacobian, of shape ``f(x).shape + x.shape``, or its value at `at`; True where `function` returns a
        pair (value, Jacobian). Elements outside the pattern of a sparse one are checked too.
    at : number or array
        The point. A float32 one is judged by the precision of float32.
    bounds : scipy.optimize.Bounds, pair of numbers or sequence of pairs, optional
        The least and the greatest value of each element, None for infinite, as SciPy's optimisers take them; one pair
        is for all. Fresh points lie inside, and `function` is run on no floats outside.
    accuracy : float
        What part of itself `function` is known to, such as 1e-8 for what a solver returns; the claim is judged to that.
    args : tuple, optional
        Further arguments of `function` and of a claim that is a callable, after the point, as those of scipy.optimize.
    kwargs : mapping of str, optional
        Such arguments by name.
    seed : int
        Seed of fresh points and directions.
    reproduce : str
        Command line to print at the end of the report.

    Returns
    -------
    Check
        The verdict and what it rests on.

    Raises
    ------
    InputError
        A callable fails at the point, or the point is not made of finite numbers.

    Examples
    --------
    >>> import numpy as np
    >>> check = check_jacobian(lambda x: x[1:] * x[:-1], lambda x: np.array([[x[1], x[0]]]), np.array([1.0, 2.0]))
    >>> check.verdict
    <Verdict.AGREES: 'agrees'>
    """
    return _check_array("jacobian", function, claimed, at, bounds, seed, reproduce, accuracy, args, kwargs)


def check_hessian(
    function: Any,
    claimed: object,
    at: object,
    *,
    bounds: Any = None,
    accuracy: float = 0.0,
    args: object = (),
    kwargs: Mapping[str, Any] | None = None,
    seed: int = 0,
    reproduce: str = "",
) -> Check:
    """Verify a hand-derived Hessian of a NumPy function whose value is one number.

    Parameters
    ----------
    function : callable
        Of a number or of an array of any shape; its value is one number. It is called on copies of `at`.
    claimed : callable, array or SciPy sparse array
        The Hessian, of shape ``x.shape + x.shape``, or its value at `at`.
    at : number or array
        The point. A float32 one is judged by the precision of float32.
    bounds : scipy.optimize.Bounds, pair of numbers or sequence of pairs, optional
        The least and the greatest value of each element, None for infinite, as SciPy's optimisers take them; one pair
        is for all. Fresh points lie inside, and `function` is run on no floats outside.
    accuracy : float
        What part of itself `function` is known to, such as 1e-8 for what a solver returns; the claim is judged to that.
    args : tuple, optional
        Further arguments of `function` and of a claim that is a callable, after the point, as those of scipy.optimize.
    kwargs : mapping of str, optional
        Such arguments by name.
    seed : int
        Seed of fresh points and directions.
    reproduce : str
        Command line to print at the end of the report.

    Returns
    -------
    Check
        The verdict and what it rests on.

    Raises
    ------
    InputError
        A callable fails at the point, or the point is not made of finite numbers.

    Examples
    --------
    >>> import numpy as np
    >>> check = check_hessian(lambda x: x[0] ** 2 * x[1], lambda x: np.array([[2 * x[1], 2 * x[0]], [0, 0]]), [1.0, 2])
    >>> check.verdict, check.components[0].index
    (<Verdict.REFUTED: 'refuted'>, (1, 0))
    """
    return _check_array("hessian", function, claimed, at, bounds, seed, reproduce, accuracy, args, kwargs)


def _check(q: FormulaQuestion, reproduce: str) -> Check:
    if is_code(q.function) or is_code(q.claimed):
        return _check_code(q, reproduce)
    return judge_formula(q, functools.partial(in_full, seed=q.seed, reproduce=reproduce))


def _check_code(q: FormulaQuestion, reproduce: str) -> Check:
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


def _check_array(
    kind: str,
    function: Any,
    claimed: Any,
    at: Any,
    bounds: Any,
    seed: int,
    reproduce: str,
    accuracy: float,
    args: Any,
    kwargs: Mapping[str, Any] | None,
) -> Check:
    # NumPy code and its tables are loaded by who needs them, and formulas do not.
    import numpy as np

    from derivcheck.autodiff.structure import is_structure
    from derivcheck.gradients.bounds import read_bounds
    from derivcheck.gradients.examination import examine
    from derivcheck.gradients.integers import own_integers
    from derivcheck.gradients.known_accuracy import read_accuracy
    from derivcheck.gradients.parameters import with_arguments
    from derivcheck.gradients.reproduction import call_text

    seed, accuracy = check_seed(seed), read_accuracy(accuracy)
    x = np.asarray(None if is_structure(at) else at)
    is_double = not x.ndim and (x.dtype == np.float64 or x.dtype.kind in "iub") and own_integers(at) is None
    of_code = callable(function) and (claimed is True or callable(claimed))
    if kind == "gradient" and is_double and of_code and not accuracy:
        again = reproduce or call_text(kind, function, claimed, x, seed, bounds, args=args, kwargs=kwargs)
        function, claimed = (with_arguments(one, args, kwargs) for one in (function, claimed))
        within = read_bounds(bounds, x)
        domain = Domain.of(within.ranges("") if within else {})
        return replace(_check_code(FormulaQuestion(function, claimed, at, seed=seed, domain=domain), again), kind=kind)
    return examine(kind, function, claimed, at, seed, reproduce, bounds, accuracy, args, kwargs)
