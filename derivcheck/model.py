"""Result types: frozen, without arithmetic."""

from __future__ import annotations

import enum
import importlib
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

SCHEMA = "derivcheck/1"


class Verdict(enum.Enum):
    """What can be said of a derivative; `exit_status` is that of the command line."""

    PROVED = "proved", 0, "symbolically identical"
    AGREES = "agrees", 0, "inside the error budget"
    REFUTED = "refuted", 1, "further off than any error in the budget"
    UNRESOLVED = "unresolved", 3, "neither can be said"

    def __new__(cls, value: str, exit_status: int, meaning: str) -> Verdict:
        """Make a member whose value is the word used in JSON."""
        member = object.__new__(cls)
        member._value_ = value
        return member

    def __init__(self, value: str, exit_status: int, meaning: str) -> None:
        self.exit_status = exit_status
        self.meaning = meaning

    def __str__(self) -> str:
        return str(self.value)


class Result:
    """What all results can do: show themselves as text, JSON types, HTML or a picture."""

    def to_dict(self) -> dict[str, Any]:
        """Return the result in JSON types; NaN and infinities become None."""
        plain = _plain(self)
        assert isinstance(plain, dict)
        return plain

    def render(self, format: str) -> str:
        """Return the report in a format named by a file of `derivcheck.report`."""
        # Presentation is found by name, so the data stays free of what shows it.
        report = importlib.import_module("derivcheck.report")
        return str(report.render(self, format))

    def plot(self) -> Any:
        """Return a matplotlib Figure of the result; needs the extra `plot`."""
        return importlib.import_module("derivcheck.plot").figure(self)

    def __str__(self) -> str:
        return self.render("text")

    def _repr_html_(self) -> str:
        return self.render("html")


@dataclass(frozen=True, slots=True)
class Reference:
    """The derivative in high precision.

    Attributes
    ----------
    value : str
        Decimal digits, correct to the last but one.
    digits : int
        Significant digits that were asked for.
    radius : str or None
        Bound on the error of `value`; None when the value is exact.
    certified : bool
        Whether the radius is proven (ball arithmetic) rather than estimated.
    """

    value: str
    digits: int
    radius: str | None
    certified: bool

    def __float__(self) -> float:
        return float(self.value)


@dataclass(frozen=True, slots=True)
class Estimate:
    """One witness's value of the derivative.

    Attributes
    ----------
    method : str
        "symbolic", "forward-mode", "complex-step", "adaptive", or the name of a scheme.
    value : float
        Of a comparison in longdouble a `numpy.longdouble`, in JSON a string.
    step : float or None
        The step, where the method has one.
    error : float
        `value` minus the reference; NaN when there is no reference.
    error_bound : float
        From an error analysis that does not look at the reference; infinite to decline.
    evaluations : int
        Evaluations of f that the value took.
    note : str or None
    """

    method: str
    value: float
    step: float | None
    error: float
    error_bound: float
    evaluations: int
    note: str | None = None

    @property
    def holds(self) -> bool:
        """Whether the error is inside its bound; a method that declines, by an infinite one, violates nothing."""
        return self.error_bound == math.inf or abs(self.error) <= self.error_bound


