"""Messages of errors: one line of a length that is read, whatever was typed."""

from __future__ import annotations

import pytest

from derivcheck.cli.main import main
from derivcheck.ground.errors import DomainError, InputError, ParseError
from derivcheck.ground.limits import MAX_MESSAGE


@pytest.mark.parametrize("kind", [DomainError, InputError, ParseError])
def test_of_a_long_message_both_ends_are_told(kind: type[Exception]) -> None:
    assert str(kind("a" * MAX_MESSAGE)) == "a" * MAX_MESSAGE
    message = str(kind(f"'{'x*' * 20_000}' is no number; 0.5 would work"))
    assert message.startswith("'x*x*")
    assert message.endswith("x*' is no number; 0.5 would work")
    assert len(message) == MAX_MESSAGE + len(" … ")


@pytest.mark.parametrize(
    "arguments",
    [
        ("x^2", "--at", "x*" * 20_000),
        ("x^2", "--wrt", "x" * 20_000, "--at", "1"),
        ("x^2", "--claim", "2x", "--domain", f"x=0:{'9' * 20_000}x"),
        ("x^2", "--claim", "2x", "--domain", f"{'y' * 20_000}>0"),
        ("x^2", "--claim", "2x", "--over", "0:" + "sin(" * 10_000),
        ("(" * 20_000, "--at", "1"),
    ],
)
def test_what_is_very_long_is_refused_in_a_short_line(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    line, *pointer = capsys.readouterr().err.splitlines()
    assert line.startswith("derivcheck: error: ")
    assert len(line) < MAX_MESSAGE + 50
    assert len("".join(pointer)) < 200
