"""A claimed derivative next to the function it is claimed of, and the gap between them at a point.

The derivative comes from forward mode over balls (of a function that Arb has not, over mpmath numbers
under running error analysis), straight from the formula: no symbolic derivative takes part. The
claim is evaluated in the same arithmetic, and the precision raised until the gap either excludes
zero or is smaller than any difference that matters.
"""

from __future__ import annotations

import enum
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from derivcheck.arithmetic.ball import Ball
from derivcheck.arithmetic.base import Arithmetic
from derivcheck.arithmetic.dual import Dual
from derivcheck.arithmetic.precise import Precise
from derivcheck.arithmetic.running import Running
from derivcheck.arithmetic.taylor.taylor import Taylor
from derivcheck.formula.expression import Expression
from derivcheck.ground.allowances import claims as allowances
from derivcheck.ground.errors import DomainError, UnsupportedOperation
from derivcheck.methods.reference import exact_arithmetic, in_balls


def precisions() -> Iterator[int]:
    """Yield the working precisions that are tried in turn, in bits: at first as many for rounding as for agreement."""
    bits = 2 * allowances.AGREEMENT_BITS.value
    while bits <= allowances.MOST_BITS.value:
        yield bits
        bits *= 4


class Outcome(enum.Enum):
    """What a gap says."""

    EQUAL = "equal"
    DIFFERENT = "different"
    UNDECIDED = "undecided"
    SINGULAR = "singular"


@dataclass(frozen=True)
class Claim:
    """A formula, the derivative claimed of it, the variable, and the order of the derivative.

    A gap counts as none that is proven smaller than the derivative times 2 to minus `agreement_bits`.
    """

    function: Expression
    claimed: Expression
    wrt: str
    order: int = 1
    agreement_bits: int = field(default_factory=lambda: allowances.AGREEMENT_BITS.value)

    @property
    def variables(self) -> tuple[str, ...]:
        """All variables that occur, sorted."""
        return tuple(sorted({*self.function.variables, *self.claimed.variables, self.wrt}))

    def reconsider(self, found: Gap) -> Gap:
        """Return a gap as it was found; a claim that knows more can do better where it is undecided."""
        return found


@dataclass(frozen=True)
class Ballpark:
    """A number with a bound on its error, whatever arithmetic it came from (mpmath numbers)."""

    value: Any
    radius: Any

    @property
    def zero(self) -> bool:
        """Whether it may be zero."""
        return bool(abs(self.value) <= self.radius)


@dataclass(frozen=True)
class Gap:
    """The claim minus the derivative at a point.

    Attributes
    ----------
    at : mapping of str to float
    outcome : Outcome
    derivative, claimed, difference : Ballpark or None
        None where the point is singular.
    limit : float
        Relative error of the claim that would have shown at this point.
    certified : bool
        Whether the bounds are proven.
    reason : str
        Why nothing can be said, for a singular or undecided point.
    """

    at: Mapping[str, float]
    outcome: Outcome
    derivative: Ballpark | None = None
    claimed: Ballpark | None = None
    difference: Ballpark | None = None
    limit: float = math.inf
    certified: bool = False
    reason: str = ""


def gap(claim: Claim, at: Mapping[str, float]) -> Gap:
    """Return the gap at a point.

    Examples
    --------
    >>> from derivcheck.formula.parser import parse
    >>> claim = Claim(parse("x**3"), parse("3*x"), "x")
    >>> gap(claim, {"x": 1.0}).outcome, gap(claim, {"x": 2.0}).outcome
    (<Outcome.EQUAL: 'equal'>, <Outcome.DIFFERENT: 'different'>)
    """
    found = Gap(at, Outcome.UNDECIDED, reason="no precision tried was enough")
    for bits in precisions():
        try:
            found = _attempt(claim, at, bits)
        except (DomainError, UnsupportedOperation) as error:
            return Gap(at, Outcome.SINGULAR, reason=str(error))
        if found.outcome in (Outcome.EQUAL, Outcome.DIFFERENT):
            break
    return claim.reconsider(found)


