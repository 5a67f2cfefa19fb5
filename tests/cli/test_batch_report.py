"""What a person sees of a run: counts, causes, what stands out, and a bar."""

from __future__ import annotations

import io
import sys
from typing import Any

import pytest

from derivcheck.cli.batch_report import Tally, progress


def result(id: str, verdict: str, **more: Any) -> dict[str, Any]:
    return {"id": id, "verdict": verdict, "reason": "…", "gap": None, "cause": None, "seconds": 0.1, **more}


def test_the_summary_counts_and_names_what_stands_out() -> None:
    tally = Tally()
    tally.add(result("old", "agrees"), before=True)
    for found in (
        result("a", "agrees", seconds=2.5),
        result("b", "refuted", gap=-3.0, cause={"kind": "sign", "text": "…"}),
        result("c", "refuted", gap=2.0, cause={"kind": "sign", "text": "…"}),
        result("d", "unresolved", reason="timeout: no verdict within 10 s"),
        result("e", "unresolved", reason="at x = 0: a kink"),
    ):
        tally.add(found)
    first, *lines = tally.summary("2 workers").splitlines()
    assert first.startswith("5 claims in ")
    assert first.endswith("by 2 workers, 1 done before")
    assert [line.strip() for line in lines] == [
        "agrees 2, refuted 2, unresolved 2",
        "causes: sign 2",
        "ended: timeout 1",
        "slowest: a (2.50 s)",
        "largest gap: b (3)",
    ]


def test_what_a_terminal_would_obey_is_not_printed() -> None:
    tally = Tally()
    tally.add(result("\x1b[2J\n\x00a", "refuted", gap=1.0, seconds=0.1))
    tally.add(result("b" * 1000, "agrees", seconds=5.0))
    said = tally.summary("1 worker", ["a note"])
    assert "\x1b" not in said
    assert r"largest gap: '\x1b[2J\n\x00a' (1)" in said
    assert f"slowest: {'b' * 60}\u2026 (5.00 s)" in said
    assert said.splitlines()[-1] == "  a note"
    one = Tally()
    one.add(result("a", "agrees"))
    assert one.summary("1 worker").startswith("1 claim in")


@pytest.mark.parametrize(
    ("verdicts", "status"),
    [(["agrees", "proved"], 0), (["agrees", "error"], 3), (["unresolved"], 3), (["error", "refuted"], 1), ([], 0)],
)
def test_the_exit_status(verdicts: list[str], status: int) -> None:
    tally = Tally()
    for verdict in verdicts:
        tally.add(result("a", verdict))
    assert tally.exit_status == status


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("stream", "shown"), [(Terminal(), True), (io.StringIO(), False)])
def test_the_bar_is_for_terminals(stream: io.StringIO, shown: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("tqdm")
    monkeypatch.setattr(sys, "stderr", stream)
    tally = Tally()
    with progress(tally) as step:
        for _ in range(3):
            tally.add(result("a", "agrees"))
            step()
    assert ("agrees=3" in stream.getvalue()) == shown


def test_without_tqdm_there_is_no_bar(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "tqdm", None)
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    with progress(Tally()) as step:
        step()
    assert (terminal.getvalue(), capsys.readouterr().out) == ("", "")
