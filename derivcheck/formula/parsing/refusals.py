"""What no formula has at this place: a token that is no token, one that has to be asked about, a missing operand."""

from __future__ import annotations

import re

from derivcheck.formula.capital_e import has_euler, or_variable
from derivcheck.formula.chains import chain_question
from derivcheck.formula.imaginary_unit import hidden_fault
from derivcheck.formula.lexer import Token
from derivcheck.formula.name_faults import arity_fault, unknown_function_fault
from derivcheck.formula.name_questions import asked, asked_exponent
from derivcheck.formula.no_products import AT_A_POINT
from derivcheck.formula.notations.doubtful_powers import is_fraction
from derivcheck.formula.parsing.concentrations import charge_question
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.parsing.written_signs import with_all_signs
from derivcheck.formula.questions import Question
from derivcheck.formula.syntax_messages import fault_at, missing_operand
from derivcheck.formula.token_kinds import SIGNS
from derivcheck.ground.errors import ParseError

# Of Maxima; %e and %pi are asked where e and pi stand besides.
_CONSTANTS = {
    "i": "'%i' is the imaginary unit, and complex numbers are not read; write the real part, such as cos(x)",
    "e": "'%e' beside e may be the number or not; write exp(1) for the number",
    "pi": "'%pi' beside pi may be the number or not; write pi for the number",
    "gamma": "'%gamma' is not read; give the number a name of its own",
    "phi": "'%phi' is not read; write (1 + sqrt(5))/2",
}
_RESPONSE = re.compile(r"\s*[^\W\d]\w*\s*\Z")
_WITHOUT_RESPONSE = re.compile(r"\s*~\s*[^\W\d]\w*\s*[-+*/^(]")
_DISTRIBUTION = re.compile(r"~\s*[A-Z]\w*\(")
_POINT = re.compile(r"\b(at|where|when|with|for)\s+\w+\s*\Z")


def fault(reading: Reading, token: Token) -> bool:
    """Refuse what is no token; what is told of a point is none of a formula."""
    if token.text == "=" and _POINT.search(reading.text, 0, token.position):
        reading.check(AT_A_POINT, token)
    if ask := _ASKED.get(token.text):
        reading.check(ask(reading.text, token.position), token)
    raise ParseError(fault_at(reading.text, token.position), reading.text, token.position)


def _of_model(text: str, position: int) -> Question | None:
    """Ask for the formula of a model in R: y ~ a*exp(b*x)."""
    if _WITHOUT_RESPONSE.match(text):
        return Question("'~' is the sign of a model in R", text, [text[position + 1 :].strip()], back=position)
    named = _RESPONSE.match(text, 0, position) and not _DISTRIBUTION.match(text, position)
    return Question("'~' is the sign of a model in R", "~", ["="]) if named else None


def _of_doubled(text: str, position: int) -> Question | None:
    r"""Ask for a text in which each backslash is typed once, not as in program text: \\\\frac{x}{2}."""
    if not text[position + 2 : position + 3].isalpha():
        return None
    once = text.replace(r"\\", "\\")
    return Question("backslashes are doubled, as in the text of a program", text, [once], back=position)


_ASKED = {"=": chain_question, "~": _of_model, r"\\": _of_doubled}
"""Signs behind which a text as a whole tells what may be meant."""


def undecided(reading: Reading, token: Token) -> bool:
    """Refuse letters that could be split in two ways."""
    reading.check(hidden_fault(reading.tokens, token.text), token)
    called = reading.tokens[reading.index].kind == "(" and len(token.text) > 2
    signs = [part.kind for part in reading.tokens[max(reading.index - 3, 0) : reading.index - 1]]
    raised = signs[-1:] == ["**"] or signs == ["**", "-"]
    question = asked_exponent if raised and len(token.text) == 2 and token.text.isalpha() else asked
    message = unknown_function_fault(token.text, ()) if called else question(token.text)
    if isinstance(message, Question):
        message = with_all_signs(_with_exponent(message, reading, token), reading, token)
    if token.text[0] == "E" and not called and not has_euler(reading.tokens):
        message = or_variable(message, "E", reading.text, token.position) or message
    raise ParseError(message, reading.text, token.position)


def _with_exponent(question: Question, reading: Reading, token: Token) -> Question:
    """Return a question on a name with the two exponents that may follow it: PV^5/3."""
    exponent = reading.tokens[reading.index : reading.index + 4]
    sign, number, _, divisor = [*exponent, *[token] * 4][:4]
    fraction = [part.kind for part in exponent] == ["**", "number", "/", "number"] and sign.text == "^"
    if not fraction or reading.program or not is_fraction(token.text, number.text, divisor.text):
        return question
    pieces = [f"({piece}^{number.text})/{divisor.text}" for piece in question.instead]
    pieces += [f"{piece}^({number.text}/{divisor.text})" for piece in question.instead]
    return Question(question.doubt, reading.text[token.position : divisor.end], pieces, question.otherwise)


def question(reading: Reading, token: Token) -> bool:
    """Ask what a name is: the token's text is the question."""
    message = with_all_signs(token.text, reading, token) if isinstance(token.text, Question) else token.text
    raise ParseError(message, reading.text, token.position)


def missing(reading: Reading, token: Token) -> bool:
    """Say which operand is missing."""
    before = reading.tokens[reading.index - 2] if reading.index > 1 else None
    function = reading.stack.group.function
    if token.text == "%":
        reading.check(_CONSTANTS.get(reading.tokens[reading.index].text), token)
    if token.text in ("]", "}") and before and before.kind in SIGNS:
        reading.check(charge_question(reading.text, token.position), token)
    if before and function and (before.kind, token.kind) == ("(", ")"):
        reading.check(arity_fault(function.name, 0), function.place)
    raise ParseError(missing_operand(before and before.text, token.text), reading.text, token.position)