def _attempt(claim: Claim, at: Mapping[str, float], bits: int) -> Gap:
    proven = in_balls(claim.function, claim.claimed)
    inner = exact_arithmetic(bits) if proven else Running(Precise(bits))
    with inner:
        found = evaluate(claim, inner, {name: inner.exact(v) for name, v in at.items()})
        numbers = (found.value, found.derivative, found.claimed, found.claimed - found.derivative)
        value, derivative, claimed, difference = (ballpark(inner, n, bits) for n in numbers)
        smooth = not any(b.zero for b in (ballpark(inner, e, bits) for e in found.edges) if b is not None)
    if value is None or derivative is None or claimed is None or not smooth:
        return Gap(at, Outcome.SINGULAR, reason=_why(value, claimed))
    assert difference is not None
    return compared(at, derivative, claimed, difference, claim.agreement_bits, certified=proven)


def _why(value: Ballpark | None, claimed: Ballpark | None) -> str:
    if value is None:
        return "the function has no finite real value"
    return "the claim has no finite real value" if claimed is None else "the derivative may not exist"


@dataclass(frozen=True)
class Evaluation:
    """A claim and its function at a point, as numbers of one arithmetic.

    Attributes
    ----------
    value, derivative, claimed : numbers
        f, its derivative, and the claim.
    edges : sequence of numbers
        What is not zero where f is smooth: the arguments of |.| and the like.
    """

    value: Any
    derivative: Any
    claimed: Any
    edges: Sequence[Any]


def evaluate(claim: Claim, inner: Arithmetic, at: Mapping[str, Any]) -> Evaluation:
    """Evaluate a claim and its function; `at` holds numbers of `inner`, for every variable.

    Raises
    ------
    DomainError, UnsupportedOperation
    """
    claimed = claim.claimed.evaluate(inner, at)
    if claim.order == 1:
        m = Dual(inner)
        result = claim.function.evaluate(m, {**at, claim.wrt: m.variable(at[claim.wrt])})
        return Evaluation(getattr(result, "primal", result), m.tangent(result), claimed, m.bends)
    series = Taylor(inner, claim.order)
    found = series.coefficients(claim.function.evaluate(series, {**at, claim.wrt: series.variable(at[claim.wrt])}))
    derivative = found[claim.order] * math.factorial(claim.order)
    return Evaluation(found[0], derivative, claimed, [e.coefficients[0] for e in series.edges])


def compared(
    at: Mapping[str, float],
    derivative: Ballpark,
    claimed: Ballpark,
    difference: Ballpark,
    agreement_bits: float,
    certified: bool = False,
) -> Gap:
    """Return the gap between a derivative and a claim that are known to within some errors."""
    outcome = _outcome(derivative, claimed, difference, agreement_bits)
    reason = "rounding hides the difference" if outcome is Outcome.UNDECIDED else ""
    return Gap(at, outcome, derivative, claimed, difference, _limit(derivative, difference), certified, reason)


def _outcome(derivative: Ballpark, claimed: Ballpark, difference: Ballpark, agreement_bits: float) -> Outcome:
    if not difference.zero:
        return Outcome.DIFFERENT
    size = max(abs(derivative.value), abs(claimed.value))
    if derivative.zero and claimed.zero:
        tiny = difference.radius == 0 or _exponent(difference.radius) < -allowances.ZERO_BITS.value
        return Outcome.EQUAL if tiny else Outcome.UNDECIDED
    return Outcome.EQUAL if difference.radius * 2**agreement_bits <= size else Outcome.UNDECIDED


def _exponent(x: Any) -> int:
    return int(x.context.mag(x))


def _limit(derivative: Ballpark, difference: Ballpark) -> float:
    """Return the relative error that would have shown: twice the radius over the derivative."""
    if not difference.radius:
        return 0.0
    size = 1 if derivative.zero else abs(derivative.value)
    return max(float(2 * difference.radius / size), math.ulp(0.0))


def ballpark(m: Ball | Running, x: Any, bits: int) -> Ballpark | None:
    """Return a number with its error as mpmath numbers; None where it is not finite."""
    context = Precise(bits).context
    if isinstance(m, Running):
        lifted = m.lift(x)
        finite = context.isfinite(lifted.value) and context.isfinite(lifted.bound)
        return Ballpark(lifted.value, lifted.bound) if finite else None
    if isinstance(x, int):
        return Ballpark(context.mpf(x), context.mpf(0))
    if not x.is_finite():
        return None
    return Ballpark(_mpf(context, x.mid()), _mpf(context, x.rad()))


def _mpf(context: Any, exact: Any) -> Any:
    mantissa, exponent = exact.man_exp()
    return context.ldexp(int(mantissa), int(exponent))
