"""What each allowance of gradients decides: beside the honest outcome stands what another value makes of it."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import mpmath
import numpy as np
import pytest
from allowance import changed
from roundings import rounded

import derivcheck as dc
from derivcheck.autodiff.composites.complex_numbers import real_if_close
from derivcheck.gradients import causes, float_program, gap_law, high_precision, single, witnesses
from derivcheck.gradients.blind_runs import blind
from derivcheck.gradients.directions import draw, miss_probability
from derivcheck.gradients.factors import factor_text
from derivcheck.gradients.localise import localise
from derivcheck.gradients.own_loops import OwnLoops
from derivcheck.gradients.rounding import measured
from derivcheck.gradients.subject import Subject
from derivcheck.gradients.verdicts import ArrayGap
from derivcheck.ground.allowances import gradients as allowances
from derivcheck.ground.allowances.record import Allowance
from derivcheck.ground.errors import UnsupportedOperation

pytestmark = pytest.mark.usefixtures("blind")

Function = Callable[[Any], Any]
UNIT = 2.0**-53
RNG = np.random.default_rng(3)
FAR = RNG.uniform(6, 8, 200)
MANY = RNG.normal(size=1000)
MATRIX = RNG.normal(size=(20, 3))
POINTS = [RNG.normal(size=5) for _ in range(3)]


def series(x: Any) -> Any:
    """The exponential of -x from its power series, which cancels, in the format of x."""
    total = term = np.ones_like(x)
    for k in range(1, 60):
        term = -term * x / k
        total = total + term
    return total


def uncovered(f: Function, x: Any, truth: Any) -> int:
    value = f(x)
    return int(np.sum(np.abs(value - truth) > measured(f, x, value, np.random.default_rng(0))))


def uncovered_noise() -> int:
    """At how many points the noise of code that takes only float64 is larger than what is measured."""
    truth = np.array([float(mpmath.exp(-mpmath.mpf(x))) for x in FAR.tolist()])
    return uncovered(lambda x: series(np.asarray(x, dtype=np.float64)), FAR, truth)


def uncovered_offset() -> int:
    """The same of an error that neighbours share, where a longer format shows it."""
    return uncovered(lambda x: (x + x.dtype.type(1e4)) - x.dtype.type(1e4), FAR, FAR)


def uncovered_in_longer_format() -> int:
    found = witnesses.sharpened(series, FAR, np.random.default_rng(0))
    off = np.abs(found.value - np.array([float(mpmath.exp(-mpmath.mpf(x))) for x in FAR.tolist()]))
    return int(np.sum(off > found.bound + UNIT * np.abs(found.value)))


def of_array(units: float) -> str:
    """The verdict on an array that is off by so many unit roundoffs."""
    x = np.linspace(0.1, 3, 40)
    claim = np.exp(x) * (1 + units * UNIT * np.tile([-1, 1], 20))
    return dc.check_gradient(lambda x: np.sum(np.exp(x)), claim, x).verdict.value


def sampled_noise() -> bool:
    """Whether the noise of a Gram matrix is seen."""
    found = float_program.sampled(
        lambda s: (MATRIX * s).T @ (MATRIX * s), np.ones(3), MATRIX.T @ MATRIX, 2, np.random.default_rng(0)
    )
    return bool(np.all(found > 0))


def looks_single(numbers: list[float]) -> bool:
    return single.looks_single(np.array(numbers).astype(np.float32).astype(float))


def cast(x: Any) -> Any:
    return np.cos(x.astype(np.float32).astype(float))


def flat_in_three(x: Any) -> Any:
    return np.where(np.arange(x.size) < 3, cast(x), np.cos(x))


def taken_for_cast(f: Function) -> bool:
    x = 100 * MANY
    return bool(np.any(single.single_noise(f, x, f(x), False, np.random.default_rng(1))))


def missed() -> bool:
    """Whether an error of eight budgets is missed by all directions in one of 500 trials."""
    rng, error = np.random.default_rng(0), np.array([1.0, -1.0, 0.5])
    return any(bool(np.all(np.abs(draw(error, rng) @ error) <= 1 / 8)) for _ in range(500))


def localised(places: list[int]) -> tuple[int, int]:
    """How many wrong components are found, and in how many runs."""
    error, runs = np.zeros(20_000), [0]
    error[places] = 1

    def residual(v: Any) -> tuple[Any, Any]:
        runs[0] += 1
        return v @ error, np.full(len(v), 1e-12)

    return len(localise(residual, np.ones(20_000))), runs[0]


def sines(x: Any) -> float:
    return math.fsum(map(math.sin, x.tolist()))


def limit_of_opaque() -> float:
    return dc.check_gradient(sines, np.cos, MANY).detection_limit


def runs_of_opaque(claim: Function) -> int:
    """How often opaque code is run for a claim."""
    runs = [0]

    def counted(x: Any) -> float:
        runs[0] += 1
        return sines(x)

    dc.check_gradient(counted, claim, MANY)
    return runs[0]


def one_by_one(kind: str, size: int) -> bool:
    """Whether the elements of a derivative are looked at one by one."""
    x = MANY[:size]
    if kind == "hessian":
        return bool(dc.check_hessian(lambda x: np.sum(np.sin(x)), lambda x: np.diag(-np.sin(x)), x).components)
    return bool(dc.check_jacobian(np.sin, lambda x: np.diag(np.cos(x)), x).components)


def combined(kind: str, size: int) -> bool:
    """Whether random directions speak for all elements of a derivative of opaque code."""
    if kind == "hessian":
        found = dc.check_hessian(sines, lambda x: np.diag(-np.sin(x)), MANY[:size])
    else:
        found = dc.check_jacobian(lambda x: np.array([sines(x)]), lambda x: np.cos(x)[np.newaxis], MANY[:size])
    return not found.components


def columns_named() -> int:
    """In how many columns of a large matrix the wrong elements are named, of nine."""

    def wrong(x: Any) -> Any:
        found = np.diag(np.cos(x))
        found[0, 1:10] = 1
        return found

    return len(dc.check_jacobian(np.sin, wrong, MANY[:600]).components)


def cancelling(x: Any) -> Any:
    return np.sum((1 - np.cos(x)) / x**2)


def sharp() -> bool:
    x = 1e-4 * FAR[:5]
    found = witnesses.first_witness(Subject(cancelling), x, "gradient", np.random.default_rng(0))
    assert found is not None
    return bool(np.all(found.bound < 1e-12 * np.abs(found.value)))


def precise(f: Function, size: int, scale: float = 1.0, literal: Function | None = None) -> bool:
    """Whether the value of code is known to half of a float's digits from a run in high precision."""
    try:
        found = high_precision.value(f, scale * MANY[:size], literal)
    except dc.UnsupportedOperation:
        return False
    return bool(found.bound <= 2.0**-26 * abs(found.value))


