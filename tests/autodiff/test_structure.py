"""Points of several arrays as one flat array, and back: against flattening written out by hand."""

from __future__ import annotations

from collections import OrderedDict, namedtuple
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
import scipy.sparse as ss
from hypothesis import given
from hypothesis import strategies as st

import derivcheck as dc
from derivcheck.autodiff.counterparts import StructureError
from derivcheck.autodiff.structure import ORIGINAL, Structure, is_structure
from derivcheck.ground.errors import InputError

Pair = namedtuple("Pair", "mu log_sigma")


@dataclass
class Layer:
    """A layer with something that has no derivative."""

    weight: Any
    bias: float
    kind: str = "tanh"


W, B = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), np.array([7.0, 8.0])

POINTS: dict[str, tuple[Any, list[str]]] = {
    "dict": ({"W1": W, "b": B}, ["W1[0, 0]", "b[1]"]),
    "ordered": (OrderedDict(W1=W, b=B), ["W1[0, 0]", "b[1]"]),
    "list": ([W, B], ["x[0][0, 0]", "x[1][1]"]),
    "tuple of a matrix and a number": ((W, 7.0), ["x[0][0, 0]", "x[1]"]),
    "named tuple": (Pair(W, 7.0), ["mu[0, 0]", "log_sigma"]),
    "dataclass": (Layer(W, 7.0), ["weight[0, 0]", "bias"]),
    "nested": ({"enc": {"W": W}, "dec": [B, {"a b": 1.0}]}, ["enc.W[0, 0]", "dec[1]['a b']"]),
    "keys that are no names": ({0: W, "a b": B, "if": 1.0}, ["x[0][0, 0]", "x['if']"]),
    "beside what has no derivative": ({"act": "tanh", "W": W, "flag": True, "none": None}, ["W[0, 0]", "W[1, 2]"]),
}


@pytest.mark.parametrize(("point", "names"), POINTS.values(), ids=POINTS)
def test_the_structure_comes_back(point: Any, names: list[str]) -> None:
    s = Structure.of(point)
    assert s is not None
    same = s.unpack(s.flat)
    np.testing.assert_equal(*(vars(p) if isinstance(p, Layer) else p for p in (same, point)))
    assert type(s.unpack(s.flat)) is type(point)
    np.testing.assert_array_equal(s.pack(point), s.flat)
    parts = s.parts
    assert [parts[0].element(0), parts[-1].element(parts[-1].size - 1)] == names
    assert s.size == len(s.flat) == sum(part.size for part in parts)


@pytest.mark.parametrize("point", [1.0, np.ones(3), [1.0, 2.0], (0.5, 1), [[1, 2], [3, 4]], np.float32(1), None, "x"])
def test_what_is_one_array_is_no_structure(point: Any) -> None:
    assert not is_structure(point)
    assert Structure.of(point) is None


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 3)), min_size=1, max_size=5))
def test_any_shapes_lie_one_after_another(shapes: list[tuple[int, int]]) -> None:
    arrays = {f"p{i}": np.arange(float(a * b)).reshape(a, b) + 100 * i for i, (a, b) in enumerate(shapes)}
    flat = np.concatenate([a.ravel() for a in arrays.values()])
    if not flat.size:
        with pytest.raises(InputError, match="no numbers"):
            Structure.of(arrays)
        return
    s = Structure.of(arrays)
    assert s is not None
    np.testing.assert_array_equal(s.flat, flat)
    np.testing.assert_equal(s.unpack(flat), arrays)


def test_formats() -> None:
    single = Structure.of({"a": np.ones(2, np.float32)})
    mixed = Structure.of({"a": np.ones(2, np.float32), "b": 1.0})
    whole = Structure.of({"a": np.array([1, 2]), "b": 1.0})
    assert single is not None
    assert mixed is not None
    assert whole is not None
    assert single.flat.dtype == np.float32
    assert not single.notes
    assert mixed.flat.dtype == np.float64
    assert "a is float32" in mixed.notes[0]
    assert whole.integers == ("a",)
    assert whole.unpack(whole.flat)["a"].dtype == np.float64
    own = whole.unpack(ORIGINAL)
    assert own["a"].dtype == np.array([1, 2]).dtype
    own["a"][0] = 9
    assert whole.unpack(ORIGINAL)["a"][0] == 1  # a copy each time


MISFITS: dict[str, tuple[Any, Any, str]] = {
    "missing": ({"a": W, "b": B}, {"a": W}, "it has no part b"),
    "too much": ({"a": W, "b": B}, {"a": W, "b": B, "c": 1.0}, "it has a part 'c', which the point has not"),
    "transposed": ({"a": W, "b": B}, {"a": W.T, "b": B}, r"a has the shape \(3, 2\), which is transposed"),
    "another shape": ({"a": W, "b": B}, {"a": W, "b": np.ones(3)}, r"b has the shape \(3,\), the point's has \(2,\)"),
    "too few": ([W, B], [W], "it has 1 parts, the point 2"),
    "one number": ({"a": W, "b": B}, 1.0, "it is a float, not a dict of a, b"),
    "nothing": ({"a": W, "b": B}, None, "it is a NoneType, not a dict of a, b"),
    "a text": ({"a": W, "b": B}, {"a": "x", "b": B}, r"a is a str, not an array of shape \(2, 3\)"),
    "too long": ({"a": W, "b": B}, np.ones(9), r"it is of shape \(9,\), not a dict of a, b"),
    "inside": ({"a": {"c": W}, "b": B}, {"a": {"d": W}, "b": B}, "it has no part a.c"),
}


