"""What a row of the table says about a function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from derivcheck.elementary.number import Functions, Number
from derivcheck.ground.allowances import elementary as accuracy
from derivcheck.ground.allowances.record import Allowance

Slope = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Elementary:
    """An elementary operation or function.

    Attributes
    ----------
    name : str
        The operation of a `Node`, and the attribute of an arithmetic.
    slopes : tuple of callable or None
        One a argument: the partial derivative; None where derivcheck knows none.
    names : tuple of str
        What a formula may call it; empty for operators and helpers.
    numpy, scipy, sympy, mpmath, ball : str or None
        Names in NumPy, `scipy.special`, SymPy, mpmath and python-flint's `arb`.
    output : int or None
        Which of the results of SciPy's function it is, if that has several.
    definition : callable or None
        ``definition(m, *arguments)`` in terms of other rows, for an arithmetic without a native function.
    error : float or Allowance
        Bound on the error of the float64 function, in units in the last place of the result. A
        definition is not bound by it.
    nearby : bool
        Whether the libraries' functions are only as good as the exact one at nearby arguments, as they are
        beside its zeros: then `error` more units in the last place of each argument with a slope are allowed.
    steepest : float or None
        Bound on |slope| over all real arguments, where it has peaks between which it is small.
    singular : callable or None
        ``singular(m, lows, highs)``: whether a pole or a branch cut may lie in a box of arguments. Where
        neither is given, |slope| is largest at the ends of any interval in the domain.
    analytic : bool
        Whether it continues to complex arguments, as the complex step needs.
    smooth : bool
        False for |.|, sign, max and min, which bend or jump inside their domain.
    edge : callable or None
        ``edge(m, *arguments)`` is zero where it bends or jumps; by default the argument, or the difference of two.
    """

    name: str
    slopes: tuple[Slope | None, ...]
    names: tuple[str, ...] = ()
    numpy: str | None = None
    scipy: str | None = None
    sympy: str | None = None
    mpmath: str | None = None
    ball: str | None = None
    output: int | None = None
    definition: Callable[..., Any] | None = None
    error: float | Allowance[float] = 0.5
    nearby: bool = False
    steepest: float | None = None
    singular: Callable[..., Any] | None = None
    analytic: bool = True
    smooth: bool = True
    edge: Callable[..., Any] | None = None

    @property
    def ulps(self) -> float:
        """The error, as a number."""
        return self.error.value if isinstance(self.error, Allowance) else self.error

    def edge_value(self, m: Functions, *arguments: Any) -> Any:
        """Return what is zero where the function bends or jumps."""
        if self.edge is not None:
            return self.edge(m, *arguments)
        return arguments[0] if len(arguments) == 1 else arguments[0] - arguments[1]

    @property
    def arity(self) -> int:
        """Number of arguments."""
        return len(self.slopes)


def function(
    name: str,
    *slopes: Slope | None,
    also: tuple[str, ...] = (),
    numpy: str | None = "",
    mpmath: str | None = "",
    ball: str | None = "",
    sympy: str | None = "",
    error: float | Allowance[float] = accuracy.LIBRARY,
    **rest: Any,
) -> Elementary:
    """Make a row whose library names are the same unless told otherwise."""
    given = {"numpy": numpy, "mpmath": mpmath, "ball": ball, "sympy": sympy}
    libraries: dict[str, Any] = {library: name if there == "" else there for library, there in given.items()}
    return Elementary(name, slopes, names=(name, *also), error=error, **libraries, **rest)


def scipy_function(name: str, *slopes: Slope | None, error: Any = accuracy.LIBRARY, **rest: Any) -> Elementary:
    """Make a row that NumPy code may call and a formula may not."""
    return Elementary(name, slopes, error=error, **{"scipy": name, "nearby": True, **rest})


def one(m: Functions, *_: Number) -> Any:
    """Return the slope 1."""
    return 1


def minus_one(m: Functions, *_: Number) -> Any:
    """Return the slope -1."""
    return -1


def zero(m: Functions, *_: Number) -> Any:
    """Return the slope 0."""
    return 0