def loop(x: Any) -> Any:
    """A sum that stays near 1 in a loop in which intervals grow threefold in each step."""
    for _ in range(400):
        x = x - 0.7 * x + 0.7 * x + 0.1 * (1 - x)
    return np.sum(x)


def granted_in_a_loop() -> bool:
    """Whether a float64 program is granted no more than its rounding, where running bounds grow in a loop."""
    found = witnesses.first_witness(Subject(loop), FAR[:5], "gradient", np.random.default_rng(0))
    assert found is not None
    return bool(np.all(found.plain < 1e-6 * np.abs(found.value)))


def witness_in_a_loop() -> str:
    """Who judges a slope that is far below the rounding of f, so that its values do not move."""
    found = witnesses.first_witness(Subject(loop), FAR[:5], "gradient", np.random.default_rng(0))
    return "" if found is None else found.witness


def cause(claim: Function, noise: float = 0.0) -> str:
    tried = [ArrayGap(x, claim(x), np.exp(x), np.full(5, noise), np.full(5, noise)) for x in POINTS]
    found = causes.find(tried, "x")
    return found.kind if found else "none"


def times(factor: float, off: float) -> Function:
    return lambda x: factor * np.exp(x) * (1 + off * np.sign(np.sin(1e3 * x)))


def law(excess: float) -> str:
    found = gap_law.of(Subject(lambda x: np.sum(np.exp(x))), np.array([0.3]), (0,), math.exp(0.3) + excess)
    return found[:4] if found else "none"


def of_opaque(f: Callable[[float], float], claim: float) -> str:
    return dc.check_gradient(lambda x: f(float(x[0])), np.array([claim]), np.array([0.3])).verdict.value


def wave(x: float) -> float:
    return math.sin(30 * x)


def of_solver() -> str:
    """The verdict on the slope of what a solver with a tolerance returns, which an estimate hardly knows."""
    from scipy.integrate import odeint

    def claim(p: Any) -> Any:
        (k, c), e = p, np.exp(-p[0])
        return np.array([-e + c * e / k - c / k**2 * (1 - e), (1 - e) / k])

    solved = functools.partial(odeint, y0=1.0, t=[0.0, 1.0])
    f = lambda p: float(solved(lambda y, t: -p[0] * y + p[1])[-1, 0])  # noqa: E731
    with changed(allowances.TIGHTENED_SECONDS, 0.0):  # beside tighter tolerances it would be known
        return dc.check_gradient(f, claim, np.array([0.7, 0.4])).verdict.value


