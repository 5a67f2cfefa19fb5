"""Imports point only upward: a module imports from its own layer and from those above it."""

from __future__ import annotations

import ast
import functools
import graphlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import derivcheck

PACKAGE = Path(derivcheck.__file__).parent

LAYERS = (
    "errors limits model deadline",
    "elementary",
    "faults literals names",
    "lexer juxtaposition",
    "expression",
    "nodes",
    "operators",
    "parser",
    "request",
    "arithmetic",
    "constants",
    "function program evaluation",
    "code",
    "transcription",
    "met truncated",
    "pushforward",
    "partials",
    "forward",
    "schemes polynomial",
    "reference",
    "claim",
    "domain law quality screening singular",
    "proving",
    "proof",
    "enclosure obstacle",
    "bisection",
    "certificate",
    "remainder",
    "expansion",
    "sampling opaque",
    "noise",
    "methods",
    "limiting error_curve",
    "diagnosis",
    "judgement",
    "conclusion",
    "callables",
    "compare check",
    "trace",
    "tape tracing traced",
    "estimate",
    "arrays",
    "array_check",
    "testing",
    "wording outline panel plot report graph",
    "points options imported",
    "callable_jobs",
    "jobs",
    "cli",
    "__main__",
)
"""The layers, the highest first; a package stands for all of its modules."""

RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer.split()}


def module_name(path: Path, package: Path) -> str:
    parts = path.relative_to(package).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


def modules(package: Path) -> dict[str, ast.Module]:
    """Every module by its name inside the package; the names of the package itself are exempt."""
    sources = sorted(path for path in package.rglob("*.py") if path != package / "__init__.py")
    return {module_name(path, package): parsed(path.read_text("utf-8")) for path in sources}


parsed = functools.cache(ast.parse)


def is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")


def walk(node: ast.AST) -> Iterator[ast.AST]:
    """Every node, except under ``if TYPE_CHECKING``: what is never run cannot be a dependency."""
    for child in ast.iter_child_nodes(node):
        if is_type_checking(child):
            assert isinstance(child, ast.If)
            for other in child.orelse:
                yield from (other, *walk(other))
        else:
            yield from (child, *walk(child))


def targets(node: ast.AST, known: set[str]) -> list[str]:
    """The modules of the package that an import statement loads."""
    if isinstance(node, ast.Import):
        return [alias.name.removeprefix("derivcheck.") for alias in node.names if alias.name.startswith("derivcheck.")]
    if not isinstance(node, ast.ImportFrom):
        return []
    assert node.level == 0, f"line {node.lineno}: write derivcheck.NAME in full, it reads the same everywhere"
    home, _, inner = (node.module or "").partition(".")
    if home != "derivcheck":
        return []
    # `from derivcheck.report import text` loads report.text; `… import formats` loads report.
    full = [f"{inner}.{alias.name}".lstrip(".") for alias in node.names]
    return [name if name in known else inner for name in full if name != "__version__"]


def imports(tree: ast.Module, known: set[str]) -> list[str]:
    return [name for node in walk(tree) for name in targets(node, known)]


def violations(package: Path) -> list[str]:
    trees = modules(package)
    known = {*trees, *RANK}
    missing = [f"{name} has no layer" for name in trees if name.split(".")[0] not in RANK]
    pairs = [(user, used) for user, tree in trees.items() for used in imports(tree, known)]
    ranked = [(user, used, RANK.get(user.split(".")[0]), RANK.get(used.split(".")[0])) for user, used in pairs]
    return missing + [
        f"{user} imports {used or 'the names of the package'}"
        for user, used, own, other in ranked
        if own is not None and (other is None or other > own)
    ]


def test_imports_point_upward() -> None:
    assert violations(PACKAGE) == []


def test_no_cycles_within_a_layer() -> None:
    trees = modules(PACKAGE)
    graph = {user: {used for used in imports(tree, {*trees}) if used != user} for user, tree in trees.items()}
    order = list(graphlib.TopologicalSorter(graph).static_order())  # a CycleError names the cycle
    assert order.index("errors") < order.index("cli")


def test_no_name_is_in_two_layers() -> None:
    assert len(RANK) == sum(len(layer.split()) for layer in LAYERS)


PLANTED = {
    "from derivcheck.cli import main": ["errors imports cli"],
    "import derivcheck.cli": ["errors imports cli"],
    "from derivcheck import cli": ["errors imports cli"],
    "from derivcheck.arithmetic import real": ["errors imports arithmetic.real"],
    "def later():\n    from derivcheck.report import formats": ["errors imports report"],
    "try:\n    import derivcheck.plot as plot\nexcept ImportError:\n    pass": ["errors imports plot"],
    "if TYPE_CHECKING:\n    pass\nelse:\n    from derivcheck import parser": ["errors imports parser"],
    "from derivcheck import parse": ["errors imports the names of the package"],
    # and what is allowed
    "if TYPE_CHECKING:\n    from derivcheck.cli import main": [],
    "from derivcheck import __version__": [],
    "from derivcheck.limits import MAX_ORDER": [],
    "import math": [],
}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PACKAGE, tmp_path / "derivcheck", ignore=shutil.ignore_patterns("__pycache__")))


@functools.cache
def standing() -> list[str]:
    return violations(PACKAGE)


def new(found: list[str]) -> list[str]:
    return [violation for violation in found if violation not in standing()]


@pytest.mark.parametrize(("line", "found"), PLANTED.items(), ids=range(len(PLANTED)))
def test_a_planted_import_is_found(package: Path, line: str, found: list[str]) -> None:
    errors = package / "errors.py"
    errors.write_text(f"{errors.read_text('utf-8')}\n\n{line}\n", "utf-8")
    assert new(violations(package)) == found


def test_a_module_without_a_layer_is_found(package: Path) -> None:
    (package / "utils.py").write_text("import math\n", "utf-8")
    assert new(violations(package)) == ["utils has no layer"]


def test_a_planted_cycle_is_found(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (package / "limits.py").write_text("from derivcheck import errors\n", "utf-8")
    (package / "errors.py").write_text("from derivcheck import limits\n", "utf-8")
    monkeypatch.setitem(globals(), "PACKAGE", package)
    with pytest.raises(graphlib.CycleError):
        test_no_cycles_within_a_layer()
