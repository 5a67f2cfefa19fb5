"""The verdict on a derivative that someone claims: proved, agrees, refuted or unresolved."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from derivcheck import domain, law, quality, singular
from derivcheck.arithmetic.precise import Precise
from derivcheck.certificate import certify
from derivcheck.claim import Claim, Gap, Outcome, gap
from derivcheck.diagnosis import diagnose
from derivcheck.errors import InputError
from derivcheck.limits import MAX_CANDIDATES, MAX_SCANNED
from derivcheck.model import Cause, Certificate, Check, Checks, Component, Reference, Verdict, joint, worst_verdict
from derivcheck.reference import certified
from derivcheck.request import check_order, choose_variables, read_formula, read_interval, read_point, versions

_SHOWN_DIGITS = 30

# Points that a cause is confirmed at.
_CAUSE_POINTS = 3


def check_derivative(
    function: Any,
    claimed: Any,
    at: float | Mapping[str, float] | None = None,
    *,
    wrt: str | Sequence[str] | None = None,
    order: int = 1,
    seed: int = 0,
    prove: bool = False,
    over: tuple[float, float] | None = None,
    reproduce: str = "",
) -> Check | Checks:
    """Verify a hand-derived derivative.

    Parameters
    ----------
    function : str, SymPy expression or Expression
        The formula.
    claimed : the same, or a sequence of them
        Its derivative, as claimed; a sequence for as many variables.
    at : float or mapping of str to float, optional
        The point. A claim is a function, so it is tried at fresh points too; without a point,
        at points found in the common real domain.
    wrt : str or sequence of str, optional
        The variable or variables; inferred when there is just one.
    order : int
        Order of the derivative, 1 to 4.
    seed : int
        Seed of the fresh points.
    prove : bool
        Whether to try to turn "agrees" into "proved"; that takes SymPy, and up to some seconds.
    over : pair of float, optional
        An interval of the variable: prove a bound on the gap for all of it, or refute the claim.
    reproduce : str
        Command line to print at the end of the report.

    Returns
    -------
    Check, or Checks where `wrt` is a sequence

    Raises
    ------
    ParseError, InputError

    Examples
    --------
    >>> check = check_derivative("x**2*sin(x)", "2*x*sin(x) - x**2*cos(x)", 1.0)
    >>> print(check.verdict, "-", check.cause.text)
    refuted - the second term has the wrong sign
    >>> check_derivative("x**3", "3*x", 1.0).reason
    'right at x = 1, wrong at x = 2: the claim is 6, the derivative 12'
    """
    names = [wrt] if wrt is None or isinstance(wrt, str) else list(wrt)
    single = wrt is None or isinstance(wrt, str) or not isinstance(claimed, list | tuple)
    claims = [claimed] if single else list(claimed)
    if len(claims) != len(names):
        raise InputError(f"variables: {len(names)}, claims: {len(claims)}; give a list with one for each")
    options = _Options(check_order(order), seed, prove, None if over is None else read_interval(over), reproduce)
    checks = tuple(_check(function, c, at, name, options) for c, name in zip(claims, names, strict=True))
    if wrt is None or isinstance(wrt, str):
        return checks[0]
    return Checks(checks, *joint(checks))


@dataclass(frozen=True)
class _Options:
    order: int
    seed: int
    prove: bool
    over: tuple[float, float] | None
    reproduce: str


@dataclass(frozen=True)
class _Finding:
    """A verdict with what it rests on."""

    verdict: Verdict
    reason: str
    shown: Gap
    tried: tuple[Gap, ...] = ()
    warnings: tuple[str, ...] = ()
    certificate: Certificate | None = None


def _check(function: Any, claimed: Any, at: float | Mapping[str, float] | None, wrt: str | None, o: _Options) -> Check:
    given = tuple(at) if isinstance(at, Mapping) else ()
    formula, claim_text = read_formula(function, given), read_formula(claimed, given)
    names = tuple(sorted({*formula.variables, *claim_text.variables}))
    point = read_point(names, at, partial=True) if at is not None else {}
    (name,) = choose_variables(names, wrt, point)
    if o.over is not None:
        point = {name: (o.over[0] + o.over[1]) / 2, **point}
    claim = Claim(formula, claim_text, name, o.order)
    rng = random.Random(o.seed)
    complete = name in point and all(v in point for v in claim.variables)
    finding = _at_point(claim, point, rng) if complete else _on_domain(claim, point, rng)
    if o.over is not None:
        finding = _over(claim, finding, o.over, {v: point[v] for v in point if v != name})
    return _result(claim, _proved(claim, finding) if o.prove else finding, rng, o)


def _over(claim: Claim, finding: _Finding, interval: tuple[float, float], parameters: Mapping[str, float]) -> _Finding:
    """Add a certificate over an interval; it may refute, or leave open, what agreed at points."""
    certificate = certify(claim, interval, parameters)
    verdict = worst_verdict((finding.verdict, certificate.verdict))
    if finding.verdict is verdict is not Verdict.AGREES:
        return replace(finding, certificate=certificate)
    found = gap(claim, certificate.counterexample) if certificate.counterexample else finding.shown
    shown = found if found.outcome is Outcome.DIFFERENT else finding.shown
    return replace(finding, verdict=verdict, reason=certificate.text, shown=shown, certificate=certificate)


def _at_point(claim: Claim, at: Mapping[str, float], rng: random.Random) -> _Finding:
    """Judge a claim at a point and at fresh points of the same piece of the domain."""
    first = gap(claim, at)
    if first.outcome is Outcome.DIFFERENT:
        return _Finding(Verdict.REFUTED, f"wrong at {place(first)}: {values(first)}", first, (first,))
    if first.outcome is Outcome.SINGULAR:
        return _Finding(Verdict.UNRESOLVED, _singular_reason(claim, first), first, (first,))
    near = domain.near(claim, at, rng)
    if near is None:
        reason = f"at {place(first)} no neighbourhood could be found on which both are smooth"
        return _Finding(Verdict.UNRESOLVED, reason, first, (first,))
    if near.outcome is Outcome.DIFFERENT:
        return _coincidence(claim, first, near)
    if first.outcome is Outcome.UNDECIDED:
        return _Finding(Verdict.UNRESOLVED, f"at {place(first)}, {first.reason}", first, (first,))
    return _agreement(claim, [first, near, *(gap(claim, p) for p in domain.far(claim, at, rng))])


def _singular_reason(claim: Claim, first: Gap) -> str:
    found = singular.examine(claim, first.at)
    claim_alone = found.kind == "removable" and first.reason
    return f"{found.text}; {first.reason}" if claim_alone else found.text


def _coincidence(claim: Claim, first: Gap, near: Gap) -> _Finding:
    """Refute a claim that is right, or not decided, at the point, but wrong next to it."""
    candidates = (gap(claim, p) for p in domain.simple(claim, first.at))
    shown = next((g for g in candidates if g.outcome is Outcome.DIFFERENT), near)
    right = f"right at {place(first)}, " if first.outcome is Outcome.EQUAL else ""
    return _Finding(Verdict.REFUTED, f"{right}wrong at {place(shown)}: {values(shown)}", shown, (first, near))


def _agreement(claim: Claim, looked: Sequence[Gap]) -> _Finding:
    """Judge a claim that is right at the first points by the others, some of which lie far away."""
    tried = tuple(g for g in looked if g.outcome in (Outcome.EQUAL, Outcome.DIFFERENT))
    if wrong := next((g for g in tried if g.outcome is Outcome.DIFFERENT), None):
        reason = f"right at {place(tried[0])}, wrong at {place(wrong)}: {values(wrong)}"
        return _Finding(Verdict.REFUTED, reason, wrong, tried)
    unstable = quality.warning(claim.claimed, tried[0])
    return _Finding(Verdict.AGREES, _agree_reason(tried), tried[0], tried, (unstable,) if unstable else ())


def _agree_reason(tried: Sequence[Gap]) -> str:
    others = f" and {len(tried) - 1} further point{'s' if len(tried) > 2 else ''}" if len(tried) > 1 else ""
    proven = "proven by ball arithmetic" if certified() else "estimated; python-flint would prove it"
    closeness = f"to a relative {limit(tried):.1e}" if limit(tried) else "exactly"
    if all(g.derivative is not None and g.derivative.zero for g in tried):
        closeness = "where both are 0"
    return f"agrees at {place(tried[0])}{others}, {closeness} ({proven})"


def _on_domain(claim: Claim, given: Mapping[str, float], rng: random.Random) -> _Finding:
    """Judge a claim at points found in the common real domain, on both sides of 0."""
    looked = [gap(claim, p) for p in domain.anywhere(claim, given, rng)]
    if not any(g.outcome in (Outcome.EQUAL, Outcome.DIFFERENT) for g in looked):
        looked = [gap(claim, p) for p in domain.scanned(claim, given)]
    tried = [g for g in looked if g.outcome is Outcome.EQUAL]
    wrong = next((g for g in looked if g.outcome is Outcome.DIFFERENT), None)
    if wrong is not None:
        right = f"right at {place(tried[0])}, " if tried else ""
        return _Finding(Verdict.REFUTED, f"{right}wrong at {place(wrong)}: {values(wrong)}", wrong, (wrong, *tried))
    if not tried:
        reason = f"at none of {MAX_CANDIDATES + MAX_SCANNED} points can both be judged; give one that can with --at"
        return _Finding(Verdict.UNRESOLVED, reason, Gap(given, Outcome.SINGULAR))
    near = domain.near(claim, tried[0].at, rng)
    if near and near.outcome is Outcome.DIFFERENT:
        return _coincidence(claim, tried[0], near)
    return _agreement(claim, [tried[0], *([near] if near else []), *tried[1:]])


def _proved(claim: Claim, finding: _Finding) -> _Finding:
    if finding.verdict is not Verdict.AGREES:
        return finding
    from derivcheck.proof import prove as find_proof

    proof = find_proof(claim, agreed=[g.at for g in finding.tried if g.outcome is Outcome.EQUAL])
    if not proof.proved:
        return replace(finding, reason=f"{finding.reason}; {proof.text}")
    return replace(finding, verdict=Verdict.PROVED, reason=f"{proof.text}, {proof.domain}")


def _result(claim: Claim, f: _Finding, rng: random.Random, o: _Options) -> Check:
    refuted = f.verdict is Verdict.REFUTED
    found = diagnose(claim, _cause_points(claim, f, rng)) if refuted else None
    return Check(
        function=claim.function.text,
        claimed=claim.claimed.text,
        variables=claim.variables,
        wrt=(claim.wrt,),
        order=claim.order,
        at=dict(f.shown.at),
        verdict=f.verdict,
        reason=f.reason,
        detection_limit=_detection_limit(f),
        certified=f.shown.certified,
        reference=_reference(f.shown),
        components=_components(f),
        cause=Cause(found.kind, found.text) if found else None,
        corrected=found.corrected.text if found else None,
        law=law.of(claim, f.shown) if refuted else None,
        warnings=f.warnings,
        points=len(f.tried),
        seed=o.seed,
        versions=versions(),
        reproduce=o.reproduce,
        certificate=f.certificate,
    )


def _cause_points(claim: Claim, f: _Finding, rng: random.Random) -> list[Mapping[str, float]]:
    """Return the points at which a corrected claim must be right: where it was wrong, and where it was right."""
    fresh = [domain.near(claim, f.shown.at, rng) for _ in range(_CAUSE_POINTS)]
    return [f.shown.at, *(g.at for g in fresh if g), *(g.at for g in f.tried if g.outcome is Outcome.EQUAL)]


def _detection_limit(f: _Finding) -> float:
    if f.verdict is Verdict.PROVED:
        return 0.0
    return limit(f.tried) if f.verdict is Verdict.AGREES else math.nan


def limit(tried: Sequence[Gap]) -> float:
    """Return the smallest relative error that would have shown at every point."""
    return max(g.limit for g in tried)


def _components(f: _Finding) -> tuple[Component, ...]:
    g = f.shown
    if g.derivative is None or g.claimed is None or g.difference is None:
        return ()
    return (
        Component(
            index=(),
            claimed=float(g.claimed.value),
            reference=float(g.derivative.value),
            gap=float(g.difference.value),
            budget=float(g.difference.radius),
            verdict=f.verdict,
            at=dict(g.at),
        ),
    )


def _reference(g: Gap) -> Reference | None:
    if g.derivative is None:
        return None
    context = Precise(128).context
    value, radius = g.derivative.value, g.derivative.radius
    if abs(value) <= radius:
        return Reference("0.0", 0, context.nstr(radius, 3), g.certified)
    shown = context.nstr(value, _SHOWN_DIGITS, strip_zeros=not radius)
    off = abs(context.mpf(shown) - value) + radius
    return Reference(shown, _SHOWN_DIGITS, context.nstr(off, 3) if off else None, g.certified)


def place(g: Gap) -> str:
    """Return a point as text, such as "x = 2, a = 0.5"."""
    return ", ".join(f"{name} = {value:.10g}" for name, value in g.at.items())


def values(g: Gap) -> str:
    """Return the claim and the derivative with as many digits as tell them apart."""
    assert g.claimed is not None
    assert g.derivative is not None
    claimed, derivative = g.claimed.value, g.derivative.value
    shown = next((n for n in range(6, 60, 3) if _text(claimed, n) != _text(derivative, n)), 60)
    return f"the claim is {_text(claimed, shown)}, the derivative {_text(derivative, shown)}"


def _text(value: Any, digits: int) -> str:
    text = str(value.context.nstr(value, digits))
    return text[:-2] if text.endswith(".0") else text
