"""A claimed derivative next to the function it is claimed of, and the gap between them at a point.

The derivative comes from forward mode over balls (of a function that Arb has not, over mpmath numbers
under running error analysis), straight from the formula: no symbolic derivative takes part. The
claim is evaluated in the same arithmetic, and the precision raised until the gap either excludes
zero or is smaller than any difference that matters.
"""

from __future__ import annotations

import enum
import functools
import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from derivcheck.arithmetic.ball import undefined
from derivcheck.arithmetic.base import Arithmetic
from derivcheck.arithmetic.bounded import Bounded
from derivcheck.arithmetic.dual import Dual
from derivcheck.arithmetic.precise import Precise
from derivcheck.arithmetic.running import Running
from derivcheck.arithmetic.tangents import forward
from derivcheck.arithmetic.taylor.taylor import Taylor
from derivcheck.claims.joins import join, precisions
from derivcheck.claims.verdict_rule import detection_limit
from derivcheck.formula.domain import ANYWHERE, Domain
from derivcheck.formula.expression import Expression
from derivcheck.ground.allowances import claims as allowances
from derivcheck.ground.errors import DerivcheckError, DomainError, UnsupportedOperation
from derivcheck.methods.reference import exact_arithmetic, in_balls
from derivcheck.methods.sides import may_join

_LEAST = math.ulp(0.0)
"""The smallest float that is not 0."""


class GapOutcome(enum.Enum):
    """What a gap says."""

    EQUAL = "equal"
    DIFFERENT = "different"
    UNDECIDED = "undecided"
    SINGULAR = "singular"


@dataclass(frozen=True)
class Claim:
    """A formula, the derivative claimed of it, the variable, and the order of the derivative.

    Nothing outside of `domain` is asked about: points, proofs and certificates stay inside.
    A gap counts as none that is proven smaller than the derivative times 2 to minus `agreement_bits`.
    A relative gap up to `excused`, far from the point that is asked about, is told, and refutes nothing.
    `derivatives` keeps what is known of the function, which other claims about it share.
    """

    function: Expression
    claimed: Expression
    wrt: str
    order: int = 1
    domain: Domain = field(default=ANYWHERE, kw_only=True)
    agreement_bits: int = field(default_factory=lambda: allowances.AGREEMENT_BITS.value)
    excused: float = field(default=0.0, kw_only=True)
    derivatives: dict[Hashable, tuple[Derivative, bool]] = field(default_factory=dict, repr=False, compare=False)

    @functools.cached_property
    def provable(self) -> bool:
        """Whether Arb has every function of both formulas."""
        return in_balls(self.function, self.claimed)

    @functools.cached_property
    def variables(self) -> tuple[str, ...]:
        """All variables that occur, sorted."""
        return tuple(sorted({*self.function.variables, *self.claimed.variables, self.wrt}))

    def excuses(self, found: Gap) -> bool:
        """Return whether a gap, seen far from the point that is asked about, refutes nothing."""
        if found.difference is None or found.derivative is None or not self.excused:
            return False
        return bool(abs(found.difference.value) + found.difference.bound <= self.excused * abs(found.derivative.value))

    def reconsider(self, found: Gap) -> Gap:
        """Return a gap as it was found; a claim that knows more can do better where it is undecided."""
        return found


@dataclass(frozen=True)
class Gap:
    """The claim minus the derivative at a point.

    Attributes
    ----------
    at : mapping of str to float
    outcome : GapOutcome
    derivative, claimed, difference : Bounded or None
        In the numbers of the arithmetic that was used; None where the point is singular.
    limit : float
        Relative error of the claim that would have shown at this point.
    certified : bool
        Whether the bounds are proven.
    reason : str
        Why nothing can be said, for a singular or undecided point.
    join : bool
        Whether two pieces of the function meet at the point.
    lost : str
        Of a singular point "function" or "claim", where that is proven to have no value, and "unknown" where it was
        not looked at; the other one's value, or the derivative, is given if it is known.
    """

    at: Mapping[str, float]
    outcome: GapOutcome
    derivative: Bounded | None = None
    claimed: Bounded | None = None
    difference: Bounded | None = None
    limit: float = math.inf
    certified: bool = False
    reason: str = ""
    join: bool = False
    lost: str = ""

    @property
    def vanishing(self) -> bool:
        """Whether both numbers are only known to be smaller than any float: then neither tells them apart."""
        if self.outcome is not GapOutcome.EQUAL or self.derivative is None or not self.derivative.may_be_zero:
            return False
        return self.difference is not None and 0 < self.difference.precise().bound < _LEAST


