"""The command line's --trace and --dot: what is printed, what is written, and what is refused."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from derivcheck.cli import main

MAIN_JOB = "exp(2*x)/(1+sin(x**2))"
QUICK = ("--scheme", "central-2")
Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Say:
    monkeypatch.delenv("DERIVCHECK_DEBUG", raising=False)

    def run(*arguments: str) -> tuple[int, str, str]:
        status = main.main(arguments)
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return run


def test_the_tables_come_before_the_ending(say: Say) -> None:
    status, out, err = say(MAIN_JOB, "--at", "0.5", *QUICK, "--trace")
    assert (status, err) == (0, "")
    places = [out.index(heading) for heading in ("Methods", "Trace: forward", "Trace: reverse", "What to do next")]
    assert places == sorted(places)
    for step in ("z1    2*x", "z2    exp(z1)", "z3    x**2", "z4    sin(z3)", "z5    1 + z4", "z6    z2/z5"):
        assert out.count(step) == 2
    assert out.count("\n\n\n") == 0


def test_json_has_the_trace_under_its_key(say: Say) -> None:
    status, out, _ = say(MAIN_JOB, "--at", "0.5", *QUICK, "--trace", "--format", "json")
    told = json.loads(out)
    assert status == 0
    assert [step["name"] for step in told["trace"]["steps"]] == ["z1", "z2", "z3", "z4", "z5", "z6"]
    gap = abs(told["trace"]["gradient"]["x"] - float(told["reference"]["value"]))
    assert gap <= told["trace"]["inputs"][0]["adjoint_bound"] + 2.0**-51  # the reference as a double
    assert "trace" not in json.loads(say(MAIN_JOB, "--at", "0.5", *QUICK, "--format", "json")[1])


@pytest.mark.parametrize("format", ["markdown", "html"])
def test_other_formats(say: Say, format: str) -> None:
    assert "reverse accumulation" in say("x^2", "--at", "3", *QUICK, "--trace", "--format", format)[1]


def test_a_gradient_has_one_trace_of_all_its_variables(say: Say) -> None:
    _, out, _ = say("x^2*y", "--at", "x=3,y=2", "--wrt", "x,y", *QUICK, "--trace", "--format", "json")
    told = json.loads(out)
    assert len(told["components"]) == 2
    assert told["trace"]["gradient"] == {"x": 12.0, "y": 9.0}


def test_a_claim_can_be_traced_at_a_point(say: Say) -> None:
    status, out, _ = say("x^2", "--claim", "2*x", "--at", "3", "--trace", "--no-proof")
    assert status == 0
    assert "Trace: reverse accumulation" in out


def test_the_graph_is_written_without_tables(say: Say, tmp_path: Path) -> None:
    target = tmp_path / "graph.dot"
    status, out, err = say(MAIN_JOB, "--at", "0.5", *QUICK, "--dot", str(target))
    assert (status, err) == (0, "")
    assert "Trace" not in out
    assert target.read_text("utf-8").startswith("digraph trace {")


def test_one_graph_a_point(say: Say, tmp_path: Path) -> None:
    status, _, _ = say("x^2", "--at", "1", "--at", "2", *QUICK, "--dot", str(tmp_path / "g.gv"))
    assert status == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["g-1.gv", "g-2.gv"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("x --at 1 --dot graph.jpg", "--dot 'graph.jpg': the ending is not one of .dot, .gv, .svg, .png, .pdf"),
        ("x --claim 1 --trace", "--trace and --dot show a run at a point; give --at 0.5"),
        ("x --claim 1 --dot g.dot", "--trace and --dot show a run at a point; give --at 0.5"),
    ],
)
def test_refusals_come_before_the_computation(
    say: Say, monkeypatch: pytest.MonkeyPatch, arguments: str, said: str
) -> None:
    monkeypatch.setattr(main, "compute", None)
    status, out, err = say(*arguments.split())
    assert (status, out) == (2, "")
    assert err.startswith(f"derivcheck: error: {said}")
    assert err.count("\n") == 1


def test_the_report_is_kept_when_the_graph_cannot_be_written(say: Say, tmp_path: Path) -> None:
    path = tmp_path / "g.dot"
    path.mkdir()
    status, out, err = say("x^2", "--at", "3", *QUICK, "--trace", "--dot", str(path))
    assert status == 2
    assert "Trace: forward accumulation" in out
    assert err.startswith("derivcheck: error: cannot write the graph")


def test_a_missing_graphviz_is_one_line(say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    status, out, err = say("x^2", "--at", "3", *QUICK, "--dot", str(tmp_path / "g.svg"))
    assert (status, err.count("\n")) == (2, 1)
    assert "Graphviz" in err
    assert out.startswith("AGREES")
    assert (tmp_path / "g.svg.dot").exists()


def test_the_plot_of_a_traced_comparison_is_that_of_the_comparison(
    say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    monkeypatch.setattr("derivcheck.report.plot.plot.save", lambda result, path: drawn.append(type(result).__name__))
    say("x^2", "--at", "3", *QUICK, "--trace", "--plot", str(tmp_path / "p.png"))
    assert drawn == ["Comparison"]
