"""The documentation site: ``python -m sphinx examples/site OUT``.

It asks nobody for anything while it is built, and neither do its pages while they are read.
"""

from __future__ import annotations

import sys
from pathlib import Path

import derivcheck

SITE = Path(__file__).resolve().parent
EXAMPLES = SITE.parent
sys.path[:0] = [str(SITE), str(EXAMPLES)]  # for the hooks of the gallery, and for what examples share

project = "derivcheck"
author = "The derivcheck developers"
copyright = author
version = release = derivcheck.__version__

extensions = ["sphinx.ext.autodoc", "sphinx.ext.autosummary", "numpydoc", "sphinx_gallery.gen_gallery"]
exclude_patterns = ["gallery/*.ipynb", "gallery/*.py", "**/sg_execution_times.rst", "sg_execution_times.rst"]
templates_path = ["_templates"]
nitpicky = True

html_theme = "pydata_sphinx_theme"
html_title = "derivcheck"
html_static_path = ["style"]
html_css_files = ["site.css"]
html_sidebars = {"index": [], "verdict": []}  # they have no pages below them
html_show_sourcelink = False
html_copy_source = False
html_theme_options = {
    "logo": {"text": "derivcheck"},
    "navbar_end": ["theme-switcher"],
    "secondary_sidebar_items": ["page-toc"],
    "footer_start": ["copyright"],
    "footer_end": ["theme-version"],
    "show_prev_next": False,
}

# Types are in the docstrings, with shapes and units.
autodoc_typehints = "none"
autosummary_generate = True
numpydoc_show_class_members = False
numpydoc_class_members_toctree = False


def _is_for_the_gallery(path: Path) -> bool:
    """Whether a script tells its story under a title."""
    lines = path.read_text("utf-8").splitlines()
    return len(lines) > 1 and lines[0] == '"""' and set(lines[2]) == {"="}


_SCRIPTS = [path.name for path in sorted(EXAMPLES.glob("*.py")) if _is_for_the_gallery(path)]

sphinx_gallery_conf = {
    "examples_dirs": [str(EXAMPLES)],
    "gallery_dirs": ["gallery"],
    "filename_pattern": "|".join(rf"/{name.removesuffix('.py')}\.py$" for name in _SCRIPTS),
    "ignore_pattern": rf"^(?!(?:.*/)?({'|'.join(name.removesuffix('.py') for name in _SCRIPTS)})\.py$)",
    "image_scrapers": ("gallery_hooks.pictures",),
    "reset_argv": "gallery_hooks.arguments",
    "reset_modules": ("gallery_hooks.nothing",),
    "download_all_examples": False,
    "remove_config_comments": True,
    "show_memory": False,
    "show_signature": False,
    "write_computation_times": False,
    "min_reported_time": float("inf"),
    "copyfile_regex": "",
    "only_warn_on_example_error": False,
    "abort_on_example_error": True,
}
