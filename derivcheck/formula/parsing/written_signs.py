"""A formula with the signs of all its products of letters: with only one of them it would be read in another way."""

from __future__ import annotations

from derivcheck.formula.letters_in_names import are_factors
from derivcheck.formula.lexer import Token
from derivcheck.formula.name_questions import asked
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.questions import Question
from derivcheck.formula.whole_readings import in_place, replaced

_LONGEST = 200
_LETTERS = frozenset({"name", "letter"})
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
    if (before, after) == (text[:start], text[stop:]) or any("…" in piece for piece in question.instead):
        return question
    typed, end = f"{before}{question.typed}{after}", len(before) + len(question.typed)
    whole = [replaced(typed, len(before), end, piece) for piece in question.instead]
    return Question(question.doubt, text, whole, question.otherwise, back=start)


def _written(reading: Reading, start: int, stop: int) -> str:
    """Return a stretch of the text with the signs of products in what was written together there."""
    text, written, place, bound = reading.text, "", start, False
    tokens = reading.tokens
    around = zip([*tokens[-2:], *tokens], [tokens[-1], *tokens], tokens, tokens[1:], strict=False)
    for earlier, before, part, following in around:
        typed, product = _piece(part)
        if not max(start, place) <= part.position < stop or not text.startswith(typed, part.position):
            continue
        # Behind a division or the sign of a power the letters are left as they are: no sign there keeps their meaning.
        together = before.kind in _LETTERS and before.touches(part)
        bound = bound if together else before.kind in _BINDING or (before.kind, earlier.kind) == ("-", "**")
        end = part.position + len(typed)
        letters = part.kind in _LETTERS and following.kind in _LETTERS and following.position == end
        sign = "*" * (letters and not bound and are_factors(part, following))
        if product != typed and before.kind == "/":
            product, end = in_place(text, part.position, end, product)
        elif product != typed and bound:
            # What the exponent of e is, is asked once more.
            product = typed if earlier.text[-1:] == "e" and before.kind == "**" else f"({product})"
        written += text[place : part.position] + product + sign
        place = end
    return written + text[place:stop]


def _piece(token: Token) -> tuple[str, str]:
    """Return what was typed, and what it is as a product if it may be one and nothing else."""
    question = token.text if token.kind == "question" else asked(token.text) if token.kind == "asked" else None
    if not isinstance(question, Question):
        return token.text, token.text
    return question.typed, question.instead[0] if len(question.instead) == 1 else question.typed
