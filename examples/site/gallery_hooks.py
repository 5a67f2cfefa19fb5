"""How the gallery runs an example: with a folder for its pictures, from which they are taken."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from sphinx_gallery.scrapers import figure_rst

KEPT = Path(__file__).resolve().parent.parent / "pictures"
PICTURES = Path(tempfile.mkdtemp(prefix="derivcheck-gallery-"))


def arguments(gallery_conf: Any, script_vars: Any) -> list[str]:
    """Return the arguments of an example."""
    return ["--out", str(PICTURES)]


def pictures(block: Any, block_vars: dict[str, Any], gallery_conf: dict[str, Any]) -> str:
    """Return the lines that show the pictures which an example has drawn, and take them away."""
    names = block_vars["image_path_iterator"]
    kept = []
    for drawn in sorted(PICTURES.iterdir()):
        # A graph needs Graphviz to be drawn; the drawn one is among the pictures that are kept.
        picture = drawn if drawn.suffix == ".png" else KEPT / f"{drawn.stem}.svg"
        kept.append(str(Path(next(names)).with_suffix(picture.suffix)))
        shutil.copy(picture, kept[-1])
        drawn.unlink()
    return str(figure_rst(kept, gallery_conf["src_dir"]))


def nothing(gallery_conf: Any, name: str) -> None:
    """Keep modules as they are: the examples change no state of matplotlib."""
