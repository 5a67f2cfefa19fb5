"""The file of results: whole lines, each id once, one writer, and changed claims noticed."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from derivcheck.cli.results_file import ResultsFile
from derivcheck.ground.errors import InputError


def result(id: Any, verdict: str = "agrees") -> dict[str, Any]:
    return {"id": id, "verdict": verdict, "reason": "…"}


class Opened(ResultsFile):
    def __init__(self, path: Path, *retry: str) -> None:
        self.told: list[Any] = []
        super().__init__(str(path), frozenset(retry), lambda r: self.told.append(r["id"]))


def write(path: Path, *ids: Any, verdict: str = "agrees") -> None:
    with Opened(path) as results:
        for id in ids:
            results.meet(id, f"claim {id}", 1)
            results.write(result(id, verdict), f"claim {id}")


def ids(path: Path) -> list[Any]:
    return [json.loads(line)["id"] for line in path.read_text("utf-8").splitlines()]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "results.jsonl"


def test_results_are_appended_and_taken_up(path: Path) -> None:
    write(path, "a", 1)
    with Opened(path) as results:
        assert results.told == ["a", 1]
        assert results.meet("a", "claim a", 1) == (True, False)
        assert results.meet("1", "claim 1", 2) == (False, False)
        assert results.meet("1", "claim 1", 3) == (False, True)
        results.write(result("1"), "claim 1")
    assert ids(path) == ["a", 1, "1"]


@pytest.mark.parametrize(
    "torn", ['{"id": "b", "verdi', "{", '{"id": "b", "verdict": "agrees", "reason": "…"}', "x" * 9000]
)
def test_a_torn_last_line_is_mended(path: Path, torn: str) -> None:
    write(path, "a")
    with path.open("a") as file:
        file.write(torn)
    with Opened(path) as results:
        assert results.told == ["a"]
        assert not results.meet("b", "claim b", 1).done
    assert ids(path) == ["a"]


LINE = json.dumps({"id": 'a "1" \u00e9', "verdict": "agrees", "reason": "\u2026", "gap": None})


@pytest.mark.parametrize("length", range(len(LINE) + 1))
def test_a_file_that_is_torn_from_its_beginning_on(path: Path, length: int) -> None:
    path.write_text(LINE[:length])
    with Opened(path):
        assert path.read_bytes() == b""


@pytest.mark.parametrize(
    "text",
    [
        "a text of somebody, in one line",
        '{"id": 1, "function": "x^2", "claimed": "2x"}',
        '{"id": "a", "function": "x^2", "claimed": "2x"}\n{"id": "b", "function": "x',
        '{"id": {"a": 1',
        "id,function,claimed\n1,x,1",
        "\0" * 50,
    ],
    ids=range(6),
)
@pytest.mark.parametrize("retry", [(), ("unresolved",)])
def test_a_file_of_something_else_keeps_its_last_line_too(path: Path, text: str, retry: tuple[str, ...]) -> None:
    path.write_text(text)
    with pytest.raises(InputError, match="line 1, is no result"):
        Opened(path, *retry)
    assert path.read_text() == text
    assert [*path.parent.iterdir()] == [path]


def test_torn_fingerprints_are_mended(path: Path) -> None:
    write(path, "a")
    marks = Path(f"{path}.marks")
    with marks.open("ab") as file:
        file.write(b"torn")
    write(path, "b")
    with Opened(path) as results, pytest.raises(InputError, match="changed"):
        results.meet("b", "another claim", 1)


def test_a_claim_that_changed_is_noticed(path: Path) -> None:
    write(path, "a", "b")
    with Opened(path) as results:
        assert results.meet("a", "claim a", 1).done
        with pytest.raises(InputError, match=r"line 7: the claim 'b'.* has changed since"):
            results.meet("b", "claim c", 7)


def test_without_fingerprints_it_is_counted_of_how_many_nothing_is_known(path: Path) -> None:
    write(path, "a", "b")
    Path(f"{path}.marks").unlink()
    with Opened(path) as results:
        assert results.meet("a", "another claim", 1).done
        assert not results.meet("c", "claim c", 2).done
        assert results.unmarked == 1


def test_two_writers_are_refused(path: Path) -> None:
    with Opened(path), pytest.raises(InputError, match="another derivcheck writes"):
        Opened(path)
    with Opened(path):  # and the lock is free again
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_two_names_of_one_file_have_one_lock(path: Path) -> None:
    write(path, "a")
    link = path.with_name("link")
    link.symlink_to(path)
    with Opened(path), pytest.raises(InputError, match="another derivcheck writes"):
        Opened(link)
    mode = path.stat().st_mode
    path.chmod(0o640)
    write(link, "b", verdict="unresolved")
    with Opened(link, "unresolved") as results:
        assert results.told == ["a"]
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640 != mode & 0o777
    assert ids(path) == ["a"]


@pytest.mark.skipif(sys.platform == "win32", reason="fcntl")
def test_a_disk_without_locks_is_told_as_such(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    def none(*arguments: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", none)
    with pytest.raises(InputError, match=r"cannot be locked \(No locks available\); give a file on another disk"):
        Opened(path)


@pytest.mark.parametrize(("number", "told"), [(errno.ENOSPC, True), (errno.EIO, True), (errno.EINVAL, False)])
def test_a_disk_that_is_full_may_say_so_at_the_end(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int, told: bool
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(number, "late")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="late") if told else contextlib.nullcontext():
        write(path, "a")
    with pytest.raises(ZeroDivisionError), Opened(path):  # what ended a run before is what is told
        raise ZeroDivisionError


def test_the_lock_ends_with_its_process(path: Path) -> None:
    program = (
        "import os, sys; from derivcheck.cli.results_file import ResultsFile\n"
        "ResultsFile(sys.argv[1], frozenset(), print); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", program, str(path)], check=False)
    write(path, "a")


def test_verdicts_that_are_tried_again_are_taken_out(path: Path) -> None:
    write(path, "a")
    write(path, "b", verdict="unresolved")
    write(path, "c", verdict="error")
    with Opened(path, "unresolved") as results:
        assert results.told == ["a", "c"]
        assert results.meet("b", "claim b", 1) == (False, False)
        results.write(result("b"), "claim b")
    assert ids(path) == ["a", "c", "b"]


@pytest.mark.parametrize("line", ["hello", "[]", "{}", '{"id": 1}', "[" * 10**5], ids=range(5))
def test_another_file_is_left_alone(path: Path, line: str) -> None:
    write(path, "a")
    with path.open("a") as file:
        file.write(f"{line}\n")
    before = path.read_bytes()
    for retry in ((), ("unresolved",)):
        with pytest.raises(InputError, match="line 2, is no result"):
            Opened(path, *retry)
    assert path.read_bytes() == before


def test_an_id_that_is_there_twice_is_refused(path: Path) -> None:
    write(path, "a")
    path.write_text(path.read_text() * 2)
    with pytest.raises(InputError, match="'a' twice"):
        Opened(path)


def test_a_file_is_replaced_in_one_step_by_one_on_disk(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(path, "a", "b")
    before, done = path.read_bytes(), []
    honest = os.fsync
    monkeypatch.setattr(os, "fsync", lambda file: (done.append("on disk"), honest(file)))

    def ended(self: Path, target: Path) -> None:
        assert done == ["on disk"]
        assert self.read_bytes() == b""  # both results are to be tried again
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", ended)
    with pytest.raises(KeyboardInterrupt):
        Opened(path, "agrees")
    assert path.read_bytes() == before


def test_a_line_that_is_written_in_pieces_is_whole(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = os.write
    monkeypatch.setattr(os, "write", lambda file, data: honest(file, data[:7]))
    write(path, "a", "b")
    monkeypatch.undo()
    assert ids(path) == ["a", "b"]


def test_a_file_needs_no_standard_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Programs without a console have none."""
    monkeypatch.setattr(sys, "stdout", None)
    write(tmp_path / "results.jsonl", "a")
    assert ids(tmp_path / "results.jsonl") == ["a"]
    with pytest.raises(InputError, match="standard output is closed"):
        Opened("-")  # type: ignore[arg-type]
