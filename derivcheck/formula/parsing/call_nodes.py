"""The nodes of a function, once its operands are read: the operation, call or formula that it is, and its power."""

from __future__ import annotations

from collections.abc import Sequence

from derivcheck.elementary import FUNCTIONS
from derivcheck.formula.aliases import BY_ARGUMENTS
from derivcheck.formula.expression import Expression
from derivcheck.formula.lexer import Token, tokenize
from derivcheck.formula.name_faults import arity_fault
from derivcheck.formula.names import COMPOSED
from derivcheck.formula.operators import PendingFunction
from derivcheck.formula.parsing.leaves import leaf
from derivcheck.formula.parsing.reading import Handlers, Reading
from derivcheck.formula.templates import TEMPLATES

_BY_ARGUMENTS = frozenset(name for name, _ in BY_ARGUMENTS)

# The operations of those that with so many arguments are one.
_OPERATIONS = {
    (name, row.arity): row.name
    for name, row in FUNCTIONS.items()
    if name not in COMPOSED and (name, row.arity) not in BY_ARGUMENTS
}

# Of Mathematica's full form, and of SymPy's; NumPy's add(x, y, out) is another.
_OF_ANY_NUMBER = {"Plus": "add", "Times": "mul", "Add": "add", "Mul": "mul"}
_PAIR = 2

_LOGARITHMS = {"2": "log2", "10": "log10", "e": "log"}


def finish_call(reading: Reading, function: PendingFunction, count: int) -> None:
    """Write the nodes of a function of the operands on top."""
    place = function.place
    if count > _PAIR and place.text in _OF_ANY_NUMBER:
        _fold(reading, function, count)
    elif function.base is None and (operation := _OPERATIONS.get((function.name, count))):
        reading.nodes.apply(operation, count, place.position)
    elif function.base is None:
        if function.name in _BY_ARGUMENTS:
            function = function._replace(name=BY_ARGUMENTS.get((function.name, count), function.name))
        reading.check(arity_fault(function.name, count), place)
        if function.name in TEMPLATES and not (function.name in FUNCTIONS and count == FUNCTIONS[function.name].arity):
            _expand(reading, function, count)
        else:
            reading.nodes.call(function.name, count, place.position)
    else:
        reading.check(arity_fault("ln", count), place)
        _finish_with_base(reading, function, function.base)
    if function.exponent:
        _raise(reading, function.exponent)


def _fold(reading: Reading, function: PendingFunction, count: int) -> None:
    """Write the nodes of a sum or product of more than two operands, from the left as its signs would be read."""
    operation, place = _OF_ANY_NUMBER[function.place.text], function.place.position
    later = [reading.nodes.take() for _ in range(count - 1)]
    for operand in reversed(later):
        reading.nodes.put(operand)
        reading.nodes.apply(operation, _PAIR, place)


def _finish_with_base(reading: Reading, function: PendingFunction, base: Token) -> None:
    """Write the nodes of a logarithm with its base, or of a root or function with its index or order."""
    place = function.place.position
    if function.name == "log" and base.text in _LOGARITHMS:
        reading.nodes.call(_LOGARITHMS[base.text], 1, place)
        return
    leaf(reading, base)
    if function.name not in ("log", "root"):
        reading.nodes.swap()
    reading.nodes.call(function.name, 2, place)


def _expand(reading: Reading, function: PendingFunction, count: int) -> None:
    """Write out what a function is short for."""
    row, place = TEMPLATES[function.name], function.place.position
    short = bool(row.short) and count == row.fewest
    for default in () if short else row.defaults[count - row.fewest :]:
        reading.nodes.number(default.removeprefix("-"), place)
        if default.startswith("-"):
            reading.nodes.apply("neg", 1, place)
    names = row.parameters[: row.fewest] if short else row.parameters
    reading.nodes.graft(_template(row.short if short else row.formula, reading.handlers), names, place)


_READ: dict[str, Expression] = {}


def _template(formula: str, handlers: Handlers) -> Expression:
    """Return the formula of a template, read once."""
    if formula not in _READ:
        _READ[formula] = Reading(formula, tokenize(formula), frozenset(), handlers).run()
    return _READ[formula]


def _raise(reading: Reading, tokens: Sequence[Token]) -> None:
    """Raise the operand on top to a sign and a number or name, or to a sum or product."""
    if len(tokens) > 1 + (tokens[0].text == "-"):
        reading.nodes.put(reading.part(tokens))
        reading.nodes.apply("pow", 2, tokens[0].position)
        return
    leaf(reading, tokens[-1])
    if tokens[0].text == "-":
        reading.nodes.apply("neg", 1, tokens[0].position)
    reading.nodes.apply("pow", 2, tokens[0].position)
