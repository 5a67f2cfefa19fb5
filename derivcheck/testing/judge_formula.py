"""The verdict on a claim about a formula, told as its reader wants it: in full, or in short."""

from __future__ import annotations

import functools
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeVar

from derivcheck.claims.claim import Claim
from derivcheck.claims.conclusion import explained
from derivcheck.claims.diagnosis import Diagnosis
from derivcheck.claims.judgement import Judgement, at_point, of_all, on_domain, proved
from derivcheck.claims.over import over_interval
from derivcheck.claims.rounding.reading import reconsidered
from derivcheck.formula.arguments import (
    check_claim_names,
    check_domain_names,
    choose_variables,
    read_formula,
    read_point,
)
from derivcheck.formula.domain import ANYWHERE, Domain, Range
from derivcheck.ground.errors import InputError
from derivcheck.ground.workers import interim
from derivcheck.results import Verdict

T = TypeVar("T", covariant=True)


class Told(Protocol[T]):
    """Makes a result of a verdict, and of the mistake where one is found; what it does not tell is not worked out."""

    def __call__(self, claim: Claim, finding: Judgement, mistake: Diagnosis | None = None, /) -> T:
        """Return the result."""


@dataclass(frozen=True, slots=True)
class FormulaQuestion:
    """A claim about a formula, and how it is to be judged: the arguments of `check_derivative`."""

    function: Any
    claimed: Any
    at: float | Mapping[str, float] | None = None
    wrt: str | None = None
    order: int = 1
    seed: int = 0
    prove: bool = False
    over: tuple[float, float] | None = None
    domain: Domain = ANYWHERE
    exact: bool = False
    causes: bool = True


def judge_formula(q: FormulaQuestion, told: Told[T]) -> T:
    """Return the verdict.

    Raises
    ------
    ParseError, InputError
        As of `check_derivative`.

    Examples
    --------
    >>> judge_formula(FormulaQuestion("x^2", "x", 1.0), lambda claim, finding, mistake=None: mistake and mistake.kind)
    'factor'
    """
    claim, point, asked = _read(q)
    rng = random.Random(q.seed)
    known = functools.partial(_tell, claim, told)
    complete = all(v in point for v in (claim.wrt, *claim.variables))
    finding = at_point(claim, point, rng) if complete else on_domain(claim, point, rng)
    if q.over is not None:
        others = {v: point[v] for v in point if v != claim.wrt}
        if finding.verdict is Verdict.UNRESOLVED and not asked:
            # The middle of the interval is as good as any other point, and may be a hole or a bend.
            elsewhere = on_domain(claim, others, rng)
            finding = finding if elsewhere.verdict is Verdict.UNRESOLVED else elsewhere
        known(_open(finding))
        finding = over_interval(claim, finding, q.over, others, q.prove)
    if q.prove and finding.verdict is Verdict.AGREES:
        known(finding)
        finding = proved(claim, finding)
    if not asked or claim.wrt in q.domain.names:
        finding = of_all(claim, finding)
    if not q.exact and q.over is None:
        finding = reconsidered(claim, finding, rng)
    if finding.verdict is not Verdict.REFUTED or not q.causes:
        return told(claim, finding)
    known(finding)
    return told(claim, finding, explained(claim, finding, rng))


def _read(q: FormulaQuestion) -> tuple[Claim, dict[str, float], bool]:
    """Return the claim, the point, which of an interval is inside it, and whether its variable was given."""
    given = (*(q.at if isinstance(q.at, Mapping) else ()), *((q.wrt,) if q.wrt else ()), *q.domain.names)
    formula = read_formula(q.function, given)
    claim_text = read_formula(q.claimed, (*given, *formula.variables))
    check_claim_names(formula, claim_text, given)
    names = tuple(sorted({*formula.variables, *claim_text.variables}))
    point = read_point(names, q.at, partial=True) if q.at is not None else {}
    (name,) = choose_variables(names, q.wrt or formula.declared or None, point)
    domain, asked = _meant(q.domain, (*names, name), name), name in point
    if q.over is not None:
        domain = domain.limited(name, Range(*q.over))
        point = {name: domain[name].inner, **point}
    domain.check(point)
    return Claim(formula, claim_text, name, q.order, domain=domain), point, asked


def _meant(domain: Domain, variables: Sequence[str], name: str) -> Domain:
    """Return a domain with a name for each range."""
    if "" in domain.names and len({*variables}) > 1:
        raise InputError(f"of which variable is the domain? write {name}=0:1, for example")
    domain = domain.named(name)
    check_domain_names(domain.names, variables)
    return domain


def _tell(claim: Claim, told: Told[Any], finding: Judgement) -> None:
    """Tell what is known by now, in case that what follows does not end."""
    interim(lambda: told(claim, finding))


def _open(finding: Judgement) -> Judgement:
    """Return what is known before an interval was looked at: agreement at points says nothing of all of it."""
    return replace(finding, verdict=Verdict.UNRESOLVED) if finding.verdict is Verdict.AGREES else finding
