"""The command line with a time limit: it holds whatever runs, and what is known by then is reported."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from derivcheck.cli.main import main
from derivcheck.cli.supervised import supervise

CODE = """
import ctypes, os, re
def f(x): return x * x
def right(x): return 2 * x
def hang(x): return re.match("(a+)+$", "a" * 200 + "b")
def late(x): return hang(x) if x == 3.25 else x * x
def crash(x): return ctypes.string_at(0)
def tell(x):
    open("pid", "w").write(str(os.getpid()))
    return hang(x)
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "code_that_hangs.py").write_text(CODE, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> int:
    return main(words, supervise)


def check(name: str, *words: str) -> list[str]:
    return [f"code_that_hangs.py:{name}", "--claim", "code_that_hangs.py:right", *words]


def test_what_ends_in_time_is_as_without_a_limit(capfd: pytest.CaptureFixture[str]) -> None:
    words = ["x^2*sin(x)", "--claim", "2*x*sin(x) - x^2*cos(x)", "--at", "1"]
    said = []
    for how in (None, supervise):
        assert main(words, how) == 1
        said.append([line for line in capfd.readouterr().out.splitlines() if "Made with" not in line])
    assert said[0] == said[1]
    assert run("x^2", "--at", "1", "--format", "json") == 0


def test_errors_are_one_line(capfd: pytest.CaptureFixture[str]) -> None:
    assert run("x^2 +", "--at", "1") == 2
    assert run("x^2", "--at", "1", "--timeout", "0") == 2
    assert capfd.readouterr().err.splitlines()[-1].endswith("'0' is no number of seconds above 0")


def test_code_that_hangs_is_ended(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = time.monotonic()
    assert run(*check("hang", "--at", "1", "--timeout", "0.5")) == 3
    assert time.monotonic() - before < 20
    said = capfd.readouterr()
    assert said.err == "derivcheck: unresolved: no verdict within 0.5 s; --timeout 1 gives more time\n"
    assert said.out == ""


def test_results_of_other_points_are_not_lost(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(*check("late", "--at", "1.0", "--at", "3.25", "--timeout", "2.5")) == 3
    said = capfd.readouterr()
    assert said.out.count("AGREES") == 1
    assert "no verdict within 2.5 s" in said.err


def test_a_proof_that_does_not_end_leaves_the_verdict(capfd: pytest.CaptureFixture[str]) -> None:
    square = "(a^2+b^2+c^2+x^2+2a*b+2a*c+2a*x+2b*c+2b*x+2c*x)"
    point = "x=0.25,a=0.5,b=0.25,c=0.125"
    status = run("(a+b+c+x)^161/161", "--claim", f"{square}^80", "--wrt", "x", "--at", point, "--timeout", "6")
    said = " ".join(capfd.readouterr().out.split())
    assert said.startswith("AGREES: agrees at x = 0.25")
    assert "; nothing more within 6 s" in said
    assert status == 0


def test_code_that_crashes_is_told(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(*check("crash", "--at", "1")) == 3
    assert capfd.readouterr().err.startswith("derivcheck: error: the computation ended: it ended the interpreter")


def test_a_formula_on_standard_input(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "derivcheck", "-", "--claim", "-2x", "--at", "2", "--timeout", "60"]
    done = subprocess.run(command, input="-x^2", capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("PROVED")


@pytest.mark.skipif(sys.platform != "linux", reason="workers are told by /proc")
def test_ctrl_c_ends_code_that_hangs(folder: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "derivcheck", *check("tell", "--at", "1")], stderr=subprocess.PIPE, text=True
    )
    end = time.monotonic() + 60
    while not (folder / "pid").exists() or not (folder / "pid").read_text():
        assert time.monotonic() < end
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGINT)
    said = process.communicate(timeout=60)[1]
    assert (process.returncode, said) == (130, "derivcheck: error: interrupted\n")
    worker = Path("/proc") / (folder / "pid").read_text() / "stat"
    assert not worker.exists() or worker.read_text().rpartition(")")[2].split()[0] == "Z"


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX")
@pytest.mark.parametrize("closed", ["0<&-", "1>&-", "2>&-", "0<&- 1>&- 2>&-"])
def test_closed_streams_harm_no_run(tmp_path: Path, closed: str) -> None:
    """A file that is opened then would be taken for standard output or error."""
    (tmp_path / "claims.csv").write_text("function,claimed\nx^2,2x\n", "utf-8")
    derivcheck = f"{sys.executable} -m derivcheck"
    for words in ("batch claims.csv -o results.jsonl --jobs 1", "x^2 --claim 2x"):
        done = subprocess.run(["sh", "-c", f"{derivcheck} {words} {closed}"], cwd=tmp_path, check=False)
        assert done.returncode == 0
    (line,) = (tmp_path / "results.jsonl").read_text("utf-8").splitlines()
    assert '"agrees"' in line


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX")
@pytest.mark.parametrize(
    ("words", "closed", "why"),
    [
        ("claims.csv -o -", "1>&-", "standard output is closed; give a file"),
        ("- -o r.jsonl", "0<&-", "standard input is closed; give a file"),
    ],
)
def test_a_stream_that_is_needed_and_closed_is_told(tmp_path: Path, words: str, closed: str, why: str) -> None:
    (tmp_path / "claims.csv").write_text("function,claimed\nx^2,2x\n", "utf-8")
    command = f"{sys.executable} -m derivcheck batch {words} --jobs 1 {closed}"
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert why in line
