"""Inverses: what an argument must be for a value, checked by computing the value from it."""

from __future__ import annotations

import pytest
from mpmath import mp, mpf
from rows import of_each

from derivcheck.arithmetic.precise import Precise
from derivcheck.claims.diagnosis import inversion
from derivcheck.claims.diagnosis.inversion import inverses
from derivcheck.elementary import FUNCTIONS, OPERATORS, TABLE

BITS = 256
M = Precise(BITS)

# Where the functions that need it are defined; the others are tried at 0.6 and 0.7.
ABOVE_ONE = {"acosh", "acoth", "asec", "acsc"}


def arguments(name: str) -> list[mpf]:
    x = "1.6" if name in ABOVE_ONE else "0.6"
    return [M.context.mpf(text) for text in (x, "0.7")][: TABLE[name].arity]


def rows() -> list[tuple[str, int]]:
    """The operators and the functions that a formula may name; what is constant between jumps has no inverse."""
    constant = {"sign", "floor", "ceil", "trunc", "rint"}
    named = [row for row in (*OPERATORS, *FUNCTIONS.values()) if row.name not in constant]
    return sorted({(row.name, j) for row in named for j in range(row.arity)} - {("remainder", 1)})


@of_each(rows())
def test_every_operation_is_inverted_in_every_argument(name, j):
    given = arguments(name)
    if TABLE[name].slopes[j] is None:
        assert inverses(M, name, j, [M.number(1)], given) == []
        return
    goal = given.copy()
    goal[j] += M.context.mpf("0.01")
    wanted = getattr(M, name)(*goal)
    found = inverses(M, name, j, [wanted], given)
    # The smaller one of a minimum and a maximum decides nothing.
    if name in ("min", "max") and wanted == given[1 - j]:
        return
    assert any(abs(x - goal[j]) < mpf(2) ** -160 for x in found), found


@pytest.mark.parametrize(
    ("name", "present", "wanted", "count"),
    [("sin", "2.0", "0.5", 14), ("cos", "0.3", "0.1", 14), ("tan", "9.0", "2.0", 7), ("cosh", "1.0", "3.0", 2)],
)
def test_all_branches_give_the_value(name, present, wanted, count):
    found = inverses(M, name, 0, [M.context.mpf(wanted)], [M.context.mpf(present)])
    assert len(found) == count
    with mp.workprec(BITS):
        assert all(abs(getattr(mp, name)(x) - mpf(wanted)) < mpf(10) ** -50 for x in found)
        assert min(abs(x - mpf(present)) for x in found) < mp.pi


def test_a_root_of_an_even_power_has_two_signs_and_of_an_odd_one_one():
    two, three, nine, minus = (M.number(k) for k in (2, 3, 9, -8))
    assert sorted(round(float(x)) for x in inverses(M, "pow", 0, [nine], [two, two])) == [-3, 3]
    assert [round(float(x)) for x in inverses(M, "pow", 0, [minus], [two, three])] == [-2]


NOWHERE = {"exp": "-1", "cosh": "0.5", "sin": "2", "tanh": "3", "erf": "2"}


@pytest.mark.parametrize(("name", "wanted"), NOWHERE.items())
def test_what_no_argument_gives_is_left_out(name, wanted):
    assert inverses(M, name, 0, [M.context.mpf(wanted)], [M.context.mpf("0.5")]) == []


def test_a_wrong_inverse_is_found_out(monkeypatch):
    monkeypatch.setitem(inversion._INVERSES, "log", (lambda m, w, x: [m.exp(w) + 1],))
    with pytest.raises(AssertionError):
        test_every_operation_is_inverted_in_every_argument("log", 0)
