"""A formula by cases as plain formulas, one for each answer to its comparisons."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from derivcheck.formula.branches import SELECT
from derivcheck.formula.expression import Expression
from derivcheck.formula.nodes import Node, pruned
from derivcheck.formula.notations.strict import strict, texts

Pair = tuple[str, str]
"""Both sides of a comparison, as text, in alphabetical order."""

_MOST = 6
"""Different comparisons in formulas whose pieces are counted out: 64 pieces."""


def comparisons(formulas: Sequence[Expression]) -> dict[Pair, tuple[str, Fraction] | None]:
    """Return the different comparisons of some formulas; of a variable with a number what it is compared with.

    Examples
    --------
    >>> from derivcheck.formula.parser import parse
    >>> comparisons([parse("piecewise(x < 1, x, y > x, 2, 3)")])
    {('x', 'y'): None, ('1', 'x'): ('x', Fraction(1, 1))}
    """
    found: dict[Pair, tuple[str, Fraction] | None] = {}
    for formula in formulas:
        written = texts(formula.nodes)
        for node in formula.nodes:
            if node.operation == SELECT:
                sides = node.arguments[:2]
                low, high = sorted(written[i] for i in sides)
                found.setdefault((low, high), _bound(formula, sides))
    return found


def _bound(formula: Expression, sides: Sequence[int]) -> tuple[str, Fraction] | None:
    for one, other in (sides, sides[::-1]):
        value = formula.rationals[other]
        if formula.nodes[one].operation == "variable" and value is not None:
            return str(formula.nodes[one].value), value
    return None


def pieces(formulas: Sequence[Expression]) -> Iterator[tuple[str, list[Expression]]]:
    """Yield, for each set of answers that may hold in an open set, the condition in words and the plain formulas.

    Examples
    --------
    >>> from derivcheck.formula.parser import parse
    >>> for where, plain in pieces([parse("piecewise(x < 0, -x, x < 1, x, 1)")]):
    ...     print(where, plain[0])
    x > 1 and x > 0 1
    x < 1 and x > 0 x
    x < 1 and x < 0 -x
    """
    found = comparisons(formulas)
    if len(found) > _MOST:
        return
    for answers in itertools.product((False, True), repeat=len(found)):
        greater = dict(zip(found, answers, strict=True))
        if _possible(greater, found):
            where = " and ".join(_shown(pair, answer, found[pair]) for pair, answer in greater.items())
            yield where, [taken(formula, greater) for formula in formulas]


def _possible(greater: Mapping[Pair, bool], found: Mapping[Pair, tuple[str, Fraction] | None]) -> bool:
    """Return whether the comparisons of variables with numbers do not exclude each other."""
    lows: dict[str, Fraction] = {}
    highs: dict[str, Fraction] = {}
    for pair, bound in found.items():
        if bound is None:
            continue
        name, value = bound
        if greater[pair] == (pair[0] == name):
            lows[name] = max(value, lows.get(name, value))
        else:
            highs[name] = min(value, highs.get(name, value))
    return all(name not in highs or low < highs[name] for name, low in lows.items())


def _shown(pair: Pair, greater: bool, bound: tuple[str, Fraction] | None) -> str:
    first, second = pair
    if bound is not None and first != bound[0]:
        first, second, greater = second, first, not greater
    return f"{first} {'>' if greater else '<'} {second}"


def taken(formula: Expression, greater: Mapping[Pair, bool]) -> Expression:
    """Return the plain formula that is left when the comparisons are answered: whether the first side is greater."""
    if not formula.branching:
        return formula
    written, moved, nodes = texts(formula.nodes), list[int](), list[Node]()
    for node in formula.nodes:
        if node.operation == SELECT:
            left, right = (written[i] for i in node.arguments[:2])
            first = greater[left, right] if left < right else not greater[right, left]
            moved.append(moved[node.arguments[2 if first else 3]])
        else:
            moved.append(len(nodes))
            nodes.append(node._replace(arguments=tuple(moved[i] for i in node.arguments)))
    kept = pruned(nodes[: moved[-1] + 1])
    return Expression(strict(kept), kept)
