"""Tokens: the oracle is the text itself, which they must cover, and Python's own tokenizer."""

from __future__ import annotations

import io
import time
import tokenize as python_tokenize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import hostile_texts, python_formulas

from derivcheck.formula.lexer import KINDS, Token, lexed, tokenize
from derivcheck.formula.symbols import LOWERED, SUPERSCRIPTS, SYMBOLS
from derivcheck.formula.syntax_messages import fault_at
from derivcheck.ground.errors import ParseError
from derivcheck.ground.limits import MAX_LENGTH


def kinds(text: str) -> list[str]:
    return [token.kind for token in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["end"]),
        ("2x", ["number", "name", "end"]),
        ("x2", ["name", "end"]),
        ("2πx", ["number", "pi", "name", "end"]),
        ("αβ", ["name", "end"]),
        ("x**-y^z", ["name", "**", "-", "name", "**", "name", "end"]),
        ("a−b·c×d÷e", ["name", "-", "name", "*", "name", "*", "name", "/", "name", "end"]),
        ("x⁻¹²", ["name", "superscript", "end"]),
        ("√(x)", ["root", "(", "name", ")", "end"]),
        ("1.5e-3", ["number", "end"]),
        ("1e−3", ["number", "end"]),
        (".5 5.", ["number", "number", "end"]),
        ("2e", ["number", "name", "end"]),
        ("2ex", ["number", "name", "end"]),
        ("x /y", ["name", "/", "name", "end"]),
        ("\u00a0x\t\n", ["name", "end"]),
    ],
)
def test_kinds(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    "text", ["1.2.3", "2..3", "1_000", "0x1F", "0b1", "2E - 3", "2e -3", "2e3.5", "x.y", "x//y", "é"]
)
def test_what_is_no_token_is_one_fault_at_its_beginning(text: str) -> None:
    found = [token for token in tokenize(text) if token.kind == "fault"]
    assert found[0].position == (1 if text == "x//y" else 0)


@given(hostile_texts())
def test_tokens_and_spaces_make_the_text(text: str) -> None:
    tokens = tokenize(text)
    covered = 0
    for token in tokens:
        assert token.kind in KINDS
        assert text[covered : token.position].strip() == ""
        assert text.startswith(token.text, token.position)
        covered = token.position + len(token.text)
    assert tokens[-1] == Token("end", "", len(text.rstrip()))


@given(python_formulas())
def test_python_finds_the_same_tokens(text: str) -> None:
    theirs = python_tokenize.generate_tokens(io.StringIO(text).readline)
    expected = [(token.string, token.start[1]) for token in theirs if token.string.strip()]
    assert [(token.text, token.position) for token in tokenize(text)[:-1]] == expected


# A brace behind the formula, which is no part of it, has what is typeset looked for.
@given(st.one_of(python_formulas(), hostile_texts()))
@example("np.sin(x) .* 2%%3")
@example("y = ")
@example(" 2 x\t")
def test_an_ordinary_formula_has_the_tokens_of_a_typeset_one(text: str) -> None:
    assert lexed(text, 0, len(text)) == lexed(f"{text} {{", 0, len(text))


def test_the_comparison_with_python_can_fail() -> None:
    with pytest.raises(AssertionError):
        test_python_finds_the_same_tokens.hypothesis.inner_test("2πx")  # type: ignore[attr-defined]


def test_superscripts_are_those_that_unicode_says() -> None:
    import unicodedata

    slash = 0x141F  # the one that people take
    for raised, plain in SUPERSCRIPTS.items():
        if raised == slash:
            continue
        assert unicodedata.normalize("NFKC", chr(raised)).replace("\N{MINUS SIGN}", "-") == chr(plain)


def test_subscripts_are_those_that_unicode_says() -> None:
    import unicodedata

    assert all(unicodedata.normalize("NFKC", chr(lowered)) == chr(plain) for lowered, plain in LOWERED.items())


def test_every_sign_is_read_alone() -> None:
    assert [kinds(sign)[0] for sign in SYMBOLS] == list(SYMBOLS.values())


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("１", "'１' (U+FF11) has no meaning in a formula; write 1"),
        ("½", "write 1/2"),
        ("µ", "write mu"),
        ("é", "'é' (U+00E9) has no meaning in a formula; use Latin or Greek letters"),
        ("\u200b", "the character U+200B has no meaning in a formula; leave it out"),
        ("\0", "U+0000"),
        ("😀", "U+1F600"),
        ("\ud800", "the character U+D800"),
    ],
)
def test_an_unknown_character_is_named(text: str, fragment: str) -> None:
    assert fragment in fault_at(text, 0)


def test_a_line_of_a_million_characters_is_refused_at_once() -> None:
    start = time.process_time()
    with pytest.raises(ParseError, match="1,000,000 characters, and the limit is 100,000") as caught:
        tokenize("x" * 1_000_000)
    assert time.process_time() - start < 0.1
    assert caught.value.position == MAX_LENGTH


# What a look-ahead could scan again and again, and what could make one alternative back-track.
SLOW = [
    "x ",
    "1 ",
    "x",
    "1",
    "1 e ",
    "2e ",
    "1.",
    "x .",
    "np .",
    "0x",
    "²",
    "⁻",
    "(",
    "|",
    "/",
    " ",
    "é",
    "1_",
    "\t.",
    "**",
]


@pytest.mark.parametrize("piece", SLOW)
def test_time_is_linear(piece: str) -> None:
    text = (piece * MAX_LENGTH)[:MAX_LENGTH]
    start = time.process_time()
    tokens = tokenize(text)
    fault = next((token for token in tokens if token.kind == "fault"), None)
    if fault:
        assert len(fault_at(text, fault.position)) < 200
    assert time.process_time() - start < 1


@pytest.mark.parametrize("head", ["x", "1", "1e", "x.", "1 e"])
def test_time_is_linear_in_spaces(head: str) -> None:
    start = time.process_time()
    tokenize(head + " " * (MAX_LENGTH - 10) + "-.x")
    assert time.process_time() - start < 1
