"""What ends a part of a formula: brackets, bars, commas, and the end of the text."""

from __future__ import annotations

from typing import NoReturn

from derivcheck.formula.aliases import BY_ARGUMENTS, OTHER_ORDER, TWO_MEANINGS
from derivcheck.formula.decimal_commas import with_points, without_groups
from derivcheck.formula.domains_behind import domain_question
from derivcheck.formula.lexer import Token
from derivcheck.formula.name_faults import WITH_ORDER, order_fault
from derivcheck.formula.names import USUAL
from derivcheck.formula.operators import Group, PendingFunction
from derivcheck.formula.parsing.call_nodes import finish_call
from derivcheck.formula.parsing.calls import BRACED, end_arguments
from derivcheck.formula.parsing.program_functions import NAMES_IN_PROGRAMS, as_in_program
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.parsing.side_by_side import implicit_product
from derivcheck.formula.questions import Question
from derivcheck.formula.token_kinds import NAMES
from derivcheck.ground.errors import ParseError

OPENING = {")": "(", "]": "[", "}": "{", "|": "|"}
"""The bracket that each closing one ends; the bars of LaTeX say which they are."""

CLOSING = {opening: closing for closing, opening in OPENING.items()}


def bar(reading: Reading, token: Token) -> bool:
    """Read a bar, which closes bars that are open, or is a factor."""
    outer = next((g for g in reversed([*reading.stack.outer, reading.stack.group]) if not g.bare), None)
    if outer and outer.opening.kind == "|":
        end_arguments(reading)
        reading.stack.close()
        reading.nodes.call("abs", 1, outer.opening.position)
        reading.last = "bar"
        _end_barred(reading, outer)
        return True
    # After a number it can only open ("2|x|"); after anything else it was meant to close.
    if reading.last != "number" and any(group.opening.kind == "|" for group in reading.stack.outer):
        end_arguments(reading)
        _unclosed(reading, "before '|'")
    if reading.last != "number" and reading.product_after_bar:
        reading.check("bars beside bars have two readings; write abs(…)", token)
    return implicit_product(reading, token)


def _end_barred(reading: Reading, bars: Group) -> None:
    """End the argument of a function that consists of bars: ln|x|."""
    group = reading.stack.group
    if group.bare and not group.waiting and bars.operands_below == group.operands_below:
        function = reading.stack.close().function
        assert function is not None
        finish_call(reading, function, 1)
        reading.last = "barred"


def closing(reading: Reading, token: Token) -> bool:
    """End a group, or the arguments of a function."""
    stack = reading.stack
    if stack.group.bare:
        end_arguments(reading)
    group, text = stack.group, token.text
    if OPENING[text] != group.opening.text or group.opening.kind == "|":
        if group.opening.kind == "formula":
            reading.check(f"'{text}' closes nothing; leave it out, or write '{OPENING[text]}' before", token)
        _unclosed(reading, f"before '{text}'")
    stack.close()
    reading.last = "group"
    if group.function:
        _end_call(reading, group, group.function)
    return True


def _end_call(reading: Reading, group: Group, function: PendingFunction) -> None:
    """Write the nodes of a call, now that its parenthesis is closed."""
    count = len(reading.nodes.operands) - group.operands_below
    name = function.place.text
    if name in NAMES_IN_PROGRAMS and (known := as_in_program(reading, function, count)):
        function = known
    elif name in _DOUBTFUL:
        reading.check(_question(reading, group, function, count), function.place)
    if count == 2:
        _order_two(reading, group, function)
    finish_call(reading, function, count)
    reading.last = "powered" if function.exponent else BRACED if group.opening.kind == BRACED else "call"


def _order_two(reading: Reading, group: Group, function: PendingFunction) -> None:
    """Find out which of two arguments is an order or a base."""
    name = BY_ARGUMENTS.get((function.name, 2), function.name)
    if name in WITH_ORDER:
        reading.check(order_fault(name, reading.nodes.exact_number(1)), function.place)
    if name == "log" and function.base is None:
        reading.check(_base_question(reading, group, function), function.place)
    if function.place.text == "root" and function.base is None:
        reading.check(_index_question(reading, group, function), function.place)
    # Mathematica's order of arguments: Log[b, x].
    if function.place.text in ("Log", "ArcTan") and group.opening.text == "[":
        reading.nodes.swap()


_LONGEST_SHOWN = 40

_DOUBTFUL = OTHER_ORDER.keys() | TWO_MEANINGS.keys()


