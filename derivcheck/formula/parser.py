"""From text to a checked formula.

An operator-precedence parser. It is in one of two states, before an operand or after one, and a
table says what each kind of token does there (`parsing`). Before it, `latex` and `split_names` turn
what is typeset or written together into plain tokens. The nodes are the operations typed, in the
order in which Python would do them. What could be read in two ways is refused, with both readings,
which the same parser finds when it is told which of two to take.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from derivcheck.formula import fortran
from derivcheck.formula.angle_units import RADIAN, with_units
from derivcheck.formula.braced_cases import braced_cases
from derivcheck.formula.braced_orders import with_orders
from derivcheck.formula.domains_behind import check_domain
from derivcheck.formula.equations import check_sides
from derivcheck.formula.expression import Expression
from derivcheck.formula.heads import Body, body
from derivcheck.formula.imaginary_unit import UNITS
from derivcheck.formula.latex import rewrite
from derivcheck.formula.latex_groups import may_have_operands
from derivcheck.formula.lexer import KINDS, Token, lexed, long_names
from derivcheck.formula.names import GREEK
from derivcheck.formula.notations.clear_arcs import with_arcs
from derivcheck.formula.parsing import (
    before_operand,
    brackets,
    cases,
    leaves,
    postfixes,
    refusals,
    remainders,
    roots,
    side_by_side,
    signs,
)
from derivcheck.formula.parsing.arcs import check_arcs
from derivcheck.formula.parsing.index_shifts import check_index_shifts, check_iterates
from derivcheck.formula.parsing.logarithms import check_logarithms, may_be_decimal
from derivcheck.formula.parsing.reading import Handler, Handlers, Reading
from derivcheck.formula.parsing.starred_names import check_starred_names
from derivcheck.formula.parsing.units_at_end import ENDS, check_unit
from derivcheck.formula.plain_text import plain_text
from derivcheck.formula.programs import plain_signs
from derivcheck.formula.questions import OpenQuestion, Question
from derivcheck.formula.split_names import may_be_several, split_names
from derivcheck.formula.whole_readings import with_readings
from derivcheck.formula.words_for_signs import with_signs
from derivcheck.ground.errors import ParseError

# What every head has, and hardly a formula without one.
_HEAD_SIGN = re.compile(r"[=\u2248:$#>\\\u21a6\u2192\u21d2\u27fc\u2234@;`\u2254]")
_HEAD_WORDS = ("return", "function")


def parse(text: str, variables: Iterable[str] = (), *, program: bool = False) -> Expression:
    """Read a formula.

    It may have Python's arithmetic, ``^`` for powers, products without a sign (``2x``, ``x(x+1)``),
    functions without parentheses (``sin 2x``, ``sin^2 x``), ``|x|``, typeset signs, LaTeX, the names
    of NumPy, SymPy and Mathematica, a head (``f(x) =``), and what stands around an answer
    (``$...$``, a box, a fence of Markdown, a full stop).

    Parameters
    ----------
    text : str
        The formula, such as ``"exp(2x)/(1 + sin(x^2))"``.
    variables : iterable of str
        Names that are variables even if they also name a constant, or a function (which such a
        name still is before a parenthesis). Unknown names are variables anyway, but products
        where each of their letters is a variable of these.
    program : bool
        Whether a program wrote it: precedence tells how far a power goes, also where no ``*`` does.

    Returns
    -------
    Expression
        Its last node is the result, and every node is part of it.

    Raises
    ------
    ParseError
        The text is no formula, or has two readings, or exceeds one of the `limits`. The message
        says what would work, and `position` where the fault is.

    Examples
    --------
    >>> [node.operation for node in parse("2x + 1").nodes]
    ['number', 'variable', 'mul', 'number', 'add']
    >>> parse("2xsin x").read_as, parse("2xy", "xy").read_as
    ('2*x*sin(x)', '2*x*y')
    >>> parse("1/2x")
    Traceback (most recent call last):
    derivcheck.ground.errors.ParseError: this has two readings; write x/2 or 1/(2*x)
    >>> parse("sinn(x)")
    Traceback (most recent call last):
    derivcheck.ground.errors.ParseError: unknown function 'sinn'; did you mean sin?
    """
    expression, bound, again = _read(text, variables, program=program)
    if again and not program and expression.text != text:
        # Of a letter typed as \psi nobody asks whether it is a function.
        _check_strict_form(expression, text, bound.union(GREEK.intersection(expression.variables)))
    return expression


def _check_strict_form(expression: Expression, text: str, bound: frozenset[str]) -> None:
    r"""Ask what the strict form of a formula would be asked: of x2 in \sqrt{x2 + y^2} as in sqrt(x2 + y^2)."""
    try:
        other = _read(expression.text, bound)[0].text
    except ParseError as error:
        raise ParseError(str(error), text, 0, error.readings) from None
    if other != expression.text:
        raise ParseError(f"names run together have two readings; write {other}", text, 0, (other,))


def _read(text: str, variables: Iterable[str], *, program: bool = False) -> tuple[Expression, frozenset[str], bool]:
    """Read a formula, as `_parse` does; an error has the readings."""
    try:
        return _parse(text, variables, program=program or "*" in text, printed=program)
    except ParseError as error:
        if not isinstance(error, OpenQuestion) and not isinstance(error.args[0], Question):
            raise
        raise with_readings(error, lambda reading: _parse(reading, variables, program="*" in text)[0]) from None


def _parse(
    text: str, variables: Iterable[str], *, program: bool, printed: bool = False
) -> tuple[Expression, frozenset[str], bool]:
    """Read a formula, which names are variables, and whether its strict form may be asked what the text was not.

    What is asked is an error that may be without the readings.

    A reading of a text that is no program's has stars, too, and is none.
    """
    given = frozenset(variables)
    plain = plain_text(text, given)
    if plain.endswith("}"):
        check_domain(text)
    found = body(plain) if _may_have_head(plain) else Body(0, len(text), ())
    bound = given.union(found.variables, found.parameters)
    signs = _signs(plain, found, bound, given)
    parts = signs.tokens
    if may_be_several(signs.names, bound):
        typeset = "\\" in text or "{" in text
        parts = split_names(parts, bound, typeset=typeset, free=not given, qualified=signs.qualified)
    reading = Reading(text, parts, bound, _HANDLERS)
    reading.program, reading.printed = program, printed
    arcs = "acos" in text or "asin" in text or "atan" in text
    _check_text(reading, arcs=arcs)
    expression = reading.run()
    if found.start and "*" not in text:
        check_sides(expression, text, found.start)
    rewritten = signs.rewritten or reading.rewritten or len(parts) > len(signs.tokens)
    if rewritten or found.start or plain != text:
        strict = expression.text
        read_as = "" if strict.replace(" ", "") == text.replace(" ", "") else with_arcs(strict) if arcs else strict
        expression = replace(expression, declared=found.variables, read_as=read_as)
    # Names that are typeset, and i behind a letter or a function: (a + bi)^2.
    again = "**" not in text and not UNITS.isdisjoint(reading.meanings)
    if "\\" in text or "{" in text:
        again |= any(len(name) > 1 and name not in bound and name not in GREEK for name in expression.variables)
    return expression, bound, again


class _Signs(NamedTuple):
    """The tokens of a formula, its long names, whether functions have a library before them, and what was changed."""

    tokens: list[Token]
    names: set[str]
    qualified: bool
    rewritten: bool


def _signs(plain: str, found: Body, bound: frozenset[str], given: frozenset[str]) -> _Signs:
    """Return the tokens of a formula, with signs instead of what is typeset or of another system."""
    tokens, names, typeset = lexed(plain, found.start, found.stop)
    doubles = False
    if not fortran.NAMES.isdisjoint(names) and (doubled := fortran.plain_fortran(plain, given)) != plain:
        plain, doubles = doubled, True
        tokens, names, typeset = lexed(plain, found.start, found.stop)
    if programmed := "?" in plain or "base" in plain or "S(" in plain or plain.startswith("="):
        tokens = plain_signs(tokens, plain)
    if " over " in plain or " then " in plain:
        tokens, programmed = with_signs(tokens), True
    if RADIAN in plain and RADIAN not in bound:
        tokens = with_units(tokens)
    qualified = typeset and any(token.kind == "qualified" for token in tokens)
    typeset |= "{" in plain and may_have_operands(plain)
    if "_{" in plain:
        tokens = with_orders(tokens)
    if typeset:
        tokens = rewrite(tokens)
        names = long_names(tokens)
    if ":" in plain and "{" in plain:
        tokens = braced_cases(tokens)
    return _Signs(tokens, names, qualified, typeset or programmed or doubles)


def _check_text(reading: Reading, *, arcs: bool) -> None:
    """Ask what is asked of a text as a whole; what hardly any text has is looked for first."""
    text = reading.text
    if "log" in text and may_be_decimal(text):
        check_logarithms(reading)
    if arcs:
        check_arcs(reading)
    if "_" in text:
        check_index_shifts(reading)
    if "^(" in text:
        check_iterates(reading)
    if text.endswith(ENDS):
        check_unit(reading)
    if "* " in text:
        check_starred_names(reading)


def _may_have_head(text: str) -> bool:
    """Return whether there may be more than a formula: y =, f <-, return, or what stands behind an answer."""
    if _HEAD_SIGN.search(text) or "<-" in text:
        return True
    return text.rstrip().endswith((".", "*", ",")) or text.startswith(_HEAD_WORDS)


_BEFORE_OPERAND: dict[str, Handler] = {
    **dict.fromkeys(KINDS, refusals.missing),
    "number": leaves.number,
    "fraction": leaves.fraction,
    "name": cases.name_before,
    "pi": leaves.symbol,
    "letter": before_operand.letter,
    "root": roots.root_sign,
    "superscript": roots.root_index,
    "+": before_operand.positive,
    "-": before_operand.negative,
    "(": cases.bracket_before,
    "|": before_operand.opening,
    "asked": refusals.undecided,
    "question": refusals.question,
    **dict.fromkeys(("fault", "comparison", "and", "not"), refusals.fault),
}

_AFTER_OPERAND: dict[str, Handler] = {
    **dict.fromkeys(("number", "fraction", "letter", "pi", "root", "("), side_by_side.implicit_product),
    "name": cases.name_after,
    **dict.fromkeys("+-*/", signs.binary),
    "%": remainders.remainder,
    "**": signs.power,
    "superscript": signs.superscript,
    "|": brackets.bar,
    ")": brackets.closing,
    ",": brackets.comma,
    "end": brackets.end_of_formula,
    "asked": refusals.undecided,
    "question": refusals.question,
    "fault": postfixes.postfix,
    **dict.fromkeys(("comparison", "and", "not"), refusals.fault),
}

_HANDLERS = Handlers(_BEFORE_OPERAND, _AFTER_OPERAND)
