"""The examples tell true stories: every figure of the documents that they come from, to its last digit."""

from __future__ import annotations

import contextlib
import functools
import importlib
import io
import math
import re
import runpy
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from roundings import rounded

from derivcheck import Verdict

EXAMPLES = Path(__file__).parent.parent / "examples"
GALLERY = (EXAMPLES / "README.md").read_text("utf-8")
# What the scripts share, and a model for the command line to check.
OTHERS = {"story", "logistic"}
# What an example is about, beside derivcheck: from the extra `wild`, without which its tests are skipped.
NEEDS = {"in_the_wild": ("sklearn", "statsmodels")}

NAMES = sorted(path.stem for path in EXAMPLES.glob("*.py") if path.stem not in OTHERS)
# The other one takes longer than all of these, so that `test_in_the_wild` alone runs it.
QUICK = [name for name in NAMES if name not in NEEDS]

# An expected figure with the digits of the document; a tuple of text is several numbers.
FIGURES: list[tuple[str, str, str, Any]] = [
    ("A1", "difference_quotients", "slopes/forward-1", "1.0"),
    ("A1", "difference_quotients", "slopes/backward-1", "1.0"),
    ("A1", "difference_quotients", "slopes/central-2", "2.0"),
    ("A2", "last_digits", "programs/0", "0.1999999999990898"),
    ("A2", "last_digits", "programs/1", "0.2999999999986347"),
    ("A3", "last_digits", "programs/2", "3.9999999999995595"),
    ("A4", "partial_derivatives", "partials/0/estimate", "6.00000000000378"),
    ("A4", "partial_derivatives", "partials/1/estimate", "7.999999999999119"),
    ("A5", "partial_derivatives", "gradients/0", ("6.0000000", "8.0000000")),
    ("A5", "partial_derivatives", "gradients/1", ("0.0000000", "4.0000000")),
    ("A5", "partial_derivatives", "gradients/2", ("6.0000000", "0.0000000")),
    ("A6", "partial_derivatives", "forward gradient", ("2.00001",) * 3),
    ("A8", "difference_quotients", "gaps", ("10",) * 20),
    ("B1", "symbolic_and_automatic", "square", ("25", "10")),
    ("B1", "symbolic_and_automatic", "logistic", ("0.5", "0.25")),
    ("B1", "symbolic_and_automatic", "gradient", ("4", "1")),
    ("B2", "elementary_steps", "trace/derivative", "2.66566172940702"),
    ("B4", "sine_by_a_loop", "loop/0.0001", ("0.7071064695751781", "0.7071032148228457")),
    ("C1", "bowl", "ends/0.1", ("-6.11110793e-10", "8.14814391e-10")),
    ("C1", "bowl", "ends/10.0", ("-2.58983747e13", "-1.29524862e12")),
    ("C1", "bowl", "ends/1e-10", ("-2.99999994", "3.99999992")),
    ("C2", "learning_rates", "paths/1.0/-1", ("-1", "1")),
    ("C3", "learning_rates", "remark", ("581", "607")),  # from starts that were chosen for these counts
    ("C4", "rosenbrock", "path/1", ("0.002", "1.6")),
    ("C4", "rosenbrock", "path/2", ("0.0052759968", "1.2800008")),
    ("C4", "rosenbrock", "path/3", ("0.009966698110960038", "1.0240062072284468")),
    ("C4", "rosenbrock", "path/4", ("0.01602875299014943", "0.8192248327970044")),
    ("C4", "rosenbrock", "path/-1", ("1.0000000", "1.0000000")),
    ("C4", "rosenbrock", "newton/6", ("1.000000000000", "1.000000000000")),
    ("C5", "newton", "path/1", "1.4545454545454546"),
    ("C5", "newton", "path/2", "1.1510467893775467"),
    ("C5", "newton", "path/3", "1.0253259289766978"),
    ("C5", "newton", "path/4", "1.0009084519430513"),
    ("C5", "newton", "path/5", "1.0000012353089454"),
    ("C5", "newton", "path/6", "1.000000000002289"),
    ("C5", "newton", "path/7", "1.0"),
    ("C6", "step_sizes", "ends/Σv² from [10, 20, 4, 5]", ("0.00000",) * 4),
    ("C6", "step_sizes", "ends/Σv² from [10, 20, 4, 5, 0, 1]", ("0.00000",) * 6),
    ("C6", "step_sizes", "ends/(v0-3)² + (v1-2)² from [5000, 50]", ("3.00000", "2.00000")),
    ("C6", "step_sizes", "ends/Σ(x-c)² from [0, 0, 0, 0]", ("7.00000", "70.00000", "7.00000", "4.00000")),
    ("C6", "step_sizes", "ends/-density from [1]", ("1",)),
    ("C6", "step_sizes", "ends/-density from [3]", ("1.00000",)),
    ("C6", "step_sizes", "ends/-density from [-2]", ("1.00000",)),
]


