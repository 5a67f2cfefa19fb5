"""What a command line asks to be computed: comparisons, or verdicts on claims, one a point."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from derivcheck.cli.callable_jobs import comparing, jobs
from derivcheck.cli.parse_values import NAMELESS, bind, parse_interval, parse_point
from derivcheck.code.load_callable import names_callable, refuse_bare_file
from derivcheck.ground.errors import DerivcheckError, DomainError, InputError
from derivcheck.report.wording import point

# What computes is imported where it runs: --help and --version need neither SymPy nor NumPy.
if TYPE_CHECKING:
    from derivcheck.results import Check, Checks, Comparison, Comparisons
    from derivcheck.results.traced import Judged, Traced

Point = dict[str, float]


def compute(
    formula: str, options: Namespace, command: str, failures: list[DerivcheckError]
) -> Iterator[Judged | Traced]:
    """Yield a result for each point; what fails at one is kept in `failures`, and the others go on.

    Raises
    ------
    DerivcheckError
        The input cannot be used at all.
    """
    if names_callable(formula):
        yield from _of_callable(formula, options, command, failures)
        return
    if given := [name for name in ("along", "component", "entry") if getattr(options, name) is not None]:
        raise InputError(f"--{given[0]} is for a function of Python; of a formula name a variable with --wrt")
    claims = [claim.strip() for claim in options.claim or ()]
    for text in (formula, *claims):
        refuse_bare_file(text)
    points, wrt = _bind_points(formula, claims, options)
    # Imported and checked here, once the input is known to be usable.
    one = _check_job(formula, claims, wrt, options, command) if claims else _compare_job(formula, wrt, options, command)
    for at in points:
        with collecting(failures), _located(formula, at):
            result = one(at)
            yield _traced(result, formula, at, wrt, options, failures) if options.trace or options.dot else result


def _of_callable(
    target: str, options: Namespace, command: str, failures: list[DerivcheckError]
) -> Iterator[Judged | Traced]:
    for job in jobs(target, options, command):
        with collecting(failures):
            yield job()


def _traced(
    result: Judged,
    formula: str,
    at: Point,
    wrt: Sequence[str],
    options: Namespace,
    failures: list[DerivcheckError],
) -> Judged | Traced:
    """Return a result with the trace of the formula's run; without it where there is none."""
    from derivcheck.autodiff.reverse.record import trace
    from derivcheck.results.traced import Traced

    with collecting(failures):
        return Traced(result, trace(formula, at, wrt=wrt, dtype=options.dtype), listed=options.trace)
    return result


def _compare_job(
    formula: str, wrt: Sequence[str], options: Namespace, command: str
) -> Callable[[Point], Comparison | Comparisons]:
    from derivcheck.testing.compare import compare

    chosen = comparing(options)
    return lambda at: compare(formula, at, wrt=wrt[0] if len(wrt) == 1 else tuple(wrt), reproduce=command, **chosen)


def _check_job(
    formula: str, claims: Sequence[str], wrt: Sequence[str], options: Namespace, command: str
) -> Callable[[Point], Check | Checks]:
    from derivcheck.testing.check import check_derivative

    single = len(wrt) == 1 and len(claims) == 1
    over = None if options.over is None else _interval(options.over[0], wrt)
    return lambda at: check_derivative(
        formula,
        claims[0] if single else claims,
        at or None,
        wrt=wrt[0] if single else tuple(wrt),
        order=options.order,
        seed=options.seed,
        prove=not options.no_proof,
        over=over,
        domain=options.domain,
        exact=options.exact_decimals,
        reproduce=command,
    )


def _interval(text: str, wrt: Sequence[str]) -> tuple[float, float]:
    name, ends = parse_interval(text)
    if name and [name] != list(wrt):
        raise InputError(f"--over {text.strip()!r}: the variable is {', '.join(wrt)}; for another give --domain")
    return ends


def _bind_points(formula: str, claims: Sequence[str], options: Namespace) -> tuple[list[Point], list[str]]:
    """Return the points, each with a value a variable, and the variables to differentiate by."""
    from derivcheck.arithmetic.domains import read_domain
    from derivcheck.formula.arguments import check_claim_names
    from derivcheck.formula.parser import parse

    chosen = _names(options.wrt)
    given = [parse_point(text) for text in options.at]
    # A name that has a value is a variable, even one that is also a constant's name.
    named = {*chosen, *(name for values in given for name in values), *read_domain(options.domain).names} - {NAMELESS}
    of_function = parse(formula, sorted(named))
    chosen = chosen or list(of_function.declared)
    # A name that f does not have is a product of those that it has, as 2xy is.
    of_claims = [parse(text, sorted(named.union(of_function.variables))) for text in claims]
    for claim in of_claims:
        check_claim_names(of_function, claim, named)
    # Asked last: what the formula means comes before where it is taken.
    if not claims and not given:
        raise InputError("a point is missing; give --at 0.5, or --at x=0.5,a=2")
    variables = sorted({name for one in (of_function, *of_claims) for name in one.variables})
    points = [bind(values, variables, chosen, partial=bool(options.claim)) for values in given] or [{}]
    # Of a claim whose parameters have values, what has none is the variable.
    open_names = [name for name in variables if name not in points[0]]
    names = [*dict.fromkeys([*points[0], *variables])] or ["x"]
    known = open_names if len(open_names) == 1 and options.claim else names
    if not chosen and len(known) > 1:
        raise InputError(f"which variable? give --wrt {known[0]}, or --wrt {','.join(known)} for each")
    return points, chosen or known


def _names(wrt: str | None) -> list[str]:
    names = [] if wrt is None else [name.strip() for name in wrt.split(",")]
    for i, name in enumerate(names):
        if not name.isidentifier() or name in names[:i]:
            fault = "is there twice" if name in names[:i] else "is not a name"
            raise InputError(f"--wrt {str(wrt).strip()!r}: {name!r} {fault}; write x, or x,y")
    return names


@contextmanager
def collecting(failures: list[DerivcheckError]) -> Iterator[None]:
    """Keep what goes wrong, so that what else was computed is still shown."""
    try:
        yield
    except DerivcheckError as error:
        failures.append(error)


@contextmanager
def _located(formula: str, at: Mapping[str, float]) -> Iterator[None]:
    """Say at which of the points f has no value or no derivative."""
    try:
        yield
    except DomainError as error:
        raise DomainError(f"no derivative at {point(at)}: {error}{_limit(formula, at)}") from error


def _limit(formula: str, at: Mapping[str, float]) -> str:
    """Say which limit f and its slope have where f itself has no value, as sin(x)/x at 0."""
    from derivcheck.autodiff.forward.series_run import limit

    found = None if len(at) != 1 else limit(formula, *at.values())
    return "" if found is None else f"; f has the limit {found[0]:.6g} and the slope {found[1]:.6g} there (dc.taylor)"