def gap(claim: Claim, at: Mapping[str, float]) -> Gap:
    """Return the gap at a point.

    Examples
    --------
    >>> from derivcheck.formula.parser import parse
    >>> claim = Claim(parse("x**3"), parse("3*x"), "x")
    >>> gap(claim, {"x": 1.0}).outcome, gap(claim, {"x": 2.0}).outcome
    (<GapOutcome.EQUAL: 'equal'>, <GapOutcome.DIFFERENT: 'different'>)
    """
    found = Gap(at, GapOutcome.UNDECIDED, reason="no precision tried was enough")
    for bits in precisions():
        try:
            found, settled = _attempt(claim, at, bits)
        except (DomainError, UnsupportedOperation) as error:
            found = Gap(at, GapOutcome.SINGULAR, reason=str(error), lost="unknown")
            break
        if settled:
            break
    if found.outcome is GapOutcome.SINGULAR:
        # Where the function is proven to have no value, no pieces of it meet.
        return (None if found.lost == "function" else _at_join(claim, at)) or found
    return claim.reconsider(found)


def _at_join(claim: Claim, at: Mapping[str, float]) -> Gap | None:
    """Return the gap where two pieces of the function meet, if it is proven to be differentiable there."""
    if not may_join(claim.function) or not in_balls(claim.claimed):
        return None
    for bits in precisions():
        found = join(claim.function, at, claim.wrt, claim.order, bits)
        if found is None:
            continue
        if found.derivative is None:
            return None
        inner = exact_arithmetic(bits)
        with inner:
            try:
                value = claim.claimed.evaluate(inner, {name: inner.exact(v) for name, v in at.items()})
            except DerivcheckError:
                return None
            parts = (found.derivative, value, value - found.derivative)
            truth, claimed, gap = (Bounded.of(inner, x) for x in parts)
            if truth is None or claimed is None or gap is None:
                return None
            seen = compared(at, truth, claimed, gap, claim.agreement_bits, certified=True)
        if seen.outcome is not GapOutcome.UNDECIDED:
            return replace(seen, join=True)
    return None


def _attempt(claim: Claim, at: Mapping[str, float], bits: int) -> tuple[Gap, bool]:
    """Return the gap as it is seen with some bits, and whether more would change nothing."""
    proven = claim.provable
    inner: Any = exact_arithmetic(bits) if proven else Running(Precise(bits))
    with inner:
        values = {name: inner.exact(v) for name, v in at.items()}
        claim_value = claim.claimed.evaluate(inner, values)
        found, smooth = _known_derivative(claim, inner, values, (bits, *at.items()))
        numbers = (found.value, found.derivative, claim_value, claim_value - found.derivative)
        value, derivative, claimed, difference = [Bounded.of(inner, n) for n in numbers]
        if difference is not None and value is not None and smooth:
            assert derivative is not None
            assert claimed is not None
            gap = compared(at, derivative, claimed, difference, claim.agreement_bits, certified=proven)
            return gap, gap.outcome is not GapOutcome.UNDECIDED
        lost = claim.function if value is None else claim.claimed if claimed is None else None
        # The series of a higher order may know better what a formula comes to where it has no value.
        plain = lost is claim.claimed or claim.order == 1
        settled = lost is not None and plain and proven and undefined(lost, inner, values)
    side = ("claim" if lost is claim.claimed else "function") if settled else ""
    known = derivative if smooth and value is not None else None
    return Gap(
        at, GapOutcome.SINGULAR, known, claimed, certified=proven, reason=_why(value, claimed), lost=side
    ), settled


