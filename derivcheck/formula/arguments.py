"""What a user asks for, made definite: the formula, the point, the variable."""

from __future__ import annotations

import math
import operator
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from derivcheck.formula.expression import Expression
from derivcheck.formula.parser import parse
from derivcheck.formula.sympy_text import symbol_names, sympy_text
from derivcheck.ground.errors import InputError
from derivcheck.ground.limits import MAX_ORDER

At = float | Mapping[str, float]

# A name that may be a product: mgh.
_SHORT = re.compile("[^\\W\\d_]{2,3}")


def is_code(function: object) -> bool:
    """Return whether a function is code rather than a formula."""
    return callable(function) and not isinstance(function, Expression) and not hasattr(function, "free_symbols")


def read_formula(function: object, given: Iterable[str]) -> Expression:
    """Return a formula given as text, SymPy expression or Expression; `given` names are variables.

    Raises
    ------
    ParseError
        The text is not a formula.
    InputError
        It is something else.
    """
    if isinstance(function, Expression):
        return function
    # By name, so that a formula given as text does not cost an import of SymPy.
    if isinstance(function, str):
        return parse(function, variables=tuple(given))
    if any(kind.__module__.startswith("sympy.") for kind in type(function).__mro__):
        variables = symbol_names(function).union(given)
        return parse(sympy_text(function, variables), variables)
    raise InputError(f"a formula is text or a SymPy expression, not {type(function).__name__}")


def read_point(names: Sequence[str], at: At, *, partial: bool = False) -> dict[str, float]:
    """Return the value of each variable, as floats; where `partial`, some may have none.

    Raises
    ------
    InputError
        A value is missing or not finite, or one number stands for several variables.
    """
    given = dict(at) if isinstance(at, Mapping) else _single(names, at)
    point = {name: _number(f"{name} =", value) for name, value in given.items()}
    if not partial and (missing := [name for name in names if name not in point]):
        raise InputError(f"no value for {', '.join(missing)}; give one with {missing[0]}=...")
    if bad := [name for name, value in point.items() if not math.isfinite(value)]:
        raise InputError(f"{bad[0]} = {point[bad[0]]} is not a finite number")
    return point


def _number(what: str, value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        raise InputError(f"{what} {value!r} is not a number; give one, or a mapping of names to numbers") from None
    except OverflowError:
        raise InputError(f"{what} is beyond the range of float64") from None


def read_interval(over: Sequence[float]) -> tuple[float, float]:
    """Return the ends of an interval.

    Raises
    ------
    InputError
        It is not a pair of numbers.
    """
    if not isinstance(over, tuple | list) or len(over) != 2:
        raise InputError(f"an interval is a pair of numbers, such as (0.0, 1.0), not {over!r}")
    low, high = (_number("an end of the interval:", end) for end in over)
    return low, high


def _single(names: Sequence[str], value: float) -> dict[str, float]:
    known = names or ("x",)
    if len(known) > 1:
        example = ", ".join(f"{name}=..." for name in known)
        raise InputError(f"the formula has the variables {', '.join(known)}; give each a value: {example}")
    return {known[0]: value}


def choose_variables(
    names: Sequence[str], wrt: str | Sequence[str] | None, point: Mapping[str, float]
) -> tuple[str, ...]:
    """Return the variables to differentiate by; the only one there is needs no naming.

    Raises
    ------
    InputError
        There are several, or none of the name.
    """
    known = tuple(dict.fromkeys((*names, *point)))
    if wrt is None:
        candidates = tuple(names) or known[:1] or ("x",)
        if len(candidates) != 1:
            raise InputError(f"differentiate with respect to which of {', '.join(candidates)}? Name it with wrt")
        return candidates
    chosen = (wrt,) if isinstance(wrt, str) else tuple(wrt)
    # A formula without variables is constant in any.
    if known and (unknown := [name for name in chosen if name not in known]):
        raise InputError(f"no variable {unknown[0]!r}; known: {', '.join(known)}")
    return chosen


def check_claim_names(function: Expression, claim: Expression, named: Iterable[str]) -> None:
    """Refuse a name that only the claim has: it would be a variable that nobody meant.

    Parameters
    ----------
    function, claim : Expression
    named : iterable of str
        What the user gave a value, or differentiates by.

    Raises
    ------
    InputError
        The claim has a name that the function has not, and nobody named.
    """
    unknown = sorted({*claim.variables} - {*function.variables, *named})
    if not unknown or not function.variables:
        return
    has = ", ".join(function.variables)
    hint = _meant(unknown[0], {*function.variables, *named})
    raise InputError(f"the claim has a name {unknown[0]!r} that the function has not (it has {has}); {hint}")


def check_domain_names(names: Iterable[str], variables: Iterable[str]) -> None:
    """Refuse a range for what is no variable.

    Raises
    ------
    InputError
    """
    known = sorted({*variables})
    if unknown := sorted({*names} - {*known}):
        raise InputError(f"the domain has {unknown[0]!r}, which is no variable; known: {', '.join(known)}")


def _meant(name: str, known: set[str]) -> str:
    """Return what may have been meant: a name in the other case, or a parameter."""
    if name.swapcase() in known:
        return f"did you mean {name.swapcase()}?"
    if whole := next((other for other in sorted(known) if _SHORT.fullmatch(other) and {*name} < {*other}), ""):
        return f"the function's {whole!r} is one name; if it is a product, write {'*'.join(whole)}"
    return f"give it a value if it is meant: {name}=…"


def check_order(order: int) -> int:
    """Return the order of the derivative.

    Raises
    ------
    InputError
        It is not 1 to 4.
    """
    if not 1 <= order <= MAX_ORDER:
        raise InputError(f"order must be 1 to {MAX_ORDER}, not {order}")
    return order


def check_seed(seed: Any) -> int:
    """Return a seed of random numbers.

    Raises
    ------
    InputError
        It is not a whole number of at least 0.
    """
    try:
        whole = operator.index(seed)
    except TypeError:
        whole = -1
    if whole < 0:
        raise InputError(f"a seed is a whole number from 0 on, not {seed!r}")
    return whole


def versions() -> dict[str, str]:
    """Return the versions of the libraries that took part."""
    loaded = (name for name in ("sympy", "numpy", "mpmath", "flint") if name in sys.modules)
    return {name: str(sys.modules[name].__version__) for name in loaded}