@contextlib.contextmanager
def thinned(example: Any) -> Iterator[Any]:
    """Leave rows out of an example that has hundreds: all those with a note stay, and of the others every fourth one.

    All of them are judged by ``python -m pytest tests/benchmarks/test_in_the_wild_whole.py``.
    """
    tables = getattr(example, "tables", None)
    if tables is None:
        yield example
        return

    def fewer() -> dict[str, list[Any]]:
        return {name: [row for i, row in enumerate(rows) if row.note or i % 4 == 0] for name, rows in tables().items()}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(example, "tables", fewer)
        yield example


@functools.cache
def told(name: str) -> tuple[dict[str, Any], str, Path]:
    """Run an example once: its figures, what it prints, and the folder of its pictures."""
    for module in NEEDS.get(name, ()):
        pytest.importorskip(module)
    out, printed = Path(tempfile.mkdtemp(prefix="derivcheck-")), io.StringIO()
    sys.path.insert(0, str(EXAMPLES))
    try:
        with contextlib.redirect_stdout(printed), thinned(importlib.import_module(name)) as example:
            figures = example.tell(out)
    finally:
        sys.path.remove(str(EXAMPLES))
    return figures, printed.getvalue(), out


def figure(name: str, path: str) -> Any:
    """Follow a path such as "path/-1" into the figures of an example."""
    found: Any = told(name)[0]
    for key in path.split("/"):
        found = _step(found, key)
    return found


def _step(found: Any, key: str) -> Any:
    if isinstance(found, dict):
        return found[key] if key in found else found[float(key)]
    return found[int(key)] if isinstance(found, list | tuple) else getattr(found, key)


def to_the_digits(expected: str, value: float) -> bool:
    """Whether a number is the expected one, to half a unit of its last digit, or exactly in full precision."""
    digits, _, exponent = expected.partition("e")
    decimals = len(digits.partition(".")[2]) - int(exponent or 0)
    half = 0.5 * 10.0**-decimals
    return value == float(expected) or (math.isfinite(value) and abs(value - float(expected)) <= half)


@pytest.mark.parametrize(("page", "name", "path", "expected"), FIGURES, ids=[f"{f[0]}-{f[2]}" for f in FIGURES])
def test_figures_of_the_documents(page: str, name: str, path: str, expected: Any) -> None:
    found = figure(name, path)
    numbers = np.ravel(found).tolist()
    texts = [expected] if isinstance(expected, str) else list(expected)
    assert len(numbers) == len(texts)
    assert all(to_the_digits(text, number) for text, number in zip(texts, numbers, strict=True)), found


@pytest.mark.parametrize(("expected", "wrong"), [("0.1999999999990898", 0.2), ("1.6", 1.7), ("-2.5e13", -2.6e13)])
def test_a_wrong_figure_would_be_found(expected: str, wrong: float) -> None:
    assert to_the_digits(expected, float(expected))
    assert not to_the_digits(expected, wrong)
    assert not to_the_digits(expected, math.nan)


TITLE = 4
"""Lines of a title."""


def lengths(name: str) -> tuple[int, int]:
    """Return the lines of an example without its title, and those that it prints."""
    source = (EXAMPLES / f"{name}.py").read_text("utf-8")
    return len(source.splitlines()[TITLE:]), len(told(name)[1].splitlines())


@pytest.mark.parametrize("name", NAMES)
def test_every_example_begins_with_what_it_is(name: str) -> None:
    assert (EXAMPLES / f"{name}.py").read_text("utf-8").startswith('"""')


@pytest.mark.parametrize("name", QUICK)
def test_every_example_is_short_and_tells_a_story(name: str) -> None:
    written, printed = lengths(name)
    assert 40 <= written <= 150
    assert printed > 10