def unseen(part: float) -> bool:
    """Whether a run is taken to be blind that gives a part of the slope."""
    return blind(np.sin, np.float64(0.3), part * np.cos(0.3), 1, np.random.default_rng(0))


OUTCOMES: list[tuple[Allowance[Any], float, Callable[[], Any], Any, Any]] = [
    (allowances.SAFETY, 0.8, lambda: uncovered_noise() > 0, False, True),
    (allowances.NEIGHBOURS, 1, lambda: uncovered_noise() > 0, False, True),
    (allowances.NEIGHBOUR_UNITS, 1, lambda: uncovered_noise() > 0, False, True),
    (allowances.LONGER_RUN, 0.2, lambda: uncovered_offset() > 0, False, True),
    (allowances.LONGER_GAIN, 2.0**-8 / 64, lambda: uncovered_in_longer_format() > 0, False, True),
    (allowances.VALUE_UNITS, 0.4, lambda: of_array(6), "agrees", "refuted"),
    (allowances.VALUE_UNITS, 40.0, lambda: of_array(20), "refuted", "agrees"),
    (allowances.SAMPLES, 1, sampled_noise, True, False),
    (allowances.SINGLE_BITS, 1, lambda: looks_single([0.375, 0.625, 0.875]), False, True),
    (allowances.SINGLE_BITS, 24, lambda: looks_single([0.1, 0.7, 1.3]), True, False),
    (allowances.BETWEEN_SINGLES, 2.0**-22, lambda: taken_for_cast(cast), True, False),
    (allowances.BETWEEN_SINGLES, 2.0**-55, lambda: taken_for_cast(np.cos), False, True),
    (allowances.BY_CHANCE, 2.0**-12, lambda: taken_for_cast(flat_in_three), False, True),
    (allowances.DIRECTIONS, 1, missed, False, True),
    (allowances.MARGIN, 0.8, lambda: miss_probability() < 1e-9, True, False),
    (allowances.FOUND, 1, lambda: localised(list(range(20_000)))[0], 16, 1),
    (allowances.FOUND, 160, lambda: localised(list(range(20_000)))[1] < 100, True, False),
    (allowances.PARTS, 2, lambda: localised([3, 4])[1] < 12, True, False),
    (allowances.COLUMNS, 51, lambda: one_by_one("jacobian", 60), True, False),
    (allowances.HESSIAN_COLUMNS, 3, lambda: one_by_one("hessian", 20), True, False),
    (allowances.LINES, 1, columns_named, 4, 1),
    (allowances.LINES, 40, columns_named, 4, 9),
    (allowances.ESTIMATED_ELEMENTS, 12, lambda: combined("jacobian", 20), False, True),
    (allowances.ESTIMATED_ELEMENTS, 1280, lambda: combined("jacobian", 150), True, False),
    (allowances.ESTIMATED_VARIABLES, 1, lambda: combined("hessian", 3), False, True),
    (allowances.ESTIMATED_VARIABLES, 120, lambda: combined("hessian", 13), True, False),
    (allowances.BITS, 19, lambda: precise(cancelling, 3, 1e-4, lambda constant: 0.0), True, False),
    (allowances.PRECISE_ELEMENTS, 51, lambda: precise(np.sum, 60), True, False),
    (allowances.PRECISE_ELEMENTS, 5120, lambda: precise(np.sum, 600), False, True),
    (allowances.MOST_BITS, 200, lambda: precise(loop, 3), True, False),
    (allowances.PRECISE_OPERATIONS, 10, lambda: precise(lambda x: np.sum(x**2 + x), 60), True, False),
    (allowances.WIDENED, 1e200, granted_in_a_loop, True, False),
    (allowances.SHARP, 1e9, sharp, True, False),
    # The claim is nothing but its noise, and times 10^12 as uncertain as large.
    (allowances.MENDED_GROWTH, 2.0**60, lambda: cause(times(1e-12, 0.3), 1e-12), "none", "factor"),
    (allowances.MENDED_GROWTH, 1.0, lambda: cause(times(1e-5, 1e-11), 1e-16), "factor", "none"),
    (allowances.MENDED_UNITS, 0.8, lambda: cause(times(0.37, 12 * UNIT)), "factor", "none"),
    (allowances.MENDED_UNITS, 80.0, lambda: cause(times(0.37, 60 * UNIT)), "none", "factor"),
    (allowances.PERMUTED, 4, lambda: cause(lambda x: np.exp(x)[[2, 0, 1, 4, 3]]), "permuted", "none"),
    (allowances.SIMPLE, 2.0**-44, lambda: "pi" in factor_text(math.pi * (1 + 5e-13), 5), True, False),
    (allowances.SIMPLE, 2.0**-37, lambda: "pi" in factor_text(math.pi * (1 + 3e-12), 5), False, True),
    (allowances.FLAT_STEPS, 1, lambda: law(0.0), "none", "flat"),
    (allowances.FLAT_STEPS, 14, lambda: law(1e-8), "flat", "none"),
    (allowances.FLAT_CHANGE, 1 / 160, lambda: law(1e-8), "flat", "none"),
    (allowances.FAR_OFF, 2.0, lambda: unseen(0.0), True, False),
    (allowances.FAR_OFF, 1e-9, lambda: unseen(0.99), False, True),
    (allowances.DIFFERENCE_ROUNDING, 0.0, witness_in_a_loop, "reverse sweep", "adaptive estimate"),
    (allowances.ROUGH, 1.0, of_solver, "agrees", "unresolved"),
    # Steps that do not resolve the wave, and steps at which rounding hides the gap.
    (allowances.SECOND_STEP, 2.0**-6, lambda: of_opaque(wave, 30 * math.cos(9) * (1 + 1e-4)), "refuted", "unresolved"),
    (
        allowances.SECOND_STEP,
        2.0**-20,
        lambda: of_opaque(math.exp, math.exp(0.3) * (1 + 1e-9)),
        "refuted",
        "unresolved",
    ),
]