@pytest.mark.parametrize(("point", "result", "said"), MISFITS.values(), ids=MISFITS)
def test_what_does_not_fit_is_named(point: Any, result: Any, said: str) -> None:
    s = Structure.of(point)
    assert s is not None
    with pytest.raises(StructureError, match=said) as caught:
        s.pack(result)
    assert len(str(caught.value)) < 120


FITS: dict[str, tuple[Any, Any]] = {
    "flat": ({"a": W, "b": B}, np.arange(8.0)),
    "another order of keys": ({"a": W, "b": 6.0}, {"b": 6.0, "a": np.arange(6.0).reshape(2, 3)}),
    "without what has no derivative": ({"a": W, "kind": "x"}, {"a": np.arange(6.0).reshape(2, 3)}),
    "a tuple for a list": ([W, B], (np.arange(6.0).reshape(2, 3), np.array([6.0, 7.0]))),
    "a dict for a dataclass": (Layer(W, 7.0), {"weight": np.arange(6.0).reshape(2, 3), "bias": 6.0}),
    "a tuple for a named tuple": (Pair(W, 7.0), (np.arange(6.0).reshape(2, 3), 6.0)),
    "a single part, bare": ({"a": W}, np.arange(6.0).reshape(2, 3)),
    "sparse": ({"a": W}, {"a": ss.csr_matrix(np.arange(6.0).reshape(2, 3))}),
    "lists of numbers": ({"a": W, "b": B}, {"a": [[0, 1, 2], [3, 4, 5]], "b": [6, 7]}),
    "a number with an axis": ({"a": 1.0, "b": 2.0}, {"a": np.array([0.0]), "b": 1.0}),
}


@pytest.mark.parametrize(("point", "result"), FITS.values(), ids=FITS)
def test_what_fits(point: Any, result: Any) -> None:
    s = Structure.of(point)
    assert s is not None
    np.testing.assert_array_equal(s.pack(result), np.arange(float(s.size)))


REFUSED: dict[str, tuple[Any, str]] = {
    "complex": ({"a": np.array([1j])}, "a of the point is made of complex numbers"),
    "objects": ({"a": np.array([None, 1], dtype=object)}, "a of the point is made of objects"),
    "nan": ({"a": W, "b": {"c": np.array([np.nan])}}, "b.c of the point is not made of finite numbers"),
    "nothing": ({"a": "x"}, "the point x has no numbers"),
}


@pytest.mark.parametrize(("point", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_point_is_named(point: Any, said: str) -> None:
    with pytest.raises(InputError, match=said):
        Structure.of(point)


def test_a_container_that_holds_itself() -> None:
    loop: dict[str, Any] = {}
    loop["a"] = loop
    with pytest.raises(InputError, match="levels deep"):
        Structure.of(loop)


def test_derivatives_have_the_structure_of_the_point() -> None:
    point = {"W": W, "b": B, "kind": "linear"}
    value = dc.gradient(lambda p: np.sum(p["W"] ** 2) * p["b"][0], point)
    np.testing.assert_equal(value, {"W": 14.0 * W, "b": np.array([91.0, 0.0]), "kind": "linear"})
    rows = dc.jacobian(lambda p: p["W"] @ np.ones(3) * p["b"], {"W": W, "b": B})
    np.testing.assert_equal(rows["b"], np.diag(W.sum(axis=1)))
    np.testing.assert_equal(rows["W"], np.einsum("ij,i,k->ijk", np.eye(2), B, np.ones(3)))
    second = dc.hessian(lambda p: p["a"] ** 2 * p["b"][1], {"a": 3.0, "b": B})
    np.testing.assert_equal(second, {"a": {"a": 16.0, "b": [0.0, 6.0]}, "b": {"a": [0.0, 6.0], "b": np.zeros((2, 2))}})


def test_second_derivatives_as_a_structure_of_structures() -> None:
    s = Structure.of({"a": 3.0, "b": B})
    assert s is not None
    matrix = np.arange(9.0).reshape(3, 3)
    np.testing.assert_array_equal(s.pack_square(s.unpack_square(matrix)), matrix)
    np.testing.assert_array_equal(s.pack_square(matrix), matrix)
    with pytest.raises(StructureError, match="the rows of a have the shape"):
        s.pack_square({"a": {"a": np.ones(2), "b": np.ones((2, 2))}, "b": {"a": B, "b": np.ones((2, 2))}})
