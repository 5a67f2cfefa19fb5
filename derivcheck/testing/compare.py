"""All methods at one point: the comparison that a user asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, overload

from numpy.typing import ArrayLike

from derivcheck.arithmetic.precise import Precise
from derivcheck.elementary import TABLE
from derivcheck.formula.arguments import (
    At,
    check_order,
    check_seed,
    choose_variables,
    is_code,
    read_formula,
    read_point,
)
from derivcheck.formula.branches import SELECT
from derivcheck.formula.expression import Expression
from derivcheck.ground.errors import DomainError, InputError, PrecisionError
from derivcheck.ground.limits import COMPARED_BENDS, MAX_COMPARED_STEPS
from derivcheck.methods.comparison import Options, compared, curve_of, read_stencils, true_derivative
from derivcheck.methods.differences.schemes import stencil
from derivcheck.methods.target import Target
from derivcheck.results import Comparison, Comparisons, ErrorCurve, joint
from derivcheck.testing.cut import Cut


@overload
def compare(
    function: Any,
    at: At | ArrayLike,
    *,
    wrt: str | None = None,
    order: int = 1,
    schemes: Sequence[str] | None = None,
    steps: Sequence[float] | None = None,
    dtype: str = "float64",
    digits: int = 50,
    seed: int = 0,
    reproduce: str = "",
    along: Any = None,
    component: int | tuple[int, ...] | str | None = None,
    entry: int | tuple[int, ...] | None = None,
    args: object = (),
    kwargs: Mapping[str, Any] | None = None,
) -> Comparison: ...


@overload
def compare(
    function: Any,
    at: At | ArrayLike,
    *,
    wrt: list[str] | tuple[str, ...],
    order: int = 1,
    schemes: Sequence[str] | None = None,
    steps: Sequence[float] | None = None,
    dtype: str = "float64",
    digits: int = 50,
    seed: int = 0,
    reproduce: str = "",
    along: Any = None,
    component: int | tuple[int, ...] | str | None = None,
    entry: int | tuple[int, ...] | None = None,
    args: object = (),
    kwargs: Mapping[str, Any] | None = None,
) -> Comparisons: ...


def compare(
    function: Any,
    at: At | ArrayLike,
    *,
    wrt: str | Sequence[str] | None = None,
    order: int = 1,
    schemes: Sequence[str] | None = None,
    steps: Sequence[float] | None = None,
    dtype: str = "float64",
    digits: int = 50,
    seed: int = 0,
    reproduce: str = "",
    along: Any = None,
    component: int | tuple[int, ...] | str | None = None,
    entry: int | tuple[int, ...] | None = None,
    args: object = (),
    kwargs: Mapping[str, Any] | None = None,
) -> Comparison | Comparisons:
    """Compare every way to the derivative of a formula, or of code, at a point.

    Parameters
    ----------
    function : str, SymPy expression, Expression or callable
        The formula; or code of one number, whose finite differences are those of the numbers that it returns.
        Where the code runs in high precision the errors are taken apart exactly, else as far as its values
        show (`Comparison.measured`).
    at : float, mapping of str to float, array or structure
        The point; a mapping gives every variable of a formula, parameters too. Of code an array, or a dict, list, tuple
        or dataclass of arrays and numbers.
    wrt : str or sequence of str, optional
        The variable or variables; it is inferred when there is just one.
    order : int
        Order of the derivative, 1 to 4.
    schemes : sequence of str, optional
        Names of `schemes.TABLE`, or "offsets:-1,0,2"; "all" stands for the whole table.
    steps : sequence of float, optional
        Steps of the error curves, in the unit of the variable.
    dtype : str
        "float64", "float32" or "longdouble".
    digits : int
        Digits of the reference.
    seed : int
        Of a random direction.
    reproduce : str
        Command line to print at the end of the report.
    along : array, optional
        For code of an array: the direction v of the derivative of f(x + t v) at t = 0, of the shape of the
        point; a random one of length 1 without it.
    component : int, tuple of int or str, optional
        For code of an array, instead of a direction: which of its elements is the variable; of a structure its name,
        such as "W1[0, 3]", or its place among those of all parts.
    entry : int or tuple of int, optional
        For code that returns an array: which of its elements is f.
    args : tuple, optional
        Further arguments of code, after the point, as those of scipy.optimize.
    kwargs : mapping of str, optional
        Such arguments by name.

    Returns
    -------
    Comparison or Comparisons
        Every estimate with its error and bound; Comparisons, one a variable, where `wrt` is a sequence.

    Raises
    ------
    ParseError
        The formula cannot be read; the message has a caret under the place.
    InputError
        An argument cannot be used, such as a step that is not positive.
    DomainError
        There is no derivative at the point.

    Examples
    --------
    >>> result = compare("exp(2*x)/(1+sin(x**2))", 0.5, digits=20)
    >>> result.reference.value
    '2.6656617294070244483'
    >>> print(result.verdict)
    agrees
    >>> compare(lambda x: 0.01 * x**2 + 0.1 * x, 5.0, schemes=["central-2"], steps=[1e-4]).curves[0].points[0].estimate
    0.1999999999990898
    >>> import numpy as np
    >>> result = compare(lambda w: np.sum(w**3), [1.0, 2.0], component=1)
    >>> result.wrt, float(result.reference)
    (('w[1]',), 12.0)
    """
    options = Options(order, read_stencils(schemes, order), steps, dtype, digits, check_seed(seed), reproduce)
    cut = Cut(along, component, entry, args, kwargs)
    if is_code(function):
        # What runs NumPy code is loaded by who needs it, and formulas do not.
        from derivcheck.code import comparison
        from derivcheck.testing.sliced import subject

        return comparison.compared(subject(function, at, wrt, cut, options.seed), options)
    _refuse(cut)
    expression, point = _read(function, at)
    names = choose_variables(expression.variables, wrt or expression.declared or None, point)
    _check_size(expression)
    components = tuple(_of_formula(expression, point, name, options) for name in names)
    if len(components) == 1 and (wrt is None or isinstance(wrt, str)):
        return components[0]
    return Comparisons(components, *joint(components))


def error_curve(
    function: Any,
    at: At | ArrayLike,
    scheme: str = "central-2",
    *,
    steps: Sequence[float] | None = None,
    wrt: str | None = None,
    order: int = 1,
    dtype: str = "float64",
    along: Any = None,
    component: int | tuple[int, ...] | str | None = None,
    entry: int | tuple[int, ...] | None = None,
    args: object = (),
    kwargs: Mapping[str, Any] | None = None,
    seed: int = 0,
) -> ErrorCurve:
    """Return the exact decomposition of one scheme's error against the step.

    Parameters
    ----------
    function : str, SymPy expression, Expression or callable
        The formula, or code.
    at : float, mapping of str to float, array or structure
        The point; a mapping gives every variable of a formula, parameters too. Of code an array, or a dict, list, tuple
        or dataclass of arrays and numbers.
    scheme : str
        A name of `schemes.TABLE`, such as "central-4", or "offsets:-1,0,2".
    steps : sequence of float, optional
        Steps, in the unit of the variable; two a decade without them.
    wrt : str, optional
        The variable; inferred when there is just one.
    order : int
        Order of the derivative, 1 to 4.
    dtype : str
        "float64", "float32" or "longdouble".
    along : array, optional
        For code of an array: the direction; a random one of length 1 without it.
    component : int, tuple of int or str, optional
        For code of an array, instead of a direction: which of its elements is the variable; of a structure its name,
        such as "W1[0, 3]", or its place among those of all parts.
    entry : int or tuple of int, optional
        For code that returns an array: which of its elements is f.
    args : tuple, optional
        Further arguments of code, after the point, as those of scipy.optimize.
    kwargs : mapping of str, optional
        Such arguments by name.
    seed : int
        Of a random direction.

    Returns
    -------
    ErrorCurve
        At each step the total error and its four parts, which add up to it.

    Raises
    ------
    ParseError
        The formula cannot be read; the message has a caret under the place.
    InputError
        An argument cannot be used.
    SchemeError
        There is no such scheme.
    DomainError
        There is no derivative at the point.

    Examples
    --------
    >>> curve = error_curve("x^2", 2.0, steps=[10e-4])
    >>> curve.points[0].estimate, curve.points[0].truncation
    (3.9999999999995595, 0.0)
    """
    cut = Cut(along, component, entry, args, kwargs)
    if is_code(function):
        from derivcheck.code import comparison
        from derivcheck.testing.sliced import subject

        chosen = subject(function, at, wrt, cut, check_seed(seed))
        return comparison.error_curve(chosen, stencil(scheme, check_order(order)), steps, dtype)
    _refuse(cut)
    expression, point = _read(function, at)
    (name,) = choose_variables(expression.variables, wrt or expression.declared or None, point)
    target = Target.of(expression, point, name, check_order(order), dtype)
    return curve_of(target, stencil(scheme, order), steps)


def _refuse(cut: Cut) -> None:
    if cut.is_for_code:
        raise InputError("along, component, entry, args and kwargs are for code; of a formula name a variable with wrt")


def _read(function: Any, at: Any) -> tuple[Expression, dict[str, float]]:
    expression = read_formula(function, at if isinstance(at, Mapping) else ())
    return expression, read_point(expression.variables, at)


_BENDS = frozenset(name for name, row in TABLE.items() if not row.smooth)


def _check_size(expression: Expression) -> None:
    """Refuse a formula whose comparison would take minutes, in work that grows with its steps."""
    bends = sum(node.operation == SELECT or node.operation in _BENDS for node in expression.nodes)
    if (steps := len(expression.nodes) + (COMPARED_BENDS - 1) * bends) > MAX_COMPARED_STEPS:
        raise InputError(
            f"the formula is too long to compare methods on: {steps:,} steps, a bend or jump counted as "
            f"{COMPARED_BENDS}, and the limit is {MAX_COMPARED_STEPS:,}; check a claim on it, or split it"
        )


def _of_formula(expression: Expression, point: Mapping[str, float], name: str, options: Options) -> Comparison:
    target = Target.of(expression, point, name, options.order, options.dtype)
    _ = target.function(Precise(64), Precise(64).exact(target.x))  # a point outside the domain is named first
    try:
        exact, enclosure = true_derivative(target, options.digits)
    except (DomainError, PrecisionError) as error:
        from derivcheck.claims.singular import explained

        raise explained(target, error) from error
    return compared(target, options, exact, enclosure)