@functools.cache
def honestly(found: Callable[[], Any]) -> Any:
    """What is found with all allowances as they are: once, of what several rows ask."""
    return found()


@pytest.mark.parametrize(("record", "value", "found", "honest", "other"), OUTCOMES)
def test_another_value_has_another_outcome(
    record: Allowance[Any], value: float, found: Callable[[], Any], honest: Any, other: Any
) -> None:
    assert honestly(found) == honest
    with changed(record, value):
        assert found() == other


def test_neighbours_that_are_farther_away_widen_the_bound_of_smooth_code() -> None:
    def bound() -> float:
        return float(np.max(measured(np.sin, 1e3 * FAR, np.sin(1e3 * FAR), np.random.default_rng(0))))

    honest = bound()
    with changed(allowances.NEIGHBOUR_UNITS, 40):
        assert bound() > 5 * honest


def test_the_limit_along_directions_is_as_many_budgets() -> None:
    honest = limit_of_opaque()
    with changed(allowances.MARGIN, 80.0):
        assert limit_of_opaque() == rounded(10 * honest, 4)


def test_directions_cost_runs() -> None:
    def claim(x: Any) -> Any:
        return 2 * np.cos(x)

    honest = runs_of_opaque(claim)
    for record, value in ((allowances.FIRST_DIRECTIONS, 10), (allowances.FRESH_DIRECTIONS, 20)):
        with changed(record, value):
            assert runs_of_opaque(claim) > honest


def test_noisy_factors_have_names_only_where_chance_has_none() -> None:
    from derivcheck.gradients.factors import factor_text

    noisy = 0.5 * (1 + 2e-4), 5e-4
    assert factor_text(noisy[0], 1, noisy[1]).endswith("times 1/2")
    with changed(allowances.SLACK, 1e-5):
        assert factor_text(noisy[0], 1, noisy[1]).endswith("times 0.5001")
    single = 3**0.5 * (1 + 1e-7), 5e-7
    assert factor_text(single[0], 1, single[1]).endswith("times sqrt(3)")
    with changed(allowances.NAMED_SLACK, 5e-8):
        assert factor_text(single[0], 1, single[1]).endswith("times 1.732051")
    with changed(allowances.NAMED_SLACK, 1.0):
        assert "0.1234567" not in factor_text(0.1234567, 1, 1e-3)


def test_a_map_of_many_components_costs_runs() -> None:
    with changed(allowances.MAPPED_COMPONENTS, 2), pytest.raises(dc.InputError, match="3 components, and a map has 2"):
        dc.error_map(np.sum, np.ones(3))
    assert dc.error_map(np.sum, np.ones(3)).reference.tolist() == [1, 1, 1]


def cause_of(claimed: Function) -> str:
    check = dc.check_gradient(lambda x: np.sum(np.exp(x)), claimed, np.array([0.3, -1.2, 0.7]))
    return "" if check.cause is None else str(check.cause.kind)