def points(value: Any) -> Iterator[Any]:
    """Yield every decomposition among the figures of an example."""
    if hasattr(value, "truncation"):
        yield value
    elif isinstance(value, dict | list | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            yield from points(part)


# Derivatives without a step have no such error.
STEPLESS = {"elementary_steps", "in_the_wild", "sine_by_a_loop", "symbolic_and_automatic"}


@pytest.mark.parametrize("name", [name for name in NAMES if name not in STEPLESS])
def test_the_parts_of_every_error_add_up(name: str) -> None:
    found = list(points(told(name)[0]))
    assert found
    for p in found:
        parts = math.fsum((p.truncation, p.argument, p.evaluation, p.arithmetic))
        largest = max(abs(p.truncation), abs(p.argument), abs(p.evaluation), abs(p.arithmetic))
        assert abs(parts - p.total) <= 4 * math.ulp(largest)


def test_the_famous_digits_are_round_off_alone() -> None:
    for point in figure("last_digits", "points") + figure("partial_derivatives", "partials"):
        assert point.truncation == 0
        assert point.total == rounded(point.roundoff, 4, size=[point.argument, point.evaluation, point.arithmetic])
    power_of_two = figure("last_digits", "power of two")
    assert power_of_two.argument == 0 != figure("last_digits", "points/0").argument


def test_forward_difference_of_a_square_is_off_by_h() -> None:
    assert figure("partial_derivatives", "forward").truncation == 1e-5


def test_leading_terms_are_those_of_taylor() -> None:
    terms = figure("difference_quotients", "leading")
    assert terms == {"forward-1": "f2*h/2", "backward-1": "-f2*h/2", "central-2": "f3*h**2/6"}


def test_the_rule_of_thumb_holds_for_the_tame_function_only() -> None:
    found = figure("rule_of_thumb", "found")
    good = [name for name, one in found.items() if one["rule"] < 1e-6]
    assert good == ["tame"]
    assert all(one["predicted"] < 1e-6 for one in found.values())
    for name, h in figure("rule_of_thumb", "by hand").items():
        assert 0.01 < h / found[name]["predicted h"] < 10
    central, forward = figure("rule_of_thumb", "found")["tame"]["curve"], figure("rule_of_thumb", "forward")
    assert 1e-6 < central.best.h < 1e-4
    assert 1e-9 < forward.best.h < 1e-7  # the rule is none for forward differences
    far = figure("rule_of_thumb", "found")["far out"]["parts"]
    assert 1e12 + far.h != 1e12
    assert abs(far.evaluation) > abs(far.argument) > 0
    truncations = [abs(p.truncation) for p in figure("rule_of_thumb", "tame")]
    totals = [abs(p.total) for p in figure("rule_of_thumb", "tame")]
    assert truncations == sorted(truncations, reverse=True)  # smaller is better in theory
    assert totals != sorted(totals, reverse=True)


def test_elementary_steps() -> None:
    trace, tangents = figure("elementary_steps", "trace"), figure("elementary_steps", "by hand")
    assert [f"{s.name} = {s.operation}" for s in trace.steps] == [
        "z1 = 2*x", "z2 = exp(z1)", "z3 = x**2", "z4 = sin(z3)", "z5 = 1 + z4", "z6 = z2/z5",
    ]  # fmt: skip
    for step, tangent in zip(trace.steps, tangents, strict=True):
        assert abs(step.tangent - tangent) <= 2 * step.tangent_bound
    assert trace.consistent
    assert abs(trace.inputs[0].adjoint - trace.derivative) <= trace.agreement[0].budget
    assert (told("elementary_steps")[2] / "elementary-steps.dot").read_text("utf-8").startswith("digraph")


def test_the_loop_agrees_with_sine_to_a_few_units() -> None:
    value, slope = figure("sine_by_a_loop", "loop")[1e-150]
    assert abs(value - math.sin(math.pi / 4)) <= 4 * math.ulp(value)
    assert abs(slope - math.cos(math.pi / 4)) <= 4 * math.ulp(slope)


def test_taylor_coefficients_are_those_of_sympy() -> None:
    found = figure("sine_by_a_loop", "taylor")
    assert found["sin(x)"][0] == rounded([0, 1, 0, -1 / 6, 0, 1 / 120, 0, -1 / 5040], 8)
    for ours, exact in found.values():
        assert ours == rounded(exact, 64)  # the recurrences of an eighth coefficient take so many operations


def test_symbolic_derivatives() -> None:
    found = figure("symbolic_and_automatic", "formulas")
    assert [str(derivative) for derivative, _ in found.values()] == ["2*x + 2", "2*x + 2*y - sin(x + 2*y)"]
    assert all(check.verdict is Verdict.AGREES for _, check in found.values())


def test_the_digits_of_the_tiny_rate_are_not_made_by_roundoff() -> None:
    for x, point in zip((-3.0, 4.0), figure("bowl", "tiny"), strict=True):
        assert 100 * 1e-10 * point.predicted_roundoff + 100 * math.ulp(x) / 2 < 1e-13  # eight decimals are shown


def test_rounding_of_the_gradient_and_of_the_update_are_alike() -> None:
    for gradient, update in figure("rosenbrock", "roundings"):
        assert 0.2 < gradient / update < 5


def test_what_freezes_the_divergent_descent() -> None:
    stop, frozen = figure("bowl", "frozen")
    assert stop == 10
    for x, point in frozen.items():
        assert point.estimate == 0
        assert point.argument == point.total == -2 * x  # the whole derivative is lost in rounding x + h


def test_learning_rates() -> None:
    lengths = {lr: float(np.linalg.norm(path[-1])) for lr, path in figure("learning_rates", "paths").items()}
    assert lengths[10.0] > lengths[1.1] > 10
    assert lengths[1.0] == math.sqrt(2)
    assert lengths[0.1] < 0.02 < 0.9 < lengths[0.01] < math.sqrt(2)


def test_random_starts_arrive() -> None:
    for (end,), steps in figure("learning_rates", "parabola/runs"):
        assert abs(end + 1) <= 5e-6
        assert abs(end**2 + 2 * end + 3 - 2) <= 1e-10
        assert 0 < steps < 660  # at most from x = 2
    for end, _ in figure("learning_rates", "ellipse/runs"):
        assert np.linalg.norm(end) <= 5e-6


def test_the_counts_of_the_documents_are_nothing_unusual() -> None:
    for name, count, limit in (("parabola", 581, 659), ("ellipse", 607, 679)):
        counts = figure("learning_rates", f"{name}/counts")
        assert counts[15] <= count <= counts[44]  # the middle half of 60 starts
        assert counts[-1] <= limit == figure("learning_rates", f"{name}/limit")
    assert all(importlib.import_module("learning_rates").OTHER_START)  # not on an axis


def test_rosenbrock_creeps_and_newton_jumps() -> None:
    path, jumps = figure("rosenbrock", "path"), figure("rosenbrock", "newton")
    assert np.linalg.norm(np.array(path[1000]) - 1) > 0.5
    assert np.linalg.norm(np.array(path[50_000]) - 1) < 1e-8
    assert np.linalg.norm(jumps[6] - 1) < 1e-14


def test_eight_step_sizes_are_tried() -> None:
    assert figure("step_sizes", "sizes") == [100, 10, 1, 0.1, 0.01, 1e-3, 1e-4, 1e-5]


def test_the_guard_keeps_a_step_inside_the_domain() -> None:
    assert "the guard says inf" in told("step_sizes")[1]
    # It stops where a step gains less than 1e-12 of f, which is 1 + (x - 1)^2/2 near its minimum.
    assert figure("step_sizes", "ends/x - log x from [5]")[0] == pytest.approx(1, rel=0, abs=2 * math.sqrt(2e-12))


@pytest.mark.parametrize(
    ("name", "exact", "off"),
    [("bowl", 1e-30, 5e-5), ("newton", 1e-15, 4e-5), ("step_sizes", 1e-9, 4e-5), ("regression", 1e-6, 2e-5)],
)
def test_the_kind_of_derivative_decides_the_accuracy(name: str, exact: float, off: float) -> None:
    figures = told(name)[0]
    errors = {
        "bowl": lambda: figures["accuracy"],
        "newton": lambda: {kind: abs(path[-1] - 1) for kind, path in figures["paths"].items()},
        "step_sizes": lambda: {kind: path[-1] for kind, path in figures["others"].items()},
        "regression": lambda: {k: np.linalg.norm(end - figures["exact"]) for k, end in figures["ends"].items()},
    }[name]()
    assert errors["by hand"] <= exact
    assert errors["forward mode"] <= exact
    assert errors["forward difference"] >= off


def test_newton_ends_where_the_first_difference_vanishes() -> None:
    paths, points_ = figure("newton", "paths"), figure("newton", "points")
    for kind, point in zip(("central difference", "forward difference"), points_, strict=False):
        # The second derivative is 8 there; the next term is smaller by f'''/(2 f'') = 3/2 times at most 1e-4.
        assert abs(paths[kind][-1] - 1) == pytest.approx(point.total / 8, rel=1e-3, abs=0)


def test_the_gradient_of_a_matrix_keeps_its_shape() -> None:
    gradients = figure("one_layer", "gradients")
    assert {gradient.shape for gradient in gradients.values()} == {(2, 3)}
    assert gradients["forward mode"] == rounded(gradients["by hand"], 64)  # two short programs of the same sums


def passed(check: Any) -> bool:
    return bool(check.verdict in (Verdict.AGREES, Verdict.PROVED))


# Nothing is derived by hand in these, or by other people.
NO_HAND = {"difference_quotients", "last_digits", "rule_of_thumb", "sine_by_a_loop", "elementary_steps", "in_the_wild"}


def verified(name: str) -> list[tuple[str, Any]]:
    """List the checks of an example, each with its name."""
    checks = told(name)[0].get("checks", {})
    if name == "symbolic_and_automatic":
        return [(key, check) for key, (_, check) in told(name)[0]["formulas"].items()]
    return [(str(k), c) for k, c in (checks.items() if isinstance(checks, dict) else enumerate(checks))]


@pytest.mark.parametrize("name", [name for name in NAMES if name not in NO_HAND])
def test_hand_derived_gradients_are_verified_and_mistakes_found(name: str) -> None:
    assert verified(name)
    for key, check in verified(name):
        assert passed(check) is not key.startswith("planted"), check


# Module, and what is made wrong there: the verification must see the very code that the example runs.
PLANTED = [
    ("partial_derivatives", "by_hand", lambda x: 3 * x, "gradients"),
    ("bowl", "by_hand", lambda x: 3 * x, None),
    ("step_sizes", "slope_of_minus_density", lambda x: 0 * x, "verify"),
    ("newton", "f", lambda x: x**4 - 3 * x**2, "verify"),
]


@pytest.mark.parametrize(("name", "part", "wrong", "ask"), PLANTED, ids=[row[0] for row in PLANTED])
def test_a_mistake_in_the_code_that_runs_is_seen(
    name: str, part: str, wrong: Any, ask: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(name)
    module = importlib.import_module(name)
    monkeypatch.setattr(module, part, wrong)
    if name == "step_sizes":
        monkeypatch.setitem(module.FUNCTIONS, "-density", (module.minus_density, wrong))
        monkeypatch.setitem(module.FUNCTIONS, "x - log x", (module.FUNCTIONS["x - log x"][0], lambda x: 1 - 2 / x))
    if ask is None:
        checks: Any = [module.story.verify(module.f, module.by_hand, "x0, x1")]
    else:
        found = getattr(module, ask)()
        checks = found[0] if isinstance(found, tuple) else found
    named = checks.items() if isinstance(checks, dict) else enumerate(checks)
    assert [key for key, check in named if not passed(check) and key != "planted"]
    if name == "step_sizes":
        assert not passed(checks[-1])
        assert not passed(checks[-2])


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("rosenbrock", "the first term has the wrong sign"),
        ("newton", "the factor x is one too many"),
        ("one_layer", "the sign before 1 is wrong"),
        ("regression", "this is the derivative with respect to a, not to b"),
    ],
)
def test_the_causes_of_planted_mistakes_are_told(name: str, cause: str) -> None:
    assert f"cause: {cause}" in told(name)[1]


