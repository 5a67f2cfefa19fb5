"""The graph: the same text each time, escaped, and one that Graphviz can draw."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

import derivcheck as dc
from derivcheck.report.plot import graph

EXAMPLE = "exp(2*x)/(1+sin(x^2))"


def test_every_step_is_a_node_and_every_operand_an_arrow() -> None:
    found = dc.trace(EXAMPLE, 0.5)
    text = found.to_dot()
    assert text == dc.trace(EXAMPLE, 0.5).to_dot()
    assert re.findall(r"^  (n\d+) \[label=<<TABLE", text, re.MULTILINE) == [f"n{i}" for i in range(7)]
    arrows = re.findall(r"^  (n\d+ -> n\d+)", text, re.MULTILINE)
    assert arrows == ["n0 -> n1", "n1 -> n2", "n0 -> n3", "n3 -> n4", "n4 -> n5", "n2 -> n6", "n5 -> n6"]
    assert "2.665662" in text
    assert "z6 = z2/z5 (result)" in text
    assert "input x" in text


def test_markup_in_a_formula_is_text() -> None:
    def f(x: float) -> float:
        return x * 2

    f.__qualname__ = '<B>"f" & \x1b g'
    text = dc.trace(f, 1.0).to_dot()
    assert "&lt;B&gt;&quot;f&quot; &amp; ? g" in text


def test_arrays_are_described() -> None:
    assert "[2] 1 to 9" in dc.trace(lambda x: (x**2).sum(), [1.0, 3.0]).to_dot()


@pytest.mark.parametrize("ending", graph.SOURCES)
def test_a_text_file(tmp_path: Path, ending: str) -> None:
    found = dc.trace(EXAMPLE, 0.5)
    graph.save(found, tmp_path / f"graph{ending}")
    assert (tmp_path / f"graph{ending}").read_text("utf-8") == found.to_dot()


BEGINS = {".svg": b"<?xml", ".png": b"\x89PNG", ".pdf": b"%PDF"}


@pytest.mark.skipif(shutil.which("dot") is None, reason="needs Graphviz")
@pytest.mark.parametrize("ending", graph.PICTURES)
def test_a_picture(tmp_path: Path, ending: str) -> None:
    graph.save(dc.trace("x^2*y", {"x": 1.0, "y": 2.0}), tmp_path / f"graph{ending}")
    assert (tmp_path / f"graph{ending}").read_bytes().startswith(BEGINS[ending])


@pytest.mark.skipif(shutil.which("dot") is None, reason="needs Graphviz")
def test_graphviz_reads_it_without_a_warning() -> None:
    for found in (dc.trace("abs(x)*θ/pi", {"x": 0.0, "θ": 1.0}), dc.trace(lambda x: np.log(x).sum(), [-1.0, 2.0])):
        done = subprocess.run(["dot", "-Tcanon"], input=found.to_dot().encode(), capture_output=True, check=True)
        assert done.stderr == b""


def test_without_graphviz_the_text_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(dc.InputError, match=r"Graphviz .* is missing; its graph is in .*g\.svg\.dot"):
        graph.save(dc.trace("x^2", 1.0), tmp_path / "g.svg")
    assert (tmp_path / "g.svg.dot").read_text("utf-8").startswith("digraph")


@pytest.mark.parametrize(
    ("program", "said"),
    [("#!/bin/sh\necho broken >&2\nexit 3\n", "failed: broken"), ("#!/bin/sh\nsleep 5\n", "takes more than 0.1 s")],
)
def test_a_graphviz_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, said: str) -> None:
    fake = tmp_path / "dot"
    fake.write_text(program, "utf-8")
    fake.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda name: str(fake))
    monkeypatch.setattr(graph, "MAX_SECONDS", 0.1 if "sleep" in program else 30)
    with pytest.raises(dc.InputError, match=said):
        graph.save(dc.trace("x^2", 1.0), tmp_path / "g.png")


def test_bad_files(tmp_path: Path) -> None:
    found = dc.trace("x^2", 1.0)
    with pytest.raises(dc.InputError, match=r"the ending is not one of \.dot, \.gv, \.svg"):
        graph.save(found, tmp_path / "graph.jpg")
    with pytest.raises(dc.InputError, match=r"cannot write the graph .*No such file"):
        graph.save(found, tmp_path / "nowhere" / "graph.dot")