def test_differences_are_told_from_factors_near_them() -> None:
    """Each forward difference of exp is its derivative times one factor."""

    def forward(x: Any) -> Any:
        value, found = np.sum(np.exp(x)), []
        for i in range(len(x)):
            found.append((np.sum(np.exp(x + 1e-3 * np.eye(len(x))[i])) - value) / 1e-3)
        return np.array(found)

    assert cause_of(forward) == "finite-difference"
    with changed(allowances.DIFFERENCE_GAP, 0.0):
        assert cause_of(forward) == "factor"


def of_rows(z: Any) -> Any:
    return np.sum(np.exp(z.reshape(4, 4)) ** 2, axis=0) @ np.arange(1.0, 5.0)


def of_columns(z: Any) -> Any:
    return np.ravel(2 * np.exp(z.reshape(4, 4)) ** 2 / np.arange(1.0, 5.0))


@pytest.mark.parametrize(
    ("record", "value"),
    [
        *((allowances.EDITS, 0), (allowances.EDITED_ELEMENTS, 15)),
        *((allowances.EDITED_DATA, 16 * 16 - 1), (allowances.EDITED_GAP, 0.0)),
    ],
)
def test_beyond_the_limits_of_edits_there_is_no_cause(record: Allowance[float], value: float) -> None:
    x = np.linspace(-1, 1, 16)
    cause = dc.check_gradient(of_rows, of_columns, x).cause
    assert cause is not None
    assert "of_columns" not in cause.text
    assert f"of {Path(__file__).name}" in cause.text
    with changed(record, value):
        assert dc.check_gradient(of_rows, of_columns, x).cause is None


def of_branches(x: Any) -> Any:
    """A wrong claim that is never done once `few` is taken for `many`."""

    def doubled(n: int) -> float:
        return 1.0 if n < 1 else doubled(n - 1) + doubled(n - 1)

    few, many = 3, 60
    return np.exp(np.sin(3 * x)) * doubled(few) + 0 * many


@pytest.mark.parametrize("record", [allowances.EDITED_SECONDS, allowances.EDITED_WAIT])
def test_edited_code_ends_at_a_limit_of_time(record: Allowance[float]) -> None:
    with changed(allowances.EDITED_SECONDS, 1e9), changed(allowances.EDITED_WAIT, 1e9), changed(record, 0.2):
        assert dc.check_gradient(lambda x: np.sum(x**2 + np.sin(x)), of_branches, np.linspace(1, 2, 4)).cause is None


def of_newton(a: Any, spins: int = 0) -> Any:
    u, d = 1.0, 1.0
    for _ in range(spins):
        pass
    while abs(d) > 1e-2:
        d = (u * u - a) / (2 * u)
        u = u - d
    return u


def root_slope(a: float) -> float:
    return 0.5 / math.sqrt(a)


def test_a_comparison_with_a_larger_number_is_of_no_tolerance() -> None:
    check = dc.check_derivative(of_newton, root_slope, 2.0)
    assert check.verdict is dc.Verdict.AGREES
    assert check.detection_limit < 1e-10
    with changed(allowances.TOLERANCE, 1e-3):
        assert dc.check_derivative(of_newton, root_slope, 2.0).verdict is dc.Verdict.REFUTED


def test_a_loop_that_takes_long_is_held_to_have_no_end() -> None:
    loops = OwnLoops(functools.partial(of_newton, spins=5_000_000), 0)
    assert loops.read(2.0) == 1e-2
    with changed(allowances.LOOP_SECONDS, 0.0):
        assert loops.read(2.0) == 0.0


def test_where_smaller_tolerances_take_long_a_claim_is_judged_to_the_tolerance_itself() -> None:
    def f(a: Any) -> Any:
        return of_newton(a, 200_000)

    assert dc.check_gradient(f, root_slope, 2.0).detection_limit < 1e-10
    with changed(allowances.TIGHTENED_SECONDS, 0.0):
        assert dc.check_gradient(f, root_slope, 2.0).verdict is dc.Verdict.UNRESOLVED


def test_a_loss_of_half_of_the_digits_is_told() -> None:
    def warnings() -> str:
        return str(
            dc.check_gradient(lambda x: np.sum(x - np.sin(x)), lambda x: 1 - np.cos(x), np.array([1e-5])).warnings
        )

    assert "of 16 digits" in warnings()
    with changed(allowances.HALF_THE_DIGITS, 1e-3):
        assert "of 16 digits" not in warnings()


def test_small_imaginary_parts_are_left_to_rounding() -> None:
    small, large = np.array([1 + 1e-9j]), np.array([1 + 1e-7j])
    with pytest.raises(UnsupportedOperation, match="hangs on rounding"):
        real_if_close(small)
    assert real_if_close(large) is large
    with changed(allowances.IMAGINARY, 1e-10):
        assert real_if_close(small) is small
