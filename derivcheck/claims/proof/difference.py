"""SymPy's derivative of f minus the claim, the one formula that a proof is about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from derivcheck.arithmetic.symbolic import Symbolic
from derivcheck.claims.claim import Claim
from derivcheck.elementary import Elementary
from derivcheck.elementary.number import Number
from derivcheck.ground.errors import UnsupportedOperation

# exp(n log 2) becomes 2**n by itself, written out, so a larger n must not get there.
_MAX_MULTIPLE = 2**10


class RealSymbolic(Symbolic):
    """SymPy expressions in which |u| is written as a root, so that it is differentiated for any real u.

    Examples
    --------
    >>> m = RealSymbolic()
    >>> m.abs(m.log(m.variable("x")))
    sqrt(log(x)**2)
    """

    def native(self, row: Elementary) -> Callable[..., Any] | None:
        """Return SymPy's function, or what stands for it."""
        if row.name in _OWN:
            return lambda *arguments: _OWN[row.name](self, *arguments)
        return super().native(row)


def _absolute(m: RealSymbolic, u: Number) -> Any:
    return m.sympy.sqrt(u**2)


def _extreme(sign: int) -> Callable[..., Any]:
    return lambda m, a, b: (a + b + sign * _absolute(m, a - b)) / 2


def _exponential(m: RealSymbolic, u: Any) -> Any:
    multiples = [abs(c) for c in m.sympy.expand_mul(u).as_coefficients_dict().values()] if u.has(m.sympy.log) else []
    if any(c.p > _MAX_MULTIPLE or c.q > _MAX_MULTIPLE for c in multiples):
        raise UnsupportedOperation("exp of a large multiple of a logarithm is not written out")
    return m.sympy.exp(u)


_OWN: dict[str, Callable[..., Any]] = {
    "abs": _absolute,
    "sign": lambda m, u: u / _absolute(m, u),
    "max": _extreme(1),
    "min": _extreme(-1),
    "exp": _exponential,
    # SymPy's own has a derivative by cases.
    "sinc": lambda m, u: m.sympy.sin(u) / u,
}


def difference(claim: Claim) -> Any:
    """Return the derivative minus the claim, in real symbols.

    Raises
    ------
    UnsupportedOperation
        SymPy lacks one of the functions, or would write out something enormous.

    Examples
    --------
    >>> from derivcheck.formula.parser import parse
    >>> difference(Claim(parse("x^2"), parse("2x"), "x")), difference(Claim(parse("x^2"), parse("x"), "x"))
    (0, x)
    """
    m = RealSymbolic()
    symbols = {name: m.variable(name) for name in claim.variables}
    f, g = (e.evaluate(m, symbols) for e in (claim.function, claim.claimed))
    return m.sympy.diff(f, symbols[claim.wrt], claim.order) - g