def _known_derivative(claim: Claim, inner: Any, at: Mapping[str, Any], key: Hashable) -> tuple[Derivative, bool]:
    """Return a derivative, and whether no edge may be zero: both once for all claims about a function."""
    found = claim.derivatives.get(key)
    if found is None:
        derivative = differentiate(claim, inner, at)
        edges = [Bounded.of(inner, edge) for edge in derivative.edges]
        smooth = not any(edge.may_be_zero for edge in edges if edge is not None)
        found = claim.derivatives[key] = derivative, smooth
    return found


def _why(value: Bounded | None, claimed: Bounded | None) -> str:
    if value is None:
        return "the function has no finite real value"
    return "the claim has no finite real value" if claimed is None else "the derivative may not exist"


@dataclass(frozen=True)
class Derivative:
    """A function and its derivative at a point, as numbers of one arithmetic.

    Attributes
    ----------
    value, derivative : numbers
    edges : sequence of numbers
        What is not zero where f is smooth: the arguments of |.| and the like.
    """

    value: Any
    derivative: Any
    edges: Sequence[Any]


@dataclass(frozen=True)
class Evaluation(Derivative):
    """The same, with the value of the claim."""

    claimed: Any


def evaluate(claim: Claim, inner: Arithmetic, at: Mapping[str, Any]) -> Evaluation:
    """Evaluate a claim and its function; `at` holds numbers of `inner`, for every variable.

    Raises
    ------
    DomainError, UnsupportedOperation
    """
    claimed = claim.claimed.evaluate(inner, at)
    found = differentiate(claim, inner, at)
    return Evaluation(found.value, found.derivative, found.edges, claimed)


def differentiate(claim: Claim, inner: Arithmetic, at: Mapping[str, Any]) -> Derivative:
    """Evaluate the function of a claim and its derivative.

    Raises
    ------
    DomainError, UnsupportedOperation
    """
    if claim.order == 1 and claim.function.nodes:
        run = forward(claim.function, inner, at, claim.wrt)
        return Derivative(run.values[-1], run.derivative(inner), run.bends)
    if claim.order == 1:
        m = Dual(inner)
        result = claim.function.evaluate(m, {**at, claim.wrt: m.variable(at[claim.wrt])})
        return Derivative(getattr(result, "primal", result), m.tangent(result), m.bends)
    series = Taylor(inner, claim.order)
    found = series.coefficients(claim.function.evaluate(series, {**at, claim.wrt: series.variable(at[claim.wrt])}))
    derivative = found[claim.order] * math.factorial(claim.order)
    return Derivative(found[0], derivative, [e.coefficients[0] for e in series.edges])


def compared(
    at: Mapping[str, float],
    derivative: Bounded,
    claimed: Bounded,
    difference: Bounded,
    agreement_bits: float,
    certified: bool = False,
) -> Gap:
    """Return the gap between a derivative and a claim that are known to within some errors."""
    outcome = _outcome(derivative, claimed, difference, agreement_bits)
    reason = "rounding hides the difference" if outcome is GapOutcome.UNDECIDED else ""
    return Gap(at, outcome, derivative, claimed, difference, _limit(derivative, difference), certified, reason)


def _outcome(derivative: Bounded, claimed: Bounded, difference: Bounded, agreement_bits: float) -> GapOutcome:
    if not difference.may_be_zero:
        return GapOutcome.DIFFERENT
    if derivative.may_be_zero and claimed.may_be_zero:
        tiny = difference.bound * 2**allowances.ZERO_BITS.value < 1
        return GapOutcome.EQUAL if tiny else GapOutcome.UNDECIDED
    size = max(abs(derivative.value), abs(claimed.value))
    return GapOutcome.EQUAL if difference.bound * 2**agreement_bits <= size else GapOutcome.UNDECIDED


def _limit(derivative: Bounded, difference: Bounded) -> float:
    """Return the detection limit at this point; where the derivative may be zero, that of an absolute error."""
    if difference.bound == 0:
        return 0.0
    size = 1 if derivative.may_be_zero else abs(derivative.value) - derivative.bound
    # The next double is not below what was rounded to a neighbour, and not 0.
    return math.nextafter(float(detection_limit(difference.bound, size)), math.inf)
