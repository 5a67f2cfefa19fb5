"""All methods at one point, and the error of each finite difference against its step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from derivcheck.results.estimate import Estimate, Reference
from derivcheck.results.result import SCHEMA, Result
from derivcheck.results.verdict import Verdict


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
    `predicted_roundoff` a non-negative bound. Of code that runs on floats only the parts are measured:
    `uncertainty` says by how much truncation and evaluation may be off, the one to the cost of the other.
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
    uncertainty: float = 0.0

    @property
    def roundoff(self) -> float:
        """All that is not truncation: argument, evaluation and arithmetic round-off."""
        return self.argument + self.evaluation + self.arithmetic


@dataclass(frozen=True, slots=True, repr=False)
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
        Measured and predicted best step; measured among those that move x and give no mere 0, if there are any, and
        NaN where no step gives a digit.
    points : tuple of CurvePoint
        By falling h.
    limits : str
        One sentence: what limits the accuracy where.
    limited_by : tuple of str
        The largest part of the error at large steps and at small ones, such as ("truncation", "evaluation");
        ("underflow",) where all parts are below the smallest double.
    notes : tuple of str
        What else is to be known, such as steps that leave the domain.

    Examples
    --------
    >>> from derivcheck import error_curve
    >>> curve = error_curve("exp(x)", 0.0, "central-2", steps=[0.125, 0.0625])
    >>> curve.accuracy, round(curve.observed_order, 2)
    (2, 2.0)
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
    limited_by: tuple[str, ...] = ()

    @property
    def measured(self) -> bool:
        """Whether the parts are measured rather than exact."""
        return any(point.uncertainty for point in self.points)


@dataclass(frozen=True, slots=True, repr=False)
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
    claim : None
        The place where a check has its claim.
    read_as : str
        What was understood where the formula was typed in another way than the strict notation; of code
        the formula that it computes, if it computes one.
    measured : str
        How the parts of the errors were had, of code that runs on floats only; "" where they are exact.
    schema : str
        Of the JSON form.

    Examples
    --------
    >>> from derivcheck import compare
    >>> comparison = compare("x**2", 3.0, digits=3)
    >>> comparison.reference.value, [e.method for e in comparison.estimates][:3]
    ('6.00', ['symbolic', 'forward-mode', 'complex-step'])
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
    read_as: str = ""
    measured: str = ""
    schema: str = field(default=SCHEMA)


@dataclass(frozen=True, slots=True, repr=False)
class Comparisons(Result):
    """One comparison for each variable of a gradient.

    Attributes
    ----------
    components : tuple of Comparison
        In the order of the variables.
    verdict : Verdict
        The worst of theirs.
    reason : str
        That of the first component which brings it about.
    schema : str
        Of the JSON form.

    Examples
    --------
    >>> from derivcheck import compare
    >>> [one.reference.value for one in compare("x*y", {"x": 2.0, "y": 3.0}, wrt=["x", "y"], digits=3).components]
    ['3.00', '2.00']
    """

    components: tuple[Comparison, ...]
    verdict: Verdict
    reason: str
    schema: str = field(default=SCHEMA)