@dataclass(frozen=True, slots=True)
class BestStep:
    """The step of least error, measured or predicted, with that error."""

    h: float
    error: float


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The exact decomposition of one finite difference's error at one step (signed parts).

    `total` = `truncation` + `argument` + `evaluation` + `arithmetic`. What cannot be evaluated
    is NaN, and `note` says why. `predicted_truncation` is the signed leading term,
    `predicted_roundoff` a non-negative bound.
    """

    h: float
    estimate: float
    total: float
    truncation: float
    argument: float
    evaluation: float
    arithmetic: float
    predicted_truncation: float
    predicted_roundoff: float
    note: str | None = None

    @property
    def roundoff(self) -> float:
        """All that is not truncation: argument, evaluation and arithmetic round-off."""
        return self.argument + self.evaluation + self.arithmetic


@dataclass(frozen=True, slots=True)
class ErrorCurve(Result):
    """The error of one scheme against the step.

    Attributes
    ----------
    scheme : str
    offsets : tuple of int or str
        Nodes in units of h; a fraction is written as text ("1/2").
    weights : tuple of str
        Exact weights of f at the nodes, over h to the power `order`.
    order : int
        Order of the derivative.
    accuracy : int
        Order of accuracy p: the truncation falls like h to the power p.
    truncation_term : str
        The leading error term, such as "1/6 f'''(x) h^2".
    exact : bool
        Whether the truncation is exactly zero at every step.
    observed_order : float
        Slope of log|truncation| against log h; NaN when the truncation is zero.
    roundoff_slope : float
        Slope of log|round-off| against log h.
    best, predicted : BestStep
        Measured and predicted best step.
    points : tuple of CurvePoint
        By falling h.
    limits : str
        One sentence: what limits the accuracy where.
    notes : tuple of str
    """

    scheme: str
    offsets: tuple[int | str, ...]
    weights: tuple[str, ...]
    order: int
    accuracy: int
    truncation_term: str
    exact: bool
    observed_order: float
    roundoff_slope: float
    best: BestStep
    predicted: BestStep
    points: tuple[CurvePoint, ...]
    limits: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison(Result):
    """All methods at one point.

    Attributes
    ----------
    function, derivative : str
        The formula as typed, and SymPy's derivative of it as text.
    variables, wrt : tuple of str
    order : int
    at : mapping of str to float
        The doubles at which everything was evaluated.
    dtype : str
        The float format that was measured.
    reference : Reference
    estimates : tuple of Estimate
    curves : tuple of ErrorCurve
    verdict : Verdict
        AGREES when every method behaves as its budget says.
    reason : str
    seed : int
    versions : mapping of str to str
    reproduce : str
        A command line that repeats the comparison, or "" where there is none.
    """

    function: str
    variables: tuple[str, ...]
    wrt: tuple[str, ...]
    order: int
    at: Mapping[str, float]
    derivative: str
    reference: Reference
    estimates: tuple[Estimate, ...]
    curves: tuple[ErrorCurve, ...]
    claim: None
    verdict: Verdict
    reason: str
    seed: int
    versions: Mapping[str, str]
    dtype: str = "float64"
    reproduce: str = ""
    schema: str = field(default=SCHEMA)


@dataclass(frozen=True, slots=True)
class Comparisons(Result):
    """One comparison for each variable of a gradient."""

    components: tuple[Comparison, ...]
    verdict: Verdict
    reason: str
    schema: str = field(default=SCHEMA)


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a claim is wrong, confirmed at fresh points: a kind in one word, and a sentence."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Component:
    """One component of a claimed derivative.

    Attributes
    ----------
    index : tuple of int
        Its place in the gradient, Jacobian or Hessian; () for a derivative.
    claimed, reference, gap : float
        The claim, the derivative, and the claim minus the derivative.
    budget : float
        The largest gap that errors can explain.
    verdict : Verdict
    at : mapping of str to float
        Where it was examined.
    """

    index: tuple[int, ...]
    claimed: float
    reference: float
    gap: float
    budget: float
    verdict: Verdict
    at: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Certificate:
    """What is proven about a claim over an interval.

    Attributes
    ----------
    verdict : Verdict
        AGREES where the gap is bounded on the whole interval; REFUTED; or UNRESOLVED.
    interval : pair of float
    epsilon : float
        Proven bound on |claim - f'| over the proven part; NaN where there is none.
    boxes : int
        Boxes looked at.
    proven, unresolved : tuple of pairs of float
        Which parts of the interval are covered by the bound, and which are not.
    counterexample : mapping of str to float or None
        A point at which the gap is proven not to be zero.
    text : str
        All this in a sentence or two.
    """

    verdict: Verdict
    interval: tuple[float, float]
    epsilon: float
    boxes: int
    proven: tuple[tuple[float, float], ...]
    unresolved: tuple[tuple[float, float], ...]
    counterexample: Mapping[str, float] | None
    text: str


@dataclass(frozen=True, slots=True)
class Check(Result):
    """The verdict on a claimed derivative.

    Attributes
    ----------
    function, claimed : str
        The formula, and the claim about its derivative.
    variables, wrt : tuple of str
    order : int
    at : mapping of str to float
        The point that was asked for, or the one that the verdict is shown at.
    verdict : Verdict
    reason : str
    detection_limit : float
        Smallest relative error of the claim that would have shown; NaN unless the check passed.
    certified : bool
        Whether the bounds behind the verdict are proven (ball arithmetic).
    reference : Reference or None
        The derivative at `at`.
    components : tuple of Component
        Those examined, worst first.
    cause : Cause or None
    corrected : str or None
        The claim with its cause mended.
    law : str or None
        How the gap to a finite difference behaves as the step falls.
    warnings : tuple of str
    points : int
        Points at which the claim was tried.
    certificate : Certificate or None
        What is proven over an interval, where that was asked for.
    witnesses : tuple of str
        What the claim was compared with, such as "forward-mode"; empty where there is only the reference.
    kind : str
        "derivative" of a formula; "gradient", "jacobian" or "hessian" of NumPy code.
    miss_probability : float or None
        How likely a wrong component went unseen, where components were examined together.
    """

    function: str
    claimed: str
    variables: tuple[str, ...]
    wrt: tuple[str, ...]
    order: int
    at: Mapping[str, float]
    verdict: Verdict
    reason: str
    detection_limit: float
    certified: bool
    reference: Reference | None
    components: tuple[Component, ...]
    cause: Cause | None
    corrected: str | None
    law: str | None
    warnings: tuple[str, ...]
    points: int
    seed: int
    versions: Mapping[str, str]
    reproduce: str = ""
    certificate: Certificate | None = None
    witnesses: tuple[str, ...] = ()
    miss_probability: float | None = None
    kind: str = "derivative"

    def to_dict(self) -> dict[str, Any]:
        """Return the result in JSON types, the claim under the key "claim"."""
        kept = ("function", "variables", "wrt", "order", "at", "reference", "verdict", "reason", "seed", "versions")
        plain = {name: _plain(getattr(self, name)) for name in kept}
        absent: dict[str, Any] = {"derivative": None, "estimates": [], "curves": []}
        return {"schema": SCHEMA, **plain, **absent, "claim": self._claim()}

    def _claim(self) -> dict[str, Any]:
        worst = self.components[0] if self.components else None
        numbers = {
            "value": worst.claimed if worst else None,
            "gap": worst.gap if worst else None,
            "budget": worst.budget if worst else None,
            "worst": {"component": worst.index, "at": worst.at} if worst else None,
        }
        plain = _plain({**numbers, **{name: getattr(self, name) for name in _TOLD}})
        return {"function": self.claimed, **plain}


_TOLD = (
    *("detection_limit", "cause", "corrected", "law", "warnings", "certified", "points", "certificate"),
    *("witnesses", "miss_probability"),
)
"""What the key "claim" of a check tells under the attributes' own names."""


