"""What leaves the package: errors that show the user's code only, and functions that are what they were."""

from __future__ import annotations

import inspect
import os
import pickle
import subprocess
import sys
import traceback
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import derivcheck as dc
from derivcheck.autodiff import derivatives
from derivcheck.ground import front_door

FAILING: dict[str, Callable[[], Any]] = {
    "parse": lambda: dc.parse("2*"),
    "check_derivative": lambda: dc.check_derivative("sin(x", "cos(x)", 1.0),
    "check_gradient": lambda: dc.check_gradient(lambda w: w @ w, lambda w: 2 * w, ["a"]),
    "check_jacobian": lambda: dc.check_jacobian(lambda w: w, "x", [1.0, 2.0]),
    "check_hessian": lambda: dc.check_hessian(lambda w: w, lambda w: w, [1.0, 2.0]),
    "compare": lambda: dc.compare("log(x)", -1.0),
    "check_many": lambda: dc.check_many([], jobs=0),
    "error_map": lambda: dc.error_map(lambda x: x, [[1.0], ["a"]]),
    "plot_error_curves": lambda: dc.plot_error_curves([]),
    "recommend": lambda: dc.recommend("log(", 1.0),
    "error_curve": lambda: dc.error_curve("x", 1.0, "nothing-2"),
    "estimate_derivative": lambda: dc.estimate_derivative(abs, 1.0, order=0),
    "derivative": lambda: dc.derivative("x", [1.0, 2.0]),
    "gradient": lambda: dc.gradient(lambda x: x, [1.0, 2.0]),
    "hessian": lambda: dc.hessian(lambda x: x, [1.0, 2.0]),
    "jacobian": lambda: dc.jacobian(lambda x: x.tobytes(), [1.0, 2.0]),
    "jvp": lambda: dc.jvp("x", [1.0, 2.0], [1.0, 2.0, 3.0]),
    "taylor": lambda: dc.taylor("x", 0.0, -1),
    "trace": lambda: dc.trace("log(", 1.0),
}


def ours(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)
    return [f.name for f in frames if f"{Path(dc.__file__ or '').parent}" in f.filename]


def test_each_public_function_is_tried() -> None:
    assert {*FAILING} == {name for name in dc.__all__ if inspect.isfunction(getattr(dc, name))}


@pytest.mark.parametrize("name", FAILING)
def test_an_error_shows_the_door_at_most(name: str) -> None:
    with pytest.raises(dc.DerivcheckError) as failed:
        FAILING[name]()
    assert ours(failed.value) == ["exported"]
    assert failed.value.__suppress_context__


def test_a_planted_function_without_the_door_shows_more() -> None:
    with pytest.raises(dc.InputError) as failed:
        derivatives.derivative("x", [1.0, 2.0])
    assert "derivative" in ours(failed.value)


def test_frames_of_the_users_code_stay() -> None:
    def careless(w: Any) -> Any:
        return w @ w["x"]

    with pytest.raises(dc.InputError) as failed:
        dc.check_gradient(careless, lambda w: 2 * w, [1.0, 2.0])
    assert failed.value.__cause__ is not None
    assert [f.name for f in traceback.extract_tb(failed.value.__cause__.__traceback__)] == ["careless"]


def test_frames_of_the_users_code_stay_between_two_doors() -> None:
    def inner(x: Any) -> Any:
        return dc.taylor("x", 0.0, -1)

    with pytest.raises(dc.InputError) as failed:
        dc.derivative(inner, 1.0)
    names = [f.name for f in traceback.extract_tb(failed.value.__traceback__)]
    assert names[-2:] == ["exported", "inner"]


def test_a_fault_of_derivcheck_keeps_its_frames() -> None:
    def broken() -> None:
        raise RuntimeError("a fault")

    with pytest.raises(RuntimeError) as failed:
        front_door.front_door(broken)()
    assert traceback.extract_tb(failed.value.__traceback__)[-1].name == "broken"


def test_pytest_shows_the_call_and_the_message(tmp_path: Path) -> None:
    path = tmp_path / "test_planted.py"
    path.write_text("import derivcheck as dc\n\ndef test_it():\n    dc.parse('2*')\n", "utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", tmp_path, path],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},  # those of other packages take a second to load
    )
    assert "test_planted.py:4: ParseError" in run.stdout
    assert "front_door" not in run.stdout


@pytest.mark.parametrize("name", ["gradient", "check_derivative", "parse"])
def test_an_exported_function_is_what_it_was(name: str) -> None:
    function = getattr(dc, name)
    original = inspect.unwrap(function)
    assert inspect.signature(function) == inspect.signature(original)
    assert (function.__name__, function.__doc__) == (name, original.__doc__)
    assert pickle.loads(pickle.dumps(function)) is function


@pytest.mark.parametrize("derivative", [dc.derivative, derivatives.derivative])
def test_a_warning_is_given_where_derivcheck_was_called(derivative: Callable[..., Any]) -> None:
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        derivative(abs, 0.0)
    assert [w.filename for w in told] == [__file__]