# --- the gallery ---


def test_the_gallery_shows_every_example() -> None:
    for name in NAMES:
        assert f"]({name}.py)" in GALLERY, name


SHOWN = re.findall(r"\]\((pictures/[^)]*)\)", GALLERY)


def row_of(name: str) -> str:
    """Return what the gallery says of an example."""
    return next(row for row in GALLERY.split("\n### ") if f"]({name}.py)" in row)


def example_of(picture: str) -> str:
    """Return the example whose row of the gallery shows a picture."""
    (name,) = (name for name in NAMES if f"({picture})" in row_of(name))
    return name


def drawn(name: str) -> set[str]:
    """Return the stems of the files that an example draws."""
    pytest.importorskip("matplotlib")
    return {path.stem for path in told(name)[2].iterdir()}


@pytest.mark.parametrize("picture", SHOWN)
def test_pictures_are_small(picture: str) -> None:
    assert 0 < (EXAMPLES / picture).stat().st_size < 100_000


@pytest.mark.parametrize("picture", [picture for picture in SHOWN if example_of(picture) in QUICK])
def test_pictures_are_drawn_by_the_scripts(picture: str) -> None:
    assert Path(picture).stem in drawn(example_of(picture))


def quoted_figures(name: str) -> list[tuple[str, str]]:
    """Return what the gallery quotes of an example: "about " or "", and the figure."""
    return re.findall(r"(about\s)?`([-+0-9.e]+)`", row_of(name))


