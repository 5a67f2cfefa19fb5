"""The command that serves the explorer."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from derivcheck.cli.main import main

pytest.importorskip("uvicorn")


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    calls: list[Any] = []
    monkeypatch.setattr(
        "derivcheck.report.explorer.serving.serve", lambda *args, **options: calls.append((args, options))
    )
    return calls


def test_the_words_of_the_command(served: list[Any]) -> None:
    assert main(["explore", "-x^2", "--port", "8123", "--no-browser"]) == 0
    assert main(["explore"]) == 0
    assert served == [(("-x^2", 8123), {"browser": False}), (("", 0), {"browser": True})]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--port", "70000"], "'70000' is not a whole number from 0 to 65535"),
        (["--port", "-1"], "'-1' is not a whole number"),
        (["x", "y"], "unrecognized arguments: y"),
        (["--prot", "80"], "unrecognized arguments: --prot"),
    ],
)
def test_what_cannot_be_used_is_refused(words: list[str], message: str, capsys: Any, served: list[Any]) -> None:
    assert main(["explore", *words]) == 2
    assert message in capsys.readouterr().err
    assert served == []


def test_a_port_that_is_taken_is_named(capsys: Any) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["explore", "--port", str(port), "--no-browser"]) == 2
    assert f"--port {port} of 127.0.0.1 cannot be had: Address already in use" in capsys.readouterr().err


def test_help_needs_no_library(capsys: Any) -> None:
    assert main(["explore", "--help"]) == 0
    assert "127.0.0.1" in capsys.readouterr().out
