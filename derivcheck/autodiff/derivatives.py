"""Derivatives by forward mode, of NumPy functions and of formulas.

Dual numbers carry the derivative along with the value, exactly as the float program computes it:
there is no step, and no truncation error (Griewank & Walther, "Evaluating Derivatives", 2nd ed.,
2008, ch. 3). Calls may be nested, and each differentiates by its own variable. Code that was written for
floats, such as one that assigns into ``np.zeros(3)`` or calls `math.exp`, is seen through.

At a bend or jump of a function `KinkWarning` says so, and the slope of that function is the mean of those on
both sides, at a jump the slope beside it. Where a slope is infinite, what does not depend on x stays without a
derivative; what depends on x and is only stationary there is refused with `DomainError`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from derivcheck.autodiff.forward import partials, series_run
from derivcheck.autodiff.forward.jvp import as_variable, push
from derivcheck.autodiff.forward.kink_log import NOT_DETERMINED, KinkLog
from derivcheck.autodiff.numbers.program import ArrayProgram, as_point, as_program
from derivcheck.autodiff.sight.through import as_seen, located
from derivcheck.autodiff.structure import Structure
from derivcheck.ground.errors import DomainError, InputError


def derivative(f: object, x: Any) -> Any:
    """Return the derivative of a function of one number.

    Parameters
    ----------
    f : callable, str, SymPy expression or Expression
        A function of a number, or a formula of one variable. Its value may have any shape.
    x : float or complex
        The point; a complex one asks for the complex derivative.

    Returns
    -------
    numpy.number or numpy.ndarray
        The slope, of the shape of f(x), in the format of `x`.

    Raises
    ------
    InputError
        `x` is not a single number.
    UnsupportedOperation
        `f` does what forward mode has no rule for.
    DomainError
        A slope is infinite where its argument is stationary but not constant, as in ``sqrt(x**2)`` at 0.

    Examples
    --------
    >>> float(derivative(lambda x: x**3, 2.0))
    12.0
    >>> float(derivative("x^2 + 1", 3))
    6.0
    >>> float(derivative(lambda x: x * derivative(lambda y: x + y, 1.0), 1.0))
    1.0
    """
    f = as_seen(f)
    if type(x) is not np.float64:
        x = as_variable(as_point(f, x))
    if x.ndim:
        raise InputError(
            f"derivative takes a number, not an array of shape {x.shape}; see gradient and jacobian, "
            "or jvp(f, x, ones) for the derivative of an elementwise f at every x"
        )
    kinks = KinkLog()
    with located(f):
        slope = push(f, x, _ONE if type(x) is np.float64 else x.dtype.type(1), 0, kinks)[1]
    if kinks.undetermined and type(x) is np.float64:
        return _by_series(f, x)
    if kinks.bends or kinks.undetermined:
        kinks.report()
    return slope


def _by_series(f: Callable[..., Any], x: Any) -> Any:
    """Return the derivative where the chain rule has zero times infinity, as that of cbrt(x**3) at 0.

    Raises
    ------
    DomainError
        Series do not have it either.
    """
    try:
        return series_run.coefficients(f, x, 1)[1]
    except DomainError as error:
        raise DomainError(f"{error}; f has a value there, but forward mode finds no derivative") from None
    except Exception:  # f is the user's, and was not written for series: any error is possible
        raise DomainError(NOT_DETERMINED) from None


_ONE = np.float64(1)


def jvp(f: object, x: ArrayLike, v: ArrayLike) -> tuple[Any, Any]:
    """Return f(x) and the derivative of f along a direction, the product of the Jacobian with it.

    For an elementwise function and a direction of ones that is the derivative at every x.

    Parameters
    ----------
    f : callable, str, SymPy expression or Expression
        A formula of several variables takes an array whose first axis runs over them in
        alphabetical order.
    x : array of any shape, or mapping of names to numbers
        The point.
    v : array that broadcasts to the shape of `x`, or mapping
        The direction.

    Returns
    -------
    value : numpy.ndarray
        The value f(x).
    tangent : numpy.ndarray
        Its derivative along `v`, of the same shape.

    Raises
    ------
    InputError
        The shapes of `x` and `v` do not fit.
    UnsupportedOperation
        `f` does what forward mode has no rule for.
    DomainError
        A slope is infinite where its argument is stationary but not constant, as in ``sqrt(x**2)`` at 0.

    Examples
    --------
    >>> import numpy as np
    >>> value, tangent = jvp(np.sin, [0.0, np.pi], 1.0)
    >>> tangent
    array([ 1., -1.])
    """
    value, tangent = _by_forward_mode(partials.along, as_seen(f), x, v)
    return value, tangent


def gradient(f: object, x: object) -> Any:
    """Return the gradient of a function whose value is one number.

    Parameters
    ----------
    f : callable, str, SymPy expression or Expression
        A function of an array whose value is one number, or a formula.
    x : array of any shape, mapping of names to numbers, or structure
        The point; a structure is a dict, list, tuple or dataclass of arrays and numbers. A formula of several variables
        takes them in alphabetical order, or by name.

    Returns
    -------
    numpy.ndarray or structure
        The gradient, of the shape of `x`; by name if `x` is a mapping, of the structure of `x` if it is one.

    Raises
    ------
    InputError
        The value of `f` is an array.
    UnsupportedOperation
        `f` does what forward mode has no rule for.
    DomainError
        A slope is infinite where its argument is stationary but not constant, as in ``sqrt(x**2)`` at 0.

    Examples
    --------
    >>> import numpy as np
    >>> gradient(lambda x: np.sum(x**2), [1.0, 2.0])
    array([2., 4.])
    >>> {name: float(d) for name, d in gradient("x*y", {"x": 2, "y": 5}).items()}
    {'x': 5.0, 'y': 2.0}
    >>> gradient(lambda p: np.sum(p["w"] ** 2) * p["b"], {"w": np.array([1.0, 2.0]), "b": 3.0})
    {'w': array([ 6., 12.]), 'b': 5.0}
    """
    f = as_program(f)
    if (s := structure_of(f, x)) is not None:
        return s.unpack(gradient(s.taken(f), s.flat))
    f = as_seen(f)
    found = _by_forward_mode(partials.gradient, f, x)
    if isinstance(x, Mapping) and isinstance(f, ArrayProgram):
        return dict(zip(f.variables, np.ravel(found), strict=True))
    return found


def jacobian(f: object, x: ArrayLike) -> Any:
    """Return all partial derivatives of the value of a function.

    Parameters
    ----------
    f : callable, str, SymPy expression or Expression
        A function of an array, its value of any shape, or a formula.
    x : array of any shape, mapping of names to numbers, or structure
        The point; a structure is a dict, list, tuple or dataclass of arrays and numbers.

    Returns
    -------
    numpy.ndarray
        Of shape ``f(x).shape + x.shape``; of a structure one for each part, in the structure of `x`.

    Raises
    ------
    UnsupportedOperation
        `f` does what forward mode has no rule for.
    DomainError
        A slope is infinite where its argument is stationary but not constant, as in ``sqrt(x**2)`` at 0.

    Examples
    --------
    >>> jacobian(lambda x: x[1:] * x[:-1], [1.0, 2.0, 3.0])
    array([[2., 1., 0.],
           [0., 3., 2.]])
    """
    f = as_program(f)
    if (s := structure_of(f, x)) is not None:
        return s.unpack(jacobian(s.taken(f), s.flat))
    return _by_forward_mode(partials.jacobian, as_seen(f), x)


def hessian(f: object, x: object) -> Any:
    """Return all second partial derivatives of a function whose value is one number.

    Parameters
    ----------
    f : callable, str, SymPy expression or Expression
        A function of an array whose value is one number, or a formula.
    x : array of any shape, mapping of names to numbers, or structure
        The point; a structure is a dict, list, tuple or dataclass of arrays and numbers.

    Returns
    -------
    numpy.ndarray
        Of shape ``x.shape + x.shape``; of a structure one for each pair of parts, at ``["W"]["b"]``.

    Raises
    ------
    InputError
        The value of `f` is an array.
    UnsupportedOperation
        `f` does what forward mode has no rule for.
    DomainError
        A slope is infinite where its argument is stationary but not constant, as in ``sqrt(x**2)`` at 0.

    Examples
    --------
    >>> hessian(lambda x: x[0] ** 2 * x[1], [3.0, 5.0])
    array([[10.,  6.],
           [ 6.,  0.]])
    """
    f = as_program(f)
    if (s := structure_of(f, x)) is not None:
        return s.unpack_square(hessian(s.taken(f), s.flat))
    return _by_forward_mode(partials.hessian, as_seen(f), x)


def taylor(f: object, x: float, order: int) -> Any:
    """Return the Taylor coefficients of a function of one number: the k-th derivative over k!.

    Where a quotient is 0/0 or a root is of 0, they are those of the limit, if there is one.

    Parameters
    ----------
    f : callable, str, SymPy expression or Expression
        A function of a number, made of arithmetic, elementary functions and branches.
    x : float
        The point.
    order : int
        Degree of the last coefficient.

    Returns
    -------
    numpy.ndarray
        The ``order + 1`` coefficients, lowest first.

    Raises
    ------
    DomainError
        The function is not smooth at `x`.
    InputError
        `order` is negative.
    UnsupportedOperation
        `f` does what series have no rule for.

    Examples
    --------
    >>> [float(c) for c in taylor("exp(x)", 0, 3)]
    [1.0, 1.0, 0.5, 0.16666666666666666]
    >>> [float(c) for c in taylor("sin(x)/x", 0, 2)]
    [1.0, 0.0, -0.16666666666666666]
    """
    if order < 0:
        raise InputError(f"order must not be negative, and is {order}")
    f = as_program(f)
    return series_run.coefficients(f, as_point(f, x), order)


def _by_forward_mode(partial: Callable[..., Any], f: Callable[..., Any], *points: object) -> Any:
    """Return what one of the runs of `partials` finds, and warn of bends and jumps."""
    kinks = KinkLog()
    with located(f):
        found = partial(f, *(as_point(f, x) for x in points), kinks)
    kinks.report()
    return found


def structure_of(f: Any, x: Any) -> Structure | None:
    """Return how the arrays and numbers of a point lie, where code takes several of them."""
    return None if isinstance(f, ArrayProgram) else Structure.of(x, "x")