@pytest.mark.parametrize("name", NAMES)
def test_the_gallery_quotes_figures(name: str) -> None:
    assert quoted_figures(name)


def unprinted(name: str) -> list[str]:
    """Return the figures of the gallery that an example does not print, and that are not about so large only."""
    return [number for about, number in quoted_figures(name) if not about and number not in told(name)[1]]


@pytest.mark.parametrize("name", QUICK)
def test_figures_in_the_gallery_are_printed_by_the_script(name: str) -> None:
    assert unprinted(name) == []


# What the gallery says to be about so large: another machine's functions may round otherwise.
ABOUT: list[tuple[str, str, Any]] = [
    ("rule_of_thumb", "7e-10", lambda f: f["found"]["tame"]["rule"]),
    ("rule_of_thumb", "5e-01", lambda f: f["found"]["oscillating"]["rule"]),
    ("rule_of_thumb", "7e-09", lambda f: f["found"]["oscillating"]["predicted h"]),
    ("newton", "5e-09", lambda f: abs(f["paths"]["central difference"][-1] - 1)),
    ("newton", "5e-05", lambda f: abs(f["paths"]["forward difference"][-1] - 1)),
    ("regression", "2e-07", lambda f: np.linalg.norm(f["ends"]["by hand"] - f["exact"])),
    ("regression", "3e-05", lambda f: np.linalg.norm(f["ends"]["forward difference"] - f["exact"])),
    ("one_layer", "1e-10", lambda f: apart(f["gradients"], "central difference")),
    ("in_the_wild", "7.6e-01", lambda f: min(f["errors"]["claimed Hessian"] / f["errors"]["right Hessian"])),
]


