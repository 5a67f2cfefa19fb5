"""`derivcheck MODULE:F --claim MODULE:G`: verdicts as exit status, failures as one line."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from derivcheck.cli import main

MODEL = """
import numpy as np
def loss(w):
    return np.sum(w**3)
def gradient(w):
    return 3 * w**2
def wrong(w):
    return 2 * w**2
def hessian(w):
    return np.diag(6 * w)
def fails(w):
    raise RuntimeError("no\\nway")
def single(x):
    return np.sin(x)
def slope(x):
    return np.cos(x)
def bent(w):
    return np.sum(np.abs(w))
def layer(p):
    return np.sum(p["W"] ** 2) * p["b"]
def of_layer(p):
    return {"W": 2 * p["W"] * p["b"], "b": np.sum(p["W"] ** 2)}
def turned(p):
    return {**of_layer(p), "b": -np.sum(p["W"] ** 2)}
"""


@pytest.fixture(autouse=True)
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "model_of_jobs.py").write_text(MODEL, "utf-8")
    np.save(tmp_path / "w.npy", np.array([[1.0, 2.0], [0.5, -1.0]]))
    np.save(tmp_path / "g.npy", 3 * np.array([[1.0, 2.0], [0.5, -1.0]]) ** 2)
    np.savez(tmp_path / "w.npz", W=np.array([[1.0, 2.0], [0.5, -1.0]]), b=3.0)
    (tmp_path / "text.npy").write_text("no array", "utf-8")
    monkeypatch.chdir(tmp_path)


def run(line: str) -> int:
    return main.main([word.replace("M:", "model_of_jobs.py:") for word in line.split()])


@pytest.mark.parametrize(
    ("line", "status", "verdict"),
    [
        ("M:loss --claim M:gradient --at 0.3,0.5", 0, "AGREES"),
        ("M:single --at 0.5", 0, "AGREES"),
        ("M:loss --at 1,2", 0, "AGREES"),
        ("M:loss --at @w.npy --component 0,1 --scheme central-2 --steps 1e-3", 0, "AGREES"),
        ("M:loss --at 1,2 --along 1,-0.5 --scheme central-2 --steps 1e-3", 0, "AGREES"),
        ("M:gradient --at 1,2 --entry 1 --seed 3 --scheme central-2 --steps 1e-3", 0, "AGREES"),
        ("M:loss --claim M:gradient --at @w.npy", 0, "AGREES"),
        ("M:loss --claim @g.npy --at @w.npy", 0, "AGREES"),
        ("M:layer --claim M:of_layer --at @w.npz", 0, "AGREES"),
        ("M:layer --claim M:of_layer --at @w.npz --domain b=0:inf", 0, "AGREES"),
        ("M:layer --claim M:turned --at @w.npz", 1, "REFUTED: wrong in component b"),
        ("M:layer --at @w.npz --component W[0,1] --scheme central-2 --steps 1e-3", 0, "AGREES"),
        ("M:layer --at @w.npz --scheme central-2 --steps 1e-3", 0, "AGREES"),
        ("M:loss --claim M:hessian --at 0.3,0.5 --order 2", 0, "AGREES"),
        ("M:gradient --claim M:hessian --at 0.3,0.5", 0, "AGREES"),
        ("M:single --claim M:slope --at pi/4", 0, "PROVED"),
        ("M:single --claim M:slope --at -0.5 --no-proof", 0, "AGREES"),
        ("M:loss --claim M:wrong --at 0.3,0.5", 1, "REFUTED"),
        ("M:bent --claim M:gradient --at 0,1", 1, "REFUTED"),
        ("M:bent --claim numpy:sign --at 0,1", 3, "UNRESOLVED"),
    ],
)
def test_the_verdict_is_the_exit_status(
    line: str, status: int, verdict: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(line) == status
    out, err = capsys.readouterr()
    assert out.startswith(f"{verdict}: ")
    assert err == ""
    assert max(map(len, out.splitlines())) <= 100


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("M:gradient --at 1,2", "choose one of its entries with entry="),
        ("M:loss --at 1,2 --component 5", "outside of the point"),
        ("M:loss --at 1,2 --component a", "component is a whole number, or one for each axis, such as (0, 1), not 'a'"),
        ("M:loss --at 1,2 --along 1,0,0", "the direction has the shape (3,)"),
        ("M:loss --claim M:gradient --at 1,2 --component 0", "goes with a comparison"),
        ("x^2 --at 1 --along 1", "of a formula name a variable with --wrt"),
        ("M:loss --claim M:gradient --claim M:wrong --at 1,2", "goes with one --claim"),
        ("M:loss --claim 3*w^2 --at 1,2", "does not name a function"),
        ("M:loss --claim M:gradient", "needs a point"),
        ("M:loss --claim M:gradient --at w=1", "without names"),
        ("M:loss --claim M:gradient --at 1,a", "a has no value here"),
        ("M:loss --claim M:gradient --at @none.npy", "No such file"),
        ("M:loss --claim M:gradient --at @text.npy", "holds no arrays of numbers"),
        ("M:loss --claim M:gradient --at 1,2 --wrt w", "--wrt is for formulas"),
        ("M:loss --claim M:gradient --at 1,2 --order 3", "--order"),
        ("M:fails --claim M:gradient --at 0.5", "RuntimeError: no way"),
        ("M:fails --claim M:gradient --at 1,2", "fails at the point: RuntimeError: no way"),
        ("M:loss --claim M:fails --at 1,2", "fails at the point: RuntimeError: no way"),
    ],
)
def test_a_failure_is_one_line(line: str, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(line) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
    assert len(err.splitlines()) <= 3  # two more point into a formula


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("M:loss --claim M:wrong --at 0.3,0.5 --format json --seed 4") == 1
    plain = json.loads(capsys.readouterr().out)
    assert (plain["schema"], plain["function"], plain["verdict"], plain["seed"]) == (
        "derivcheck/1",
        "loss",
        "refuted",
        4,
    )
    assert plain["at"] == {"w[0]": 0.3, "w[1]": 0.5}
    assert plain["claim"]["worst"] == {"component": [1], "name": "w[1]", "at": {"w[1]": 0.5}}
    assert plain["claim"]["cause"]["kind"] == "factor"


def test_several_points(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("M:bent --claim numpy:sign --at 1,2 --at 0,1 --format json") == 3
    verdicts = [result["verdict"] for result in json.loads(capsys.readouterr().out)["results"]]
    assert verdicts == ["agrees", "unresolved"]


@pytest.mark.parametrize("format", ["html", "markdown"])
def test_other_formats(format: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(f"M:loss --claim M:wrong --at 0.3,0.5 --format {format}") == 1
    assert "w[1]" in capsys.readouterr().out


@pytest.mark.parametrize(
    "line",
    [
        "M:loss --claim M:wrong --at 1,2",
        "M:loss --claim M:gradient --at 1,2",
        "M:single --claim M:slope --at 0.5",
        "M:loss --at 1,2",
    ],
)
def test_pictures_of_code(line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(f"{line} --plot a.png")
    assert capsys.readouterr().err == ""
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
