"""Every class of arrays beside NumPy: the same result for the same call, with all its options, or a refusal.

The value is NumPy's own (shape, format, numbers), and the derivative that of a central difference of NumPy's values.
What is no rule of a class is refused by `UnsupportedOperation`, never computed without the derivative.
"""

from __future__ import annotations

import operator
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import numpy_calls as cases
import pytest

from derivcheck.arithmetic.precise import Precise
from derivcheck.arithmetic.real import WEAK_SCALARS, Real
from derivcheck.autodiff.composites.results import run
from derivcheck.autodiff.forward import dual_functions, jvp
from derivcheck.autodiff.forward.partials import along
from derivcheck.autodiff.numbers import number_functions
from derivcheck.autodiff.numbers.evaluation import directional
from derivcheck.autodiff.reverse import array_functions
from derivcheck.autodiff.reverse.accumulation import forward, localize, reverse
from derivcheck.autodiff.reverse.linear import value_of
from derivcheck.autodiff.reverse.recording import Recording
from derivcheck.ground.errors import DomainError, UnsupportedOperation

X, V = cases.X, cases.V
STEP = 2.0**-20


def dual(call: cases.Call, x: Any) -> tuple[Any, list[Any]]:
    value, tangent = along(call, x, V.astype(x.dtype))
    return value, [tangent]


def deferred(call: cases.Call, x: Any) -> tuple[Any, list[Any]]:
    """As of a long array, whose operations are put off."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jvp, "LONG", 1)
        return dual(call, x)


def of_several_directions(call: cases.Call, x: Any) -> tuple[Any, list[Any]]:
    value, tangents = jvp.push(call, x, np.stack([V, 2 * V]).astype(x.dtype), 1)
    return value, [tangents[0], tangents[1] / 2]


def recorded(call: cases.Call, x: Any) -> tuple[Any, list[Any]]:
    """Both accumulations: the reverse one along V, for one combination of the results."""
    record = Recording(Real(x.dtype.name))
    with record:
        point = record.variable(x.copy(), "x")
        found = run(lambda: array_functions.gather(call(point)), lambda: call(x.copy()), "recorded numbers")
        if not array_functions.is_live(found):
            return found, [np.zeros(np.shape(found))]
        local = localize(record, found.place)
        value = value_of(found.value)
        pushed = forward(record, local, {0: V.astype(x.dtype)})[found.place]
        pushed = np.zeros(np.shape(value)) if pushed is None else pushed
        seed = np.random.default_rng(0).normal(size=np.shape(value)).astype(x.dtype)
        row = reverse(record, local, found.place, seed[()])[0]
    pulled = 0.0 if row is None else np.sum(row * V)
    # A slope that does not exist spoils the whole sum.
    off = 0.0 if not np.isfinite(pulled) else pulled - np.sum(seed * pushed)
    return value, [pushed + off * np.ones_like(pushed)]


def numbers(call: cases.Call, x: Any) -> tuple[Any, list[Any]]:
    found = directional(call, x, V, Precise(160))
    value, tangent = (np.asarray(np.frompyfunc(float, 1, 1)(np.asarray(part, dtype=object))) for part in found)
    return value, [tangent.astype(float)]


CLASSES: dict[str, Callable[[cases.Call, Any], tuple[Any, list[Any]]]] = {
    "dual": dual,
    "deferred": deferred,
    "directions": of_several_directions,
    "recorded": recorded,
    "numbers": numbers,
}


def plain(call: cases.Call, x: Any) -> Any | None:
    """What NumPy gives; None where it refuses, or gives no numbers."""
    try:
        found = np.asarray(call(x.copy()))
    except Exception:  # of NumPy, for options that do not go together, or that this version has not
        return None
    return found if found.dtype.kind in "fciub" else None


def slope(call: cases.Call) -> Any | None:
    """The derivative along V, as NumPy's own values have it."""
    ends = [plain(call, X + s * STEP * V) for s in (1, -1)]
    if any(e is None or e.dtype.kind not in "fc" for e in ends) or np.shape(ends[0]) != np.shape(ends[1]):
        return None
    return (ends[0] - ends[1]) / (2 * STEP)  # type: ignore[operator]


def largest(a: Any) -> float:
    return float(np.max(np.abs(a[np.isfinite(a)]), initial=0.0)) if np.ndim(a) else abs(float(np.abs(np.nan_to_num(a))))


def differences(call: cases.Call, x: Any, classes: Any = CLASSES) -> Iterator[str]:
    """Yield how classes differ from NumPy."""
    expected = plain(call, x)
    if expected is None:
        return
    expected_slope = slope(call) if x.dtype == np.float64 else None
    for name in classes:
        try:
            value, tangents = CLASSES[name](call, x.copy())
        except (UnsupportedOperation, DomainError) as error:
            if isinstance(error.__cause__, NameError):  # a mistake of a rule's own
                yield f"{name} {call}: {error}"
            continue
        except Exception as error:
            yield f"{name} {call}: {type(error).__name__}: {error}"
            continue
        yield from (f"{name} {call}: {said}" for said in _compared(name, value, expected))
        if expected_slope is not None:
            yield from (f"{name} {call}: {said}" for t in tangents for said in _slopes(t, expected_slope, expected))


