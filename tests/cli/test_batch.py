"""The command `batch`: from a file to a file, at any end taken up again; one clear line for what goes wrong."""

from __future__ import annotations

import json
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from derivcheck.cli.batch import _bytes
from derivcheck.cli.main import main
from derivcheck.cli.results_file import ResultsFile

HEAD = "id,function,variable,claimed,at,params"
RIGHT = "right,x^2*sin(x),x,2*x*sin(x) + x^2*cos(x),1,"
WRONG = "wrong,x^2*sin(x),x,2*x*sin(x) - x^2*cos(x),1,"
OPEN = "open,abs(x),x,sign(x),0,"
NONE = "none,x^2 +,x,2*x,,"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "results.jsonl"


def table(folder: Path, *rows: str) -> str:
    path = folder / "claims.csv"
    path.write_text("\n".join([HEAD, *rows]) + "\n", "utf-8")
    return str(path)


def results(path: Path) -> dict[Any, dict[str, Any]]:
    found = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert len({result["id"] for result in found}) == len(found)
    return {result["id"]: result for result in found}


def batch(*words: str) -> int:
    return main(["batch", *words, "--jobs", "1"])


@pytest.mark.parametrize(
    ("rows", "status"),
    [((RIGHT,), 0), ((RIGHT, WRONG, OPEN), 1), ((RIGHT, OPEN), 3), ((RIGHT, NONE), 3), ((), 0)],
)
def test_the_exit_status_is_that_of_the_worst(rows: tuple[str, ...], status: int, tmp_path: Path, out: Path) -> None:
    assert batch(table(tmp_path, *rows), "-o", str(out)) == status
    assert {*results(out)} == {row.partition(",")[0] for row in rows}


