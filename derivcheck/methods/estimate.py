"""One estimate of a derivative by a method of one's choice: what `dc.estimate_derivative` does."""

from __future__ import annotations

import dataclasses
import functools
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from derivcheck.autodiff.numbers.program import ArrayProgram, as_program
from derivcheck.autodiff.reverse.record import trace
from derivcheck.formula.arguments import check_order, choose_variables, read_point
from derivcheck.ground.allowances import methods as allowances
from derivcheck.ground.errors import DerivcheckError, InputError, SchemeError, UnsupportedOperation
from derivcheck.ground.limits import MAX_ORDER
from derivcheck.methods import complex_step, forward_mode, running_code
from derivcheck.methods.black_box import adaptive, opaque_difference
from derivcheck.methods.black_box.opaque import Opaque
from derivcheck.methods.differences import finite_difference
from derivcheck.methods.differences.expansion import Expansion
from derivcheck.methods.differences.schemes import Stencil, stencil
from derivcheck.methods.target import Target
from derivcheck.results import Estimate


def estimate_derivative(f: object, x: ArrayLike, *, method: str = "adaptive", order: int = 1) -> Estimate:
    """Return an estimate of a derivative with a bound on its error; an infinite bound declines to judge.

    Parameters
    ----------
    f : callable, str, SymPy expression or Expression
        A function of a float, of which nothing need be known; or a formula of one variable.
    x : float
        The point; for a formula also a mapping of its one variable to a number.
    method : str
        "adaptive": a polynomial fit over a radius that is searched for; f may be any code that takes a
        float and returns one, with rounded or noisy values, and NaN or an ArithmeticError or
        ValueError outside of its domain. "forward-mode" and "complex-step" need f to take numbers other
        than floats. The name of a finite-difference scheme, such as "central-4", gives its value at a good step.
    order : int
        1 or 2; for a formula and a method other than "adaptive" and "complex-step", up to 4.

    Returns
    -------
    Estimate
        With the number of evaluations that it took; `note` says why an estimate declined.

    Raises
    ------
    InputError
        The method or the order is not known, or the point is not a number.
    ParseError
        The formula cannot be read.

    Notes
    -----
    No code can promise anything about what it has not seen: structure of f that is narrower than
    about 1e-5 of the scale of x, and not at x itself, escapes the adaptive method.

    Examples
    --------
    >>> import math
    >>> found = estimate_derivative(math.sin, 1.0)
    >>> abs(found.value - math.cos(1.0)) <= found.error_bound
    True
    >>> estimate_derivative(abs, 0.0).note
    'bent: the derivative is -1 from below and 1 from above'
    >>> estimate_derivative("x^2", 3.0, method="forward-mode").value
    6.0
    """
    program = as_program(f)
    methods, scheme = (_OF_FORMULAS, _scheme_of_formula) if isinstance(program, ArrayProgram) else (_OF_CODE, _scheme)
    run = methods.get(method, scheme)
    task = _Task(program, _point(program, x), _order(order, method), method)
    try:
        found = run(task)
    except InputError:
        raise
    except (DerivcheckError, *_REFUSALS) as error:
        found = Estimate(method, math.nan, None, math.nan, math.inf, 0, _refusal(method, error))
    return _honest(found, task.f.evaluations)


_REFUSALS = (TypeError, ValueError, ArithmeticError, AttributeError)
"""What code may raise when it is given other numbers than floats."""

_OPAQUE_ORDERS = 2


@dataclass(frozen=True)
class _Task:
    """What is asked for.

    Attributes
    ----------
    program : callable
        The code, or a formula as a `Program`.
    x : float
    order : int
    method : str
    """

    program: Callable[..., Any]
    x: float
    order: int
    method: str

    @functools.cached_property
    def f(self) -> Opaque:
        """The code, as nothing but values."""
        if isinstance(self.program, ArrayProgram):
            return Opaque(lambda t: self.program(np.float64(t)))
        return Opaque(self.program)

    @property
    def target(self) -> Target:
        """The formula and the point."""
        assert isinstance(self.program, ArrayProgram)
        expression = self.program.expression
        (name,) = choose_variables(expression.variables, None, {})
        return Target.of(expression, {name: self.x}, name, self.order, "float64")


