"""A formula with the signs of all its products of letters: with only one of them it would be read in another way."""

from __future__ import annotations

import re

from derivcheck.formula.adjacent_factors import are_factors
from derivcheck.formula.function_letters import one_way
from derivcheck.formula.lexer import Token
from derivcheck.formula.name_questions import USUAL_INDEX, asked
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.questions import Question
from derivcheck.formula.token_kinds import NAMES
from derivcheck.formula.whole_readings import in_place, with_piece

_LONGEST = 200
_BEHIND_LETTER = re.compile(r"(?<!\w)[a-zA-Z][_*]?[a-z](?:\*?[a-z])?(?!\w)")
_BRACKETS = {"(": ("(", "[", "{"), ")": (")", "]", "}")}
_BINDING = frozenset({"/", "**"})


def with_all_signs(question: Question, reading: Reading, token: Token) -> Question:
    """Return a question on a name, in whose answers all products have their signs.

    Where one sign is written, letters without one are a name: cd in a*b - cd.

    Parameters
    ----------
    question : Question
        On what begins at the token.
    reading : Reading
    token : Token
    """
    text, start = reading.text, token.position
    if len(text) > _LONGEST or "\\" in text or question.back or not text.startswith(question.typed, start):
        return question
    stop = start + len(question.typed)
    before, after = _written(reading, 0, start), _written(reading, stop, len(text))
    again = one_way(question.typed, "", after) != after
    if (before, after) == (text[:start], text[stop:]) and not again:
        return question
    typed, end = f"{before}{question.typed}{after}", len(before) + len(question.typed)
    whole = [
        formula[: len(before) + len(prefix)] + one_way(question.typed, prefix, formula[len(before) + len(prefix) :])
        for piece in question.instead
        for prefix in [piece.partition("(")[0]]
        for formula in with_piece(typed, len(before), end, piece)
    ]
    if not whole:  # as before a bracket that is not closed
        return question
    if "_" in question.instead[0] and len(whole) == len(question.instead):
        whole = [_alike(formula, piece, text) for formula, piece in zip(whole, question.instead, strict=True)]
    return Question(question.doubt, text, whole, question.otherwise, back=start)


def _written(reading: Reading, start: int, stop: int) -> str:
    """Return a stretch of the text with the signs of products in what was written together there."""
    text, written, place, bound = reading.text, "", start, False
    depth = 0
    tokens = reading.tokens
    around = zip([*tokens[-2:], *tokens], [tokens[-1], *tokens], tokens, tokens[1:], strict=False)
    for earlier, before, part, following in around:
        if part.kind in _BRACKETS and not _is_typed(part, following, text):
            # Of what stands below a line as a whole: U/kT.
            if start <= part.position <= stop and depth + (part.kind == "(") > 0:
                written += text[place : part.position] + part.kind
                place, depth = part.position, depth + (part.kind == "(") - (part.kind == ")")
            continue
        typed, product = _piece(part)
        if not max(start, place) <= part.position < stop or not text.startswith(typed, part.position):
            continue
        # Behind a division or the sign of a power the letters are left as they are: no sign there keeps their meaning.
        together = before.kind in NAMES and before.touches(part)
        bound = bound if together else before.kind in _BINDING or (before.kind, earlier.kind) == ("-", "**")
        end = part.position + len(typed)
        letters = part.kind in NAMES and following.kind in NAMES and following.position == end
        sign = "*" * (letters and not bound and are_factors(part, following))
        if product != typed and before.kind == "/":
            product, end = in_place(text, part.position, end, product)
        elif product != typed and bound:
            # What the exponent of e is, is asked once more.
            product = typed if earlier.text[-1:] == "e" and before.kind == "**" else f"({product})"
        written += text[place : part.position] + product + sign
        place = end
    return written + text[place:stop]


def _is_typed(bracket: Token, following: Token, text: str) -> bool:
    return text.startswith(_BRACKETS[bracket.kind], bracket.position) and bracket.position < following.position


def _piece(token: Token) -> tuple[str, str]:
    """Return what was typed, and what it is as a product if it may be one and nothing else."""
    question = token.text if token.kind == "question" else asked(token.text) if token.kind == "asked" else None
    if not isinstance(question, Question):
        return token.text, token.text
    plain = len(question.instead) == 1 or "_" in question.instead[0]
    return question.typed, question.instead[0] if plain else question.typed


def _alike(formula: str, piece: str, text: str) -> str:
    """Return a formula in which what is behind a letter is read in one way: V_gs - V_t or V*g*s - V*t for Vgs - Vt."""
    letter = piece.partition("_")[0][-1:] if "_" in piece else ""

    def read(found: re.Match[str]) -> str:
        name = found[0].replace("*", "").replace("_", "")
        if not USUAL_INDEX.fullmatch(name) or name not in text:
            return found[0]
        return "*".join(name) if not letter else f"{letter}_{name[1:]}" if name[0] == letter else found[0]

    start = formula.rfind("=") + 1
    return formula[:start] + _BEHIND_LETTER.sub(read, formula[start:])