def apart(gradients: dict[str, Any], kind: str) -> float:
    """Return how far a kind of gradient is from the one by hand."""
    return float(np.max(np.abs(gradients[kind] - gradients["by hand"])))


def is_about(quoted: str, value: float) -> bool:
    """Whether a number is a quoted one, to a factor of 2."""
    return 0.5 < value / float(quoted) < 2


@pytest.mark.parametrize(("name", "quoted", "of"), [row for row in ABOUT if row[0] in QUICK])
def test_figures_of_about_a_size_have_that_size(name: str, quoted: str, of: Any) -> None:
    assert is_about(quoted, of(told(name)[0]))
    assert not is_about(quoted, 10 * of(told(name)[0]))


def test_every_figure_of_about_a_size_is_compared() -> None:
    quoted = {(name, number) for name in NAMES for number in re.findall(r"about\s`([-+0-9.e]+)`", row_of(name))}
    assert quoted == {(name, number) for name, number, _ in ABOUT}


def test_what_is_missing_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told("bowl")
    for module in ("matplotlib", "matplotlib.figure", "scipy.optimize"):
        monkeypatch.setitem(sys.modules, module, None)
    importlib.import_module("bowl").tell(tmp_path)
    printed = capsys.readouterr().out
    assert "pip install matplotlib" in printed
    assert "pip install scipy" in printed
    assert not list(tmp_path.iterdir())


def test_run_as_a_script(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(EXAMPLES))
    monkeypatch.setattr(sys, "argv", ["last_digits.py", "--out", str(tmp_path / "new")])
    runpy.run_path(str(EXAMPLES / "last_digits.py"), run_name="__main__")
    assert f"Pictures are in {tmp_path / 'new'}" in capsys.readouterr().out
