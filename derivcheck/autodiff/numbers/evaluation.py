"""A NumPy callable, unmodified, evaluated in any arithmetic, and differentiated in it by forward mode."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

import derivcheck.autodiff.numbers.number_functions  # noqa: F401 (fills the tables)
from derivcheck.arithmetic.base import Arithmetic
from derivcheck.arithmetic.dual import Dual, DualNumber
from derivcheck.autodiff.numbers.number_array import NumberArray, Space
from derivcheck.ground.errors import DerivcheckError, DomainError, UnsupportedOperation


def evaluate(f: Callable[[Any], Any], x: object, m: Arithmetic | Space) -> Any:
    """Return f(x), computed in an arithmetic.

    Parameters
    ----------
    f : callable
        Of a number or an array.
    x : float, or array of any shape
        Floats are taken exactly; an array of objects holds numbers of `m`.
    m : Arithmetic or Space
        A Space says how the float constants of the code are read; else they are doubles, exactly.

    Returns
    -------
    number of `m`, or array of objects of the shape of f(x)

    Raises
    ------
    DomainError
        f has no value there, or the branch that it takes is not certain.
    UnsupportedOperation
        f does what has no rule.

    Examples
    --------
    >>> from derivcheck.arithmetic.precise import Precise
    >>> print(evaluate(lambda x: np.exp(x) * np.sum(x * np.ones(3)), 1.0, Precise(100)))
    8.1548454853771357060808624141
    """
    space = m if isinstance(m, Space) else Space(m)
    with space.m:
        given = exactly(space.m, x)
        return call(f, NumberArray(given, space)).data[()]


def exactly(m: Arithmetic, x: object) -> Any:
    """Return floats as an array of numbers of `m`, without rounding; numbers of `m` stay what they are."""
    given = np.asarray(x)
    objects = np.empty(given.shape, dtype=object)
    for place in np.ndindex(*given.shape):
        element: Any = given[place]
        objects[place] = m.exact(element) if isinstance(element, float | int | np.number) else element
    return objects


def call(f: Callable[[Any], Any], x: NumberArray) -> NumberArray:
    """Call f; whatever goes wrong inside code that was not written for such numbers is a refusal."""
    try:
        return x.space.lift(f(x))
    except DerivcheckError:
        raise
    except ZeroDivisionError:
        raise DomainError("division by zero") from None
    except Exception as error:  # of the user, in code that was not written for such numbers: any error is possible
        said = f"{type(error).__name__}: {error}"
        raise UnsupportedOperation(f"the code does not run on {x.space.m.name} numbers: {said}") from None


@dataclass(frozen=True, eq=False)
class DirectionalDerivative:
    """A function and its derivative along a direction, at a point.

    Attributes
    ----------
    value, tangent : numbers of the arithmetic, or arrays of objects of the shape of f(x)
    edges : sequence of numbers
        What is not zero where f is smooth: arguments of |.|, differences of what was compared.
    """

    value: Any
    tangent: Any
    edges: Sequence[Any]


def differentiate(f: Callable[[Any], Any], x: object, v: object, m: Arithmetic | Space) -> DirectionalDerivative:
    """Return f(x), its derivative along `v`, and the edges, by forward mode over an arithmetic.

    Parameters
    ----------
    f : callable
    x : float, or array of any shape
    v : float, or array that broadcasts to the shape of `x`
    m : Arithmetic or Space
        The arithmetic of primal and tangent.

    Returns
    -------
    DirectionalDerivative

    Raises
    ------
    DomainError, UnsupportedOperation
        As `evaluate`.

    Notes
    -----
    Griewank & Walther, "Evaluating Derivatives", 2nd ed., 2008, ch. 3.

    Examples
    --------
    >>> from derivcheck.arithmetic.precise import Precise
    >>> found = differentiate(lambda x: np.sum(x**3), [1.0, 2.0], [1.0, 0.5], Precise(64))
    >>> print(found.value, found.tangent)
    9.0 9.0
    """
    given = m if isinstance(m, Space) else Space(m)
    inner, dual = given.m, Dual(given.m)
    space = Space(dual, given.literal, given.exponent, given.left, given.units)
    with inner:
        primals = exactly(inner, x)
        tangents = np.broadcast_to(exactly(inner, v), primals.shape)
        pairs = np.empty(primals.shape, dtype=object)
        for place in np.ndindex(*primals.shape):
            pairs[place] = DualNumber(primals[place], tangents[place], dual)
        found = call(f, NumberArray(pairs, space)).data
        value = np.frompyfunc(lambda e: getattr(e, "primal", e), 1, 1)(found)
        return DirectionalDerivative(value, np.frompyfunc(dual.tangent, 1, 1)(found), tuple(dual.bends))


def directional(f: Callable[[Any], Any], x: object, v: object, m: Arithmetic | Space) -> tuple[Any, Any]:
    """Return f(x) and its derivative along `v`; see `differentiate`, which also tells the edges.

    Examples
    --------
    >>> from derivcheck.arithmetic.precise import Precise
    >>> value, tangent = directional(np.exp, 0.0, 1.0, Precise(64))
    >>> print(tangent)
    1.0
    """
    found = differentiate(f, x, v, m)
    return found.value, found.tangent