def _compared(name: str, value: Any, expected: Any) -> Iterator[str]:
    found = np.asarray(value)
    if found.shape != expected.shape:
        yield f"shape {found.shape}, NumPy's {expected.shape}"
    elif name != "numbers" and found.dtype != expected.dtype:
        yield f"{found.dtype}, NumPy's {expected.dtype}"
    elif expected.dtype.kind in "iub":
        if not np.array_equal(found.astype(float), expected.astype(float)):
            yield f"{found}, NumPy's {expected}"
    else:
        # Some dozens of operations on numbers of this size, which another formula rounds in another way.
        off = 64 * float(np.finfo(expected.dtype).eps) * (1 + largest(expected))
        if not np.allclose(found.astype(complex), expected.astype(complex), rtol=0, atol=off, equal_nan=True):
            yield f"{found}, NumPy's {expected}"


def _slopes(tangent: Any, expected: Any, value: Any) -> Iterator[str]:
    found = np.asarray(tangent)
    if found.shape != expected.shape:
        yield f"tangent of shape {found.shape}, of the value {expected.shape}"
        return
    # The truncation is STEP**2/6 times a third derivative, up to 1e5 here; the round-off, eps/STEP of the value.
    rounding = 64 * float(np.finfo(value.dtype).eps) / STEP * (1 + largest(value))
    off = 2.0**-16 * (1 + largest(expected)) + rounding
    if not np.all((np.abs(found - expected) <= off) | ~np.isfinite(expected)):
        yield f"derivative {found}, NumPy's {expected}"


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """NumPy warns of NaN, of what is cut off, and of names that go."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        yield


def function_of(name: str) -> Any:
    """A function of NumPy; None where this version has it not."""
    try:
        return operator.attrgetter(name)(np)
    except AttributeError:
        return None


def all_calls(name: str) -> list[cases.Call]:
    rows = cases.calls(name, np.random.default_rng(len(name))) if function_of(name) is not None else ()
    return list({str(call): call for call in rows}.values())


@pytest.mark.parametrize("name", cases.NAMES)
def test_a_function_with_its_options(name: str) -> None:
    wrong = [said for call in all_calls(name) for said in differences(call, X)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", cases.NAMES)
def test_a_function_of_single_precision(name: str) -> None:
    x = X.astype(np.float32)
    some = [call for call in all_calls(name) if len(call.options) < 2]
    classes = ("dual", "recorded") if WEAK_SCALARS else ("dual",)  # records are of NumPy 2's formats everywhere
    wrong = [said for call in some for said in differences(call, x, classes)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("ufunc", cases.UFUNCS, ids=lambda f: f.__name__)
def test_a_ufunc_with_its_options_and_methods(ufunc: np.ufunc) -> None:
    wrong = [said for call in cases.of_ufunc(ufunc) for said in differences(call, X)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("text", cases.STATEMENTS)
def test_a_statement(text: str) -> None:
    assert not list(differences(cases.Call("statement", text), X))


@pytest.mark.parametrize("text", cases.BLOCKS)
def test_a_program(text: str) -> None:
    assert not list(differences(cases.Call("program", text + "\n"), X))


@pytest.mark.parametrize("text", cases.VALUES)
def test_an_expression(text: str) -> None:
    assert not list(differences(cases.Call("expression", text), X))


def test_there_are_enough_pairs_of_function_and_option() -> None:
    every = [call for name in cases.NAMES for call in all_calls(name)]
    every += [call for ufunc in cases.UFUNCS for call in cases.of_ufunc(ufunc)]
    pairs = {
        (call.name, key, value) for call in every if plain(call, X) is not None for key, value in call.options.items()
    }
    assert len(pairs) >= 1500
    # With an option a class may refuse; of the calls without, all but a few have a rule in some class.
    assert sum(_computed(call) for call in every if call.options) >= 400


def _computed(call: cases.Call) -> bool:
    try:
        along(call, X, V)
    except (UnsupportedOperation, DomainError):
        return False
    except Exception:
        return False
    return True


def test_every_function_that_a_class_knows_is_tried() -> None:
    outside = (np.ufunc, type(operator.getitem))
    tables = (dual_functions, number_functions, array_functions)
    known = {f for table in tables for f in table.FUNCTIONS if not isinstance(f, outside)}
    tried = set(map(function_of, cases.NAMES))
    assert known - tried == {np.empty_like}  # whose values are anything


@pytest.mark.parametrize(
    ("table", "function", "rule"),
    [
        (dual_functions.FUNCTIONS, np.ravel, lambda a, order="C": np.reshape(a, -1)),
        (array_functions.FUNCTIONS, np.full_like, lambda a, v, **_: np.full(np.shape(X), float(v.value))),
        (number_functions.FUNCTIONS, np.sum, lambda space, a, *rest, **options: 2 * np.prod(a)),
    ],
    ids=["the derivative in another order", "the derivative lost", "another value"],
)
def test_a_planted_rule_is_found(table: Any, function: Any, rule: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(table, function, rule)
    assert [said for call in all_calls(function.__name__) for said in differences(call, X)]