def _question(reading: Reading, group: Group, function: PendingFunction, count: int) -> str | None:
    """Ask for the function, or the order of its two arguments, which is not the same in all systems."""
    typed = function.place.text
    if typed in TWO_MEANINGS:
        needed, *readings = TWO_MEANINGS[typed]
        if count != needed or group.opening.text != "(":
            return None
        return Question(f"'{typed}' has two readings", typed, readings)
    if count != 2:
        return None
    name, system = OTHER_ORDER[typed]
    arguments = _typed_arguments(reading, group)
    a, b = arguments or "ab"
    written = f"{typed}{group.opening.text}{reading.text[group.opening.end : reading.tokens[reading.index - 1].end]}"
    readings = [f"{name}({a}, {b})", f"{name}({b}, {a})"]
    return Question(f"{typed} has two readings", written, readings, f", the second as in {system}")


def _typed_arguments(reading: Reading, group: Group) -> list[str]:
    """Return both arguments of a call, just closed, as typed; nothing if there is a comma within one."""
    inside = reading.text[group.opening.end : reading.tokens[reading.index - 1].position].split(",")
    return [part.strip() for part in inside] if len(inside) == 2 else []


def _index_question(reading: Reading, group: Group, function: PendingFunction) -> str | None:
    """Ask which argument of a root is its index: root(3, x) has it first in Typst, root(x, 3) last."""
    if reading.nodes.exact_number(1) is None or reading.nodes.exact_number() is not None:
        return None
    n, x = _typed_arguments(reading, group) or "nx"
    written = reading.text[function.place.position : reading.tokens[reading.index - 1].end]
    return Question("'root' has two readings", written, [f"({x})^(1/({n}))", f"({n})^(1/({x}))"])


def _base_question(reading: Reading, group: Group, function: PendingFunction) -> str | None:
    """Ask which argument of a logarithm is its base: Log[2, x] has it first, math.log(x, 2) last."""
    typed = function.place.text
    plain = reading.text.startswith((typed, f"\\{typed}"), function.place.position)
    mathematica = typed == "Log" and group.opening.text == "["
    if not plain or mathematica or typed not in ("log", "Log"):
        return None
    number_first = reading.nodes.exact_number(1) is not None and reading.nodes.exact_number() is None
    a, b = _typed_arguments(reading, group) or "ab"
    base_first = number_first or (len(a) == 1 and a.isalpha() and a not in USUAL and b in USUAL)
    if typed == "log" and group.opening.text == "(" and not base_first:
        return None
    written = reading.text[function.place.position : reading.tokens[reading.index - 1].end]
    return Question(f"{typed} has two readings", written, [f"log({a})/log({b})", f"log({b})/log({a})"])


def comma(reading: Reading, token: Token) -> bool:
    """End an argument."""
    end_arguments(reading)
    if reading.stack.group.function is None:
        said = _called(reading) or domain_question(reading.text, token.position) or _misplaced(reading, token)
        reading.check(said, token)
    reading.stack.finish()
    return False


def _misplaced(reading: Reading, token: Token) -> str:
    """Say that a comma has no place, and write out the formula without it, and that with points, if they are short."""
    text, doubt = reading.text, "',' stands only between arguments of a function"
    points, thousands = with_points(text), without_groups(text)
    if len(text) > _LONGEST_SHOWN or not (points or thousands):
        return f"{doubt}; a decimal point is '.'"
    if not thousands:
        return f"{doubt}; for a decimal comma write {points}"
    readings = [thousands, points] if points else [thousands]
    may_be = "thousands, or a decimal comma" if points else "thousands"
    return Question(f"{doubt}, and this one may be of {may_be}", text, readings, back=token.position)


def _called(reading: Reading) -> str | None:
    """Say that a letter before a bracket with a comma is no function, or return None if no letter stands there."""
    place = reading.stack.group.opening.position
    before = next((t for t in reversed(reading.tokens[: reading.index]) if t.position < place), None)
    if before is None or before.kind not in NAMES:
        return None
    return f"'{before.text:.20}' is no function of several arguments here; write it out"


def end_of_formula(reading: Reading, token: Token) -> bool:
    """End the formula."""
    end_arguments(reading)
    if reading.stack.outer:
        _unclosed(reading, "at the end")
    reading.stack.finish()
    return True


def _unclosed(reading: Reading, where: str) -> NoReturn:
    opening = reading.stack.group.opening
    closing = CLOSING[opening.text]
    raise ParseError(f"'{opening.text}' is not closed {where}; add '{closing}'", reading.text, opening.position)