def test_each_result_has_the_columns(tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    batch(table(tmp_path, RIGHT, WRONG, NONE, "short,x"), "-o", str(out))
    found = results(out)
    for result in found.values():
        assert list(result) == ["id", "verdict", "reason", "gap", "detection_limit", "cause", "seconds", "readings"]
    assert found["wrong"]["cause"] == {"kind": "term-sign", "text": "the second term has the wrong sign"}
    assert found["none"]["reason"].startswith("line 4: an operand is missing")
    assert found["short"]["reason"].startswith("line 5: 2 fields where the first line has 6")
    said = capsys.readouterr()
    assert said.out == ""
    assert "4 claims in" in said.err
    assert "agrees 1, refuted 1, error 2" in said.err
    assert "causes: term-sign 1" in said.err


def test_a_second_run_judges_what_is_new(tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    batch(table(tmp_path, RIGHT), "-o", str(out))
    assert batch(table(tmp_path, RIGHT, WRONG), "-o", str(out)) == 1
    assert {*results(out)} == {"right", "wrong"}
    assert "1 claim in" in (said := capsys.readouterr().err).splitlines()[-5]
    assert "1 done before" in said
    before = out.read_bytes()
    assert batch(table(tmp_path, RIGHT, WRONG), "-o", str(out)) == 1  # that of all results
    assert out.read_bytes() == before


def test_changed_claims_and_options_are_noticed(tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    batch(table(tmp_path, RIGHT), "-o", str(out))
    for row, *words in ((RIGHT.replace("+", "-"),), (RIGHT, "--exact-decimals")):
        assert batch(table(tmp_path, row), *words, "-o", str(out)) == 2
        assert "error: line 2: the claim 'right' (or an option) has changed since" in capsys.readouterr().err
    assert batch(table(tmp_path, RIGHT), "-o", str(out), "--timeout", "60") == 0


def test_claims_are_tried_again_where_that_is_asked_for(tmp_path: Path, out: Path) -> None:
    claims = table(tmp_path, RIGHT, OPEN, NONE)
    batch(claims, "-o", str(out))
    lines = out.read_text("utf-8").replace("unresolved", "unresolved").splitlines()
    out.write_text("\n".join(line.replace('"reason": "', '"reason": "before: ') for line in lines) + "\n", "utf-8")
    assert batch(claims, "-o", str(out), "--retry", "unresolved") == 3
    again = {id for id, result in results(out).items() if not result["reason"].startswith("before")}
    assert again == {"open"}


def test_an_id_is_there_once(tmp_path: Path, out: Path) -> None:
    claims = table(tmp_path, RIGHT, RIGHT.replace("right", "other"), RIGHT)
    for _ in range(2):
        batch(claims, "-o", str(out))
        found = results(out)
        assert {*found} == {"right", "other", "line 4"}
        assert found["line 4"]["reason"] == "line 4: the id 'right' is there before"


def test_causes_and_code(tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    batch(table(tmp_path, WRONG), "-o", str(out), "--no-cause")
    assert results(out)["wrong"]["cause"] is None
    (tmp_path / "code_of_a_user.py").write_text("import numpy as np\nf, g = np.sin, np.cos\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    rows = tmp_path / "claims.jsonl"
    row = {"id": "c", "function": "code_of_a_user:f", "claimed": "code_of_a_user:g", "at": 1}
    rows.write_text(json.dumps(row), "utf-8")
    assert batch(str(rows), "-o", "refused.jsonl") == 3
    assert batch(str(rows), "-o", "run.jsonl", "--allow-code") == 0


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["none.csv", "-o", "r"], "none.csv cannot be read: No such file"),
        (["none.csv"], "required: -o/--output"),
        (["c.csv", "-o", "no/folder"], "there is no folder"),
        (["c.csv", "-o", "."], "results cannot be written to .: Is a directory; give another file"),
        (["c.csv", "-o", "c.csv"], "'c.csv' is the file that is read"),
        (["c.csv", "-o", "./c.csv"], "'./c.csv' is the file that is read"),
        (["c.csv", "-o", "r", "--jobs", "0"], "whole number"),
        (["c.csv", "-o", "r", "--timeout", "0"], "seconds above 0"),
        (["c.csv", "-o", "r", "--memory", "much"], "is no size"),
        (["c.csv", "-o", "r", "--retry", "agrees"], "invalid choice"),
        (["c.csv", "-o", "r", "--job", "1"], "unrecognized"),
    ],
)
def test_what_cannot_be_used_is_one_line(
    words: list[str], why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "c.csv").write_text("function,claimed\n", "utf-8")
    assert main(["batch", *words]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("derivcheck: error: ")
    assert why in line
    assert [path.name for path in tmp_path.iterdir()] == ["c.csv"]


def test_ids_that_cannot_be_noted(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*arguments: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(ResultsFile, "meet", full)
    assert batch(table(tmp_path, RIGHT), "-o", str(out)) == 2
    assert "temporary file: database or disk is full" in capsys.readouterr().err


def test_results_without_fingerprints_are_counted(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    batch(table(tmp_path, RIGHT, WRONG), "-o", str(out))
    Path(f"{out}.marks").unlink()
    capsys.readouterr()
    batch(table(tmp_path, RIGHT, WRONG, NONE), "-o", str(out))
    assert "of 2 results it is not known whether their claims have changed" in capsys.readouterr().err


def test_sizes() -> None:
    assert [_bytes(text) for text in ("512M", "2 GiB", "100", "1kB")] == [2**29, 2**31, 100, 1024]


def test_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["batch", "--help"]) == 0
    assert "--allow-code" in capsys.readouterr().out


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "derivcheck", "batch", *words]


def run(*words: str, **settings: Any) -> subprocess.CompletedProcess[str]:
    options = {"capture_output": True, "text": True, "timeout": 120, **settings}
    return subprocess.run(command(*words), check=False, **options)


def test_from_standard_input_to_standard_output() -> None:
    done = run("-", "-o", "-", "--jobs", "1", input="\n".join([HEAD, RIGHT, WRONG]))
    assert [json.loads(line)["verdict"] for line in done.stdout.splitlines()] == ["agrees", "refuted"]
    assert done.returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk to be had")
def test_a_full_disk_is_one_line(tmp_path: Path) -> None:
    done = run(table(tmp_path, RIGHT), "-o", "/dev/full", "--jobs", "1")
    line = "derivcheck: error: results cannot be written to /dev/full: No space left on device; "
    assert done.stderr.splitlines()[-1].startswith(line)
    assert done.returncode == 2


def test_a_closed_pipe_is_one_line(tmp_path: Path) -> None:
    process = subprocess.Popen(
        command(table(tmp_path, RIGHT), "-o", "-", "--jobs", "1"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    with process.stderr:
        said = process.stderr.read()
    assert said.splitlines()[-1] == "derivcheck: error: -: who reads the results has closed the pipe"
    assert process.wait(60) == 2


def rows_for(count: int) -> list[str]:
    """Right and wrong claims, by turns."""
    return [f"c{k},x^{k % 7 + 2},x,{k % 7 + 2 + k % 2}*x^{k % 7 + 1},1.5," for k in range(count)]


def size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


MANY = rows_for(300)
"""So many that a run is far from done when it is ended."""


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return the results of a run that nothing disturbs."""
    folder = tmp_path_factory.mktemp("undisturbed")
    out = folder / "results.jsonl"
    assert batch(table(folder, *MANY), "-o", str(out)) == 1
    return results(out)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize(("kill", "status"), [(signal.SIGKILL, -9), (signal.SIGINT, 130)])
def test_a_run_that_is_ended_is_taken_up_again(
    kill: int, status: int, tmp_path: Path, out: Path, undisturbed: dict[str, Any]
) -> None:
    """And ends with the results of one that nothing disturbed."""
    claims = table(tmp_path, *MANY)
    rng = random.Random(kill)
    for _ in range(2):
        process = subprocess.Popen(command(claims, "-o", str(out)), stderr=subprocess.PIPE, text=True)
        before = len(out.read_bytes()) if out.exists() else 0
        end = time.monotonic() + 60
        while (
            process.poll() is None
            and time.monotonic() < end
            and (len(out.read_bytes()) if out.exists() else 0) <= before
        ):
            time.sleep(0.002)
        time.sleep(rng.random() / 20)
        process.send_signal(kill)
        said = process.communicate(timeout=60)[1]
        assert process.returncode == status
        assert "Traceback" not in said
        assert (kill == signal.SIGINT) == ("the same command goes on from there" in said)
        with out.open("ab") as file:
            file.write(b'{"id": "c')  # as a write that did not end
    assert run(claims, "-o", str(out)).returncode == 1
    found, expected = ({id: {**r, "seconds": 0} for id, r in told.items()} for told in (results(out), undisturbed))
    assert found == expected
    assert len(found) == 300
