"""The derivative assertions of a test suite."""

from __future__ import annotations

from dataclasses import dataclass, field

from derivcheck.results.result import SCHEMA, Result
from derivcheck.results.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Assertion:
    """One assertion of a test suite, and what was found.

    Attributes
    ----------
    test : str
        The test that made it, as the test runner names it.
    kind : str
        "derivative", "gradient", "jacobian" or "hessian".
    function : str
        The formula, or the name of the code.
    verdict : Verdict
    reason : str
    cause : str
        Why the claim is wrong, where that was found.
    detection_limit : float
        Smallest relative error of the claim that would have shown; NaN unless it passed.
    witnesses : tuple of str
        What the claim was held against; empty where there is only the reference.
    seconds : float
    seed : int
    """

    test: str
    kind: str
    function: str
    verdict: Verdict
    reason: str
    cause: str
    detection_limit: float
    witnesses: tuple[str, ...]
    seconds: float
    seed: int


@dataclass(frozen=True, slots=True, repr=False)
class Suite(Result):
    """All derivative assertions of a run of a test suite.

    Attributes
    ----------
    assertions : tuple of Assertion
        In the order in which they were made.
    verdict : Verdict
        The worst.
    reason : str
        How many there are, and how many did not pass.
    schema : str
        Of the JSON form.
    """

    assertions: tuple[Assertion, ...]
    verdict: Verdict
    reason: str
    schema: str = field(default=SCHEMA)
