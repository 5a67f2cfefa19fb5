"""The notebook of the examples runs, and its cells show what they say they show."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
pytest.importorskip("ipykernel")

PATH = Path(__file__).parent.parent / "examples" / "notebook.ipynb"


@pytest.fixture(scope="module")
def cells() -> list[Any]:
    """The cells with code, run one after another."""
    pytest.importorskip("matplotlib")
    notebook = nbformat.read(PATH, as_version=4)
    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def shown(cells: list[Any], begin: str) -> dict[str, str]:
    """What the cell that begins so shows, by kind."""
    (cell,) = (cell for cell in cells if cell.source.startswith(begin))
    found: dict[str, str] = {}
    for output in cell.outputs:
        found |= output.get("data", {}) or {"text/plain": output["text"]}
    return found


def test_the_notebook_is_kept_without_outputs() -> None:
    notebook = nbformat.read(PATH, as_version=4)
    nbformat.validate(notebook)
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in notebook.cells)


def test_a_result_shows_its_report_and_its_equation(cells: list[Any]) -> None:
    told = shown(cells, "comparison = ")
    assert "<svg" in told["text/html"]
    assert "<script" not in told["text/html"]
    assert "What to do next" in told["text/html"]
    assert told["text/latex"].startswith(r"$\displaystyle \begin{gathered}\frac{d}{d x}\left[\frac{e^{2 x}}")
    assert "Comparison(function=" in told["text/plain"]
    assert "Use forward mode" in shown(cells, "print(comparison)")["text/plain"]


def test_the_causes_are_those_of_the_text(cells: list[Any]) -> None:
    assert "the second term has the wrong sign" in shown(cells, "assert not check\n")["text/plain"]
    assert "penalty" in shown(cells, "assert not checked\n")["text/plain"]


def test_pictures_are_drawn(cells: list[Any]) -> None:
    assert base64.b64decode(shown(cells, "dtypes = ")["image/png"]).startswith(b"\x89PNG")
    assert "<svg" in shown(cells, "rng = ")["text/html"]


def test_no_cell_complains(cells: list[Any]) -> None:
    assert [output for cell in cells for output in cell.outputs if output.get("name") == "stderr"] == []
