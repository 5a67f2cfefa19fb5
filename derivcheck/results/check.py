"""The verdict on a claimed derivative, and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from derivcheck.formula.domain import Range
from derivcheck.results.certificate import Certificate, Extent
from derivcheck.results.component import Component
from derivcheck.results.difference import Difference
from derivcheck.results.estimate import Reference
from derivcheck.results.feedback import feedback
from derivcheck.results.later import Later, LaterText
from derivcheck.results.parts import Part
from derivcheck.results.result import SCHEMA, Result, plain
from derivcheck.results.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a claim is wrong, confirmed at fresh points.

    Attributes
    ----------
    kind : str
        One word for the sort of mistake, such as "sign" or "factor".
    text : str
        A sentence.

    Examples
    --------
    >>> from derivcheck import check_derivative
    >>> check_derivative("sin(2*x)", "cos(2*x)", 1.0).cause.text
    'the claim is 1/2 times the derivative: the factor 2 from the inner function 2*x is missing'
    """

    kind: str
    text: str


NO_VALUE, BEYOND = "claim-without-value", "claim-beyond-function"
"""Kinds of findings."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found beside the verdict, with an example.

    Attributes
    ----------
    kind : str
        "claim-without-value": f is differentiable at the point, and the claim has no value there;
        "claim-beyond-function": the claim has a value where the function has none.
    text : str
    at : mapping of str to float
    """

    kind: str
    text: str
    at: Mapping[str, float]


@dataclass(frozen=True, slots=True, repr=False)
class Check(Result):
    """The verdict on a claimed derivative; true where it passed, so that it can be asserted.

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
    correction : LaterText or None
        The claim with its cause mended, which takes longer to write shortly than to find; `corrected` is its text.
    law : str or None
        How the gap to a finite difference behaves as the step falls, for code of which only values are known.
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
    seed : int
        Seed of the fresh points.
    versions : mapping of str to str
        Of the libraries that took part.
    reproduce : str
        A command line or call that repeats the check, or "" where there is none.
    domain : mapping of str to Range
        Which values of the variables were meant: nothing is said of others. Empty where any are.
    findings : tuple of Finding
        Of where the domains of function and claim differ.
    window : mapping of str to pair of float
        Between which values of each variable the claim was tried.
    right_on : Extent or None
        Of a refuted claim that is right around the point that was asked for.
    right_if_positive : tuple of str
        Of a refuted claim, the variables at whose positive values it was right wherever it was tried.
    read_as, claim_read_as : str
        What was understood where a formula was typed in another way than the strict notation.
    differences : tuple of Difference
        Central differences of f in the worst component of a gradient that is refuted, by falling step.
    parts : tuple of Part
        Of a point made of several arrays: their names, and their places in the flat one that components are indexed by.
    singular : str
        Where f has no derivative at `at`, the kind of the point, such as "kink" or "edge"; "" elsewhere.
    curve : Later or None
        Of code of one number: the error of central differences against the step, to be drawn.

    Examples
    --------
    >>> from derivcheck import check_derivative
    >>> check = check_derivative("x**3", "3*x**2", 2.0)
    >>> bool(check), str(check.verdict), check.detection_limit < 1e-15
    (True, 'agrees', True)
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
    correction: LaterText | None
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
    domain: Mapping[str, Range] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    right_on: Extent | None = None
    right_if_positive: tuple[str, ...] = ()
    window: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    read_as: str = ""
    claim_read_as: str = ""
    differences: tuple[Difference, ...] = ()
    parts: tuple[Part, ...] = ()
    singular: str = ""
    curve: Later | None = field(default=None, compare=False)

    def __bool__(self) -> bool:
        """Return whether the check passed: proved or agrees, and neither refuted nor unresolved."""
        return not self.verdict.exit_status

    @property
    def corrected(self) -> str | None:
        """The claim with its cause mended, None where no cause was found."""
        return None if self.correction is None else self.correction.value

    @property
    def without_value(self) -> Finding | None:
        """Where f has a derivative and the claim no value; None where that was not found."""
        return next((one for one in self.findings if one.kind == NO_VALUE), None)

    @property
    def feedback(self) -> str:
        """One or two sentences for a student: what is wrong, or to do, without the right answer."""
        kind, text = (self.cause.kind, self.cause.text) if self.cause else ("", "")
        if self.without_value and not self.components:
            kind = NO_VALUE
        return feedback(self.verdict, kind, text, self._told_where())

    def _told_where(self) -> str:
        """Return what is known of where a claim is neither right nor wrong, or right, as a name of feedback."""
        if self.verdict is Verdict.UNRESOLVED:
            return "singular" if self.singular else ""
        return "positive" if self.right_if_positive else "branch" if self.right_on else ""

    def to_dict(self) -> dict[str, Any]:
        """Return the result in JSON types, the claim under the key "claim"."""
        kept = (
            *("function", "read_as", "variables", "wrt", "order", "at"),
            *("reference", "verdict", "reason", "seed", "versions"),
        )
        asked = {name: plain(getattr(self, name)) for name in kept}
        absent: dict[str, Any] = {"derivative": None, "estimates": [], "curves": []}
        return {"schema": SCHEMA, **asked, **absent, "claim": self._claim()}

    def _claim(self) -> dict[str, Any]:
        worst = self.components[0] if self.components else None
        numbers = {
            "value": worst.claimed if worst else None,
            "gap": worst.gap if worst else None,
            "budget": worst.budget if worst else None,
            "worst": {"component": worst.index, "name": worst.name, "at": worst.at} if worst else None,
        }
        told = plain({**numbers, **{name: getattr(self, name) for name in _TOLD}})
        return {"function": self.claimed, "read_as": self.claim_read_as, **told}


_TOLD = (
    *("detection_limit", "cause", "corrected", "law", "warnings", "certified", "points", "certificate"),
    *("witnesses", "miss_probability", "domain", "findings", "right_on", "right_if_positive", "window"),
)
"""What the key "claim" of a check tells under the attributes' own names."""