def _point(program: Callable[..., Any], x: Any) -> float:
    if isinstance(program, ArrayProgram):
        (x,) = read_point(choose_variables(program.expression.variables, None, {}), x).values()
    try:
        point = float(x)
    except (TypeError, ValueError):
        raise InputError(f"the point is one number, not {type(x).__name__}; for an array see gradient") from None
    if not math.isfinite(point):
        raise InputError(f"the point {point} is not a finite number")
    return point


def _order(order: int, method: str) -> int:
    if method in ("adaptive", "complex-step") and order not in range(1, _OPAQUE_ORDERS + 1):
        raise InputError(f"{method} estimates derivatives of order 1 and 2, not {order}; see forward-mode")
    return check_order(order)


def _refusal(method: str, error: Exception) -> str:
    """Return why a method has no value: what code says of numbers that it was not written for needs an introduction."""
    foreign = isinstance(error, TypeError | AttributeError) and method in ("forward-mode", "complex-step")
    return f"the code fails on numbers other than floats: {_text(error)}" if foreign else _text(error)


def _text(error: Exception) -> str:
    """Return the first line of what an error says."""
    return (str(error) or type(error).__name__).splitlines()[0]


_UNBOUNDED = ("the derivative is not finite", "a bound on its error is not finite, or not known")
"""What is said of an estimate without a bound, by whether it has a value."""


def _honest(found: Estimate, evaluations: int) -> Estimate:
    """Return an estimate in plain floats, without a bound where it has no value."""
    value, bound = float(found.value), float(found.error_bound)
    bound = bound if math.isfinite(value) and bound >= 0 else math.inf
    count = max(evaluations, found.evaluations)
    note = found.note or (None if math.isfinite(bound) else _UNBOUNDED[math.isfinite(value)])
    return dataclasses.replace(found, value=value, error_bound=bound, evaluations=count, note=note)


def _adaptive(task: _Task) -> Estimate:
    return adaptive.estimate(task.f, task.x, task.order)


def _forward_mode(task: _Task) -> Estimate:
    """Return the tangent of a recorded run, if those at the next floats show no jump."""
    formula = task.program.expression if isinstance(task.program, ArrayProgram) else None
    if task.order > 1:
        code = running_code.target(task.program, task.x, task.order)
        return forward_mode.estimate(task.target if formula else code)
    traces = [trace(formula or task.program, x) for x in (task.x, *_next_floats(task.x))]
    slopes = [float(one.derivative) for one in traces]
    budget = sum(one.agreement[0].budget for one in traces)
    smooth = budget + allowances.SLOPE_JUMP.value * max(map(abs, slopes))
    jump = max(abs(slope - slopes[0]) for slope in slopes) > smooth
    note = traces[0].notes[0] if traces[0].notes else "the slope jumps here" if jump else None
    bound = math.inf if note else traces[0].agreement[0].budget
    return Estimate(task.method, slopes[0], None, math.nan, bound, len(traces), note)


def _next_floats(x: float) -> tuple[float, float]:
    return math.nextafter(x, math.inf), math.nextafter(x, -math.inf)


def _complex_step(task: _Task) -> Estimate:
    if task.order > 1:
        raise UnsupportedOperation("the complex step gives first derivatives only")
    return running_code.complex_step(task.program, task.x)


def _scheme(task: _Task) -> Estimate:
    return opaque_difference.estimate(task.f, task.x, _stencil(task, _OPAQUE_ORDERS))


def _scheme_of_formula(task: _Task) -> Estimate:
    chosen = _stencil(task, MAX_ORDER)
    return finite_difference.estimate(task.target, chosen, Expansion.of(task.target, [chosen]))


def _stencil(task: _Task, highest: int) -> Stencil:
    if task.order > highest:
        raise InputError(f"{task.method} of code estimates derivatives of order 1 and 2, not {task.order}")
    try:
        return stencil(task.method, task.order)
    except SchemeError as error:
        raise SchemeError(f"{error}; or {', '.join(_OF_CODE)}") from None


_OF_CODE: Mapping[str, Callable[[_Task], Estimate]] = {
    "adaptive": _adaptive,
    "forward-mode": _forward_mode,
    "complex-step": _complex_step,
}

_OF_FORMULAS: Mapping[str, Callable[[_Task], Estimate]] = {
    "adaptive": _adaptive,
    "forward-mode": _forward_mode,
    "complex-step": lambda task: complex_step.estimate(task.target, Expansion.of(task.target, [])),
}