@dataclass(frozen=True, slots=True)
class Checks(Result):
    """One check for each component of a gradient given by formulas."""

    components: tuple[Check, ...]
    verdict: Verdict
    reason: str
    schema: str = field(default=SCHEMA)

    def to_dict(self) -> dict[str, Any]:
        """Return the results in JSON types."""
        return {
            "schema": self.schema,
            "components": [check.to_dict() for check in self.components],
            "verdict": str(self.verdict),
            "reason": self.reason,
        }


def worst_verdict(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the verdict that the others are overshadowed by."""
    order = (Verdict.PROVED, Verdict.AGREES, Verdict.UNRESOLVED, Verdict.REFUTED)
    return max(verdicts, key=order.index)


def joint(components: Sequence[Check] | Sequence[Comparison]) -> tuple[Verdict, str]:
    """Return the verdict on all components together, and the reason of the first that brings it about."""
    verdict = worst_verdict(c.verdict for c in components)
    such = [c for c in components if c.verdict is verdict]
    counted = f"all {len(such)}" if len(such) == len(components) else f"{len(such)} of {len(components)}"
    count = f"{counted} components; " if len(components) > 1 else ""
    return verdict, f"{count}d/d{such[0].wrt[0]}: {such[0].reason}"


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else None
    if type(value).__name__ == "longdouble":
        # More than double precision, so it is written as text.
        return str(value) if math.isfinite(value) else None
    if isinstance(value, enum.Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value
