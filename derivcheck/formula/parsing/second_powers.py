"""Powers of powers that nobody can say the order of: x²^3, sin^2(x)^3, ln|x|^2."""

from __future__ import annotations

import re

from derivcheck.formula.lexer import Token
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.questions import Question
from derivcheck.formula.symbols import SUPERSCRIPTS
from derivcheck.formula.token_groups import opening

SECOND_POWERS = {
    "superscript": "a power of a superscript has two readings; write (x**a)**b or x**(a**b)",
    "root": "a power after a root sign has two readings; write sqrt(x)**n or sqrt(x**n)",
    "powered": "a second power of a function has two readings; write (sin(x)**a)**b",
    "braced": "a power after an argument in braces has two readings; write sin(x)**n or sin(x**n)",
    "barred": "a power after bars has two readings; write log(abs(x))**n or log(abs(x)**n)",
}
"""Why no power may follow what the operand before it ends with."""

ROOT = "\N{SQUARE ROOT}"

_RAISED = re.compile(r"([A-Za-z0-9]+|\([^()]*\))([\u00b2\u00b3\u00b9\u2070\u2074-\u2079]+)\Z")
_POWERED = re.compile(r"([A-Za-z]+)(?:\^|\*\*)([0-9]+) ?\(([^()]+)\)\Z")
_BARRED = re.compile(r"([A-Za-z]{2,10}) ?\|([^|]{1,60})\|\Z")

_EVEN = re.compile("[0-9]*[02468]")

_LONGEST = 20


def check_power_of_root(reading: Reading, token: Token) -> None:
    """Ask what an even power is of, behind the bracket of a root sign: √(x-1)²; of an odd one both are the same.

    Raises
    ------
    ParseError
        It may be of what is in the bracket, or of the root.
    """
    tokens, last = reading.tokens, reading.index - 2
    if tokens[last].text != ")":
        return
    raised = token if token.kind == "superscript" else tokens[reading.index]
    index, sign = tokens[opening(tokens, last) - 2], tokens[opening(tokens, last) - 1]
    if (
        sign.text != ROOT
        or (index.kind == "superscript" and index.touches(sign))
        or not _EVEN.fullmatch(raised.text.translate(SUPERSCRIPTS))
    ):
        return
    typed = reading.text[sign.position : raised.end]
    below, power = reading.text[sign.end : token.position], reading.text[token.position : raised.end]
    pieces = [f"(sqrt{below}){power}", f"sqrt({below}{power})"]
    reading.check(Question(SECOND_POWERS["root"].partition(";")[0], typed, pieces, back=len(typed) - len(power)), token)


def second_power(reading: Reading, token: Token, fault: str) -> Question | None:
    """Ask for the order of two powers whose parts are short, or return None where they are not seen."""
    exponent = reading.tokens[reading.index]
    if token.kind != "**" or exponent.kind not in ("number", "name") or len(exponent.text) > _LONGEST:
        return None
    n, before = exponent.text, reading.text[: token.position]
    if found := _RAISED.search(before):
        base, raised = found[1], found[2].translate(SUPERSCRIPTS)
        readings = [f"({base}^{raised})^{n}", f"{base}^({raised}^{n})"]
    elif found := _POWERED.search(before):
        function, power, inside = found.groups()
        readings = [f"({function}({inside})^{power})^{n}", f"{function}(({inside})^{n})^{power}"]
    elif found := _BARRED.search(before):
        function, inside = found.groups()
        readings = [f"{function}(abs({inside}))^{n}", f"{function}(abs({inside})^{n})"]
    else:
        return None
    doubt = fault.partition(";")[0]
    return Question(doubt, reading.text[found.start() : exponent.end], readings, back=len(found[0]))
