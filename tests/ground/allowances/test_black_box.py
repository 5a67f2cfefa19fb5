"""What each allowance of the black box decides: beside the honest outcome stands what another value makes of it."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from typing import Any

import mpmath
import numpy as np
import pytest
from allowance import changed
from opaque_cases import HARD, PLAIN, SPOILT, Case, noisy

from derivcheck.ground.allowances import black_box as allowances
from derivcheck.ground.allowances.record import Allowance
from derivcheck.methods.black_box import (
    adaptive,
    chebyshev_fit,
    noise_or_structure,
    opaque_difference,
    scale_search,
    slopes,
    staircase,
)
from derivcheck.methods.black_box.chebyshev_fit import Fit, Window
from derivcheck.methods.black_box.noise import noise
from derivcheck.methods.black_box.opaque import Opaque
from derivcheck.methods.black_box.plateau import plateau, slope_between
from derivcheck.methods.differences.schemes import stencil

pytestmark = pytest.mark.usefixtures("blind")

Function = Callable[[float], float]
CASES = {str(case): case for case in (*PLAIN, *HARD)}


def verdict(found: Any, truth: Any) -> str:
    """Whether an estimate declines, holds, or is wrong; what slopes tell where fits decline is another matter."""
    if not math.isfinite(found.error_bound) or found.note == slopes.NOTE:
        return "declined"
    return "holds" if abs(mpmath.mpf(found.value) - truth) <= found.error_bound else "wrong"


def judged(case: Case, spoil: Callable[[Function], Function] = lambda f: f, order: int = 1) -> str:
    return verdict(adaptive.estimate(spoil(case.f), case.x, order), case.truth(order))


def bound(name: str, order: int = 1) -> float:
    return adaptive.estimate(CASES[name].f, CASES[name].x, order).error_bound


def next_to_a_hole() -> str:
    return verdict(adaptive.estimate(lambda x: (1 - math.cos(x)) / x**2, 1e-3), mpmath.mpf("-8.333332777777798e-5"))


def difference(name: str, scheme: str, spoil: Callable[[Function], Function] = lambda f: f) -> Any:
    return opaque_difference.estimate(Opaque(spoil(CASES[name].f)), CASES[name].x, stencil(scheme))


def fitted(f: Function, window: Window) -> Fit:
    found = chebyshev_fit.fit(f, window, 1)
    assert isinstance(found, Fit)
    return found


def taken_for_noise(f: Function, window: Window) -> bool:
    return noise_or_structure.is_noise(f, fitted(f, window))


BUMP = CASES["bump 5e-05 away at 0.7"]
BENT = CASES["bent 1e-09 away at 1"]
COARSE = functools.partial(noisy, size=1e-4)


def table(x: float) -> float:
    return x + 1e-9 * math.cos(math.floor(97 * x))


def median(x: float) -> float:
    return sorted((x, 0.9, 1.1))[1]


def slowly(x: float) -> float:
    """Of slope 0 at 0, which quotients find with an error like 1/log h."""
    return x / math.log(abs(x)) if x else 0.0


def hardly(x: float) -> float:
    """Of slope 0 at 0, which quotients find with an error like 1/log(log h)."""
    return x / math.log(-math.log(abs(x))) if x else 0.0


def by_slopes(f: Function, x: float, truth: Any = 0.0) -> str:
    """What slopes alone tell from above, of an f that fits may tell more of."""
    found = slopes.coarse(f, Window(x, 0.2 * max(x, 0.5), 1))
    return "declined" if found is None else "holds" if abs(found.value - truth) <= found.error_bound else "wrong"


def wave(x: float) -> float:
    return math.sin(x) + 1e-9 * math.sin(1e7 * x)


def has_plateau(f: Function) -> bool:
    return plateau(Opaque(f), 1.0) is not None


OUTCOMES: list[tuple[Allowance[Any], float, Callable[[], Any], Any, Any]] = [
    (
        allowances.STEADY_RUN,
        2,
        lambda: by_slopes(SPOILT["rounded to 1e-6"](BENT.f), 1.0, BENT.truth()),
        "declined",
        "wrong",
    ),
    (allowances.STEADY_RATIO, 0.95, lambda: by_slopes(hardly, 0.0), "holds", "wrong"),
    (allowances.STEADY_TAIL, 0.5, lambda: by_slopes(slowly, 0.0), "holds", "wrong"),
    (allowances.PLATEAU_FALL, 2.0**-40, lambda: has_plateau(lambda x: math.sin(30 * x)), False, True),
    (allowances.PLATEAU_FALL, 2.0**4, lambda: has_plateau(table), True, False),
    (allowances.NARROWINGS, 3, lambda: slope_between(Opaque(wave), 1.0) is not None, True, False),
    (allowances.PLATEAU, 1.0, lambda: has_plateau(lambda x: x + 1e-3 * math.floor(30 * x)), False, True),
    # Fewer evaluations than one fit takes, or than finding the scale takes, leave nothing.
    (allowances.EVALUATIONS, 6, lambda: adaptive.estimate(math.sin, 1.0).note, None, "from either side"),
    (allowances.EDGE_HALVINGS, 0, lambda: staircase.on_a_step(median, Window(0.3, 0.03)), False, True),
    (allowances.EDGE_RISE, 2.0, lambda: staircase.on_a_step(math.floor, Window(0.5, 0.1)), True, False),
    (allowances.ONE_SIDE_EVALUATIONS, 2, lambda: str(adaptive.estimate(abs, 0.0).note)[:4], "bent", "f is"),
    (allowances.UNRESOLVED, 1e-4, lambda: judged(CASES["1e8+sin at 0.7"], SPOILT["random 1e-12"]), "holds", "declined"),
    # A bump is missed by the nodes, and the noise hides it from the checks.
    (allowances.OFF_BY_JUMPS, 0.01, lambda: next_to_a_hole(), "holds", "declined"),
    (allowances.OFF_FIT, 400.0, lambda: judged(BUMP, COARSE), "declined", "wrong"),
    (allowances.OFF_FIT, 4.0, lambda: judged(CASES["log at 3"]), "holds", "declined"),
    (allowances.ERROR_OF_TAIL, 0.6, lambda: judged(CASES["cos at 0"], order=2), "holds", "wrong"),
    (
        allowances.ROUNDINGS,
        6.4,
        lambda: judged(CASES["1e8+sin at 0.7"], SPOILT["rounded to 1e-6"]),
        "holds",
        "declined",
    ),
    (allowances.SCALE_RATIO, 3.2, lambda: judged(CASES["sin at 1e+09"]), "holds", "declined"),
    (allowances.SCALE_RATIO, 320.0, lambda: judged(CASES["sin at 1e+09"]), "holds", "declined"),
    (allowances.SCALES, 1, lambda: judged(CASES["1/x at 0.05"]), "holds", "declined"),
    (allowances.SETTLED, 2.0, lambda: judged(CASES["sin at 1e+09"]), "holds", "declined"),
    (allowances.SETTLED, 0.02, lambda: judged(CASES["sin(1e4x) at 1"], SPOILT["random 1e-4"]), "holds", "declined"),
    (allowances.FIT_RADIUS, 15.0, lambda: judged(CASES["tan at 1.57"]), "holds", "declined"),
    (allowances.SAME_NOISE, 1.25, lambda: judged(CASES["1/x at 0.05"], SPOILT["random 1e-12"]), "holds", "declined"),
    (allowances.FIRST_RADIUS, 1.0, lambda: judged(BUMP, COARSE), "declined", "wrong"),
    (allowances.LEAST_SCALE, 5.0, lambda: judged(BUMP, COARSE), "declined", "wrong"),
    # Waves of a hundredth of f, with five periods between the neighbours.
    (allowances.MASKED_SIZE, 0.1, lambda: noise(lambda x: 1 + math.sin(3e3 * x) / 20, 1.0) > 0.1, False, True),
]


@pytest.mark.parametrize(("record", "value", "outcome", "honest", "other"), OUTCOMES)
def test_another_value_has_another_outcome(
    record: Allowance[Any], value: float, outcome: Callable[[], Any], honest: Any, other: Any
) -> None:
    assert outcome() == honest
    with changed(record, value):
        assert outcome() == other


WIDER: list[tuple[Allowance[Any], float, Callable[[], float]]] = [
    (allowances.TARGET, 1e-8, lambda: bound("sqrt at 0.04")),
    (allowances.LEVEL, 100.0, lambda: difference("x+sin(128pi x)/(128pi) at 1", "central-2").error_bound),
    (allowances.SIGNIFICANT, 0.3, lambda: bound("1e8+sin at 0.7")),
    (allowances.FIT_RADIUS, 0.15, lambda: bound("cos(1e4x) at 0")),
    (allowances.FIRST_RADIUS, 0.01, lambda: bound("sin at 1", 2)),
    (allowances.LEAST_SCALE, 0.05, lambda: bound("cos at 0", 2)),
    (allowances.SPACING, 2.0**-42, lambda: noise(math.sin, 1e9)),
    (allowances.STENCIL_REACH, 0.025, lambda: difference("x at 1e+300", "central-4").error_bound),
    (allowances.MASKED_DISTANCE, 2.0**-7, lambda: noise(lambda x: x + math.sin(400 * x) / 400, 1.0)),
]


@pytest.mark.parametrize(("record", "value", "width"), WIDER)
def test_another_value_makes_a_bound_ten_times_wider(
    record: Allowance[Any], value: float, width: Callable[[], float]
) -> None:
    honest = width()
    with changed(record, value):
        assert width() > 9 * honest


def test_an_unresolved_wave_gives_a_wrong_bound_where_more_is_called_resolved() -> None:
    def wrong() -> int:
        return [judged(case, spoil) for case in HARD for spoil in SPOILT.values()].count("wrong")

    honest = wrong()
    with changed(allowances.UNRESOLVED, 1e-2):
        assert wrong() > honest


def test_fits_that_disagree_are_declined() -> None:
    search = adaptive._Search(Opaque(math.sin), 1.0, 1)
    right = fitted(math.sin, Window(1.0, 0.1))
    for apart, declined in ((10, False), (100, True)):
        off = apart * 2 * right.raw_error
        search.kept = [right, fitted(lambda x, off=off: math.sin(x) + off * (x - 1), Window(1.0, 0.1))]
        assert (search._answer(None).error_bound == math.inf) is declined
        with changed(allowances.DISAGREEMENT, 3.0 if apart == 10 else 300.0):
            assert (search._answer(None).error_bound == math.inf) is not declined


def test_structure_beside_the_point_is_seen_at_a_distance() -> None:
    def f(x: float) -> float:
        away = x - 1.0
        return x + 1e-3 * away * math.exp(-((away * 1e6) ** 2))

    assert verdict(adaptive.estimate(f, 1.0), 1.001) != "wrong"
    with changed(allowances.CHECK_DISTANCE, 1.7e-4):
        assert verdict(adaptive.estimate(f, 1.0), 1.001) == "wrong"


def test_a_move_is_more_than_rounding() -> None:
    def seen() -> tuple[bool, bool]:
        ripple = scale_search.find_scale(lambda x: 1 + 1e-13 * math.sin(1e3 * x), Window(0.0, 0.1), lambda: True)
        bend = scale_search.find_scale(lambda x: 1 + 1e-10 * abs(x), Window(0.0, 0.05), lambda: True)
        return ripple.radius is not None, bend.bent

    assert seen() == (False, True)
    with changed(allowances.MOVED, 2.0**-49 / 10):
        assert seen()[0]
    with changed(allowances.MOVED, 2.0**-49 * 10):
        assert seen() == (False, False)


def test_a_bend_aside_is_no_noise() -> None:
    def f(x: float) -> float:
        return x * x + 1e-4 * abs(x)

    assert not taken_for_noise(f, Window(0.0, 0.1))
    with changed(allowances.SPACING_OF_RADIUS, 1e-2):
        assert taken_for_noise(f, Window(0.0, 0.1))


def test_a_wave_is_not_mistaken_for_the_noise_between_steps() -> None:
    def f(x: float) -> float:
        return math.sin(x) + 1e-6 * math.sin(1e7 * x)

    assert not taken_for_noise(f, Window(1.0, 0.2))
    with changed(allowances.STEP_PARTS, 2.6):
        assert taken_for_noise(f, Window(1.0, 0.2))


def test_fine_structure_with_some_noise_is_structure() -> None:
    rng = np.random.default_rng(0)

    def rough(x: float) -> float:
        return math.sin(x) + 1e-10 * math.sin(1e4 * x) + 2e-12 * float(rng.uniform(-1, 1))

    assert not taken_for_noise(rough, Window(1.0, 0.1))
    with changed(allowances.SAME_NOISE, 0.0125):
        assert taken_for_noise(rough, Window(1.0, 0.1))


def test_what_is_constant_at_the_point_alone_is_no_staircase() -> None:
    def f(x: float) -> float:
        return float(max(abs(x - 1) - 0.02, 0) ** 3 + (x > 1.02) * (x - 1.02))

    assert not taken_for_noise(f, Window(1.0, 0.1))
    with changed(allowances.STEPS_ELSEWHERE, 0.093):
        assert taken_for_noise(f, Window(1.0, 0.1))


def test_small_steps_are_steps() -> None:
    def f(x: float) -> float:
        return 1 + 1e-14 * math.floor(x)

    assert staircase.on_a_step(f, Window(-3.0, 0.3))
    with changed(allowances.CLEAR_MOVE, 2.0**-43 * 10):
        assert not staircase.on_a_step(f, Window(-3.0, 0.3))


def test_a_derivative_may_be_larger_between_the_places() -> None:
    assert all(verdict(difference(str(case), "forward-1"), case.truth()) == "holds" for case in PLAIN)
    with changed(allowances.BETWEEN_PLACES, 0.2):
        assert any(verdict(difference(str(case), "forward-1"), case.truth()) != "holds" for case in PLAIN)


def test_the_tail_bounds_noise_that_neighbours_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opaque_difference, "noise", lambda f, x: 0.0)
    spoils = [functools.partial(noisy, size=1e-8, seed=seed) for seed in range(10)]

    def outcomes() -> list[str]:
        return [verdict(difference("sin at 1", "central-2", spoil), CASES["sin at 1"].truth()) for spoil in spoils]

    assert "wrong" not in outcomes()
    with changed(allowances.NOISE_OF_TAIL, 0.6):
        assert "wrong" in outcomes() or "declined" in outcomes()


def test_noise_covers_one_value_of_it() -> None:
    def covered() -> bool:
        rng = np.random.default_rng(0)
        errors = [1e-12 * float(rng.uniform(-1, 1)) for _ in range(1000)]
        return max(map(abs, errors)) <= min(noise(noisy(math.exp, 1e-12, seed), 0.0) for seed in range(20))

    assert covered()
    with changed(allowances.NOISE_OF_SCATTER, 1.0):
        assert not covered()


def test_the_least_noise_covers_an_error_that_all_neighbours_share() -> None:
    error = abs(mpmath.mpf(0.1 + 0.2) - mpmath.mpf(3) / 10)
    assert error <= noise(lambda x: 0.1 + 0.2, 1.0)
    with changed(allowances.LEAST_NOISE, 0.4):
        assert error > noise(lambda x: 0.1 + 0.2, 1.0)
