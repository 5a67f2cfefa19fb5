"""Thirteen rooms, and imports that go one way: a room imports from the rooms below it, never from one above."""

from __future__ import annotations

import ast
import functools
import graphlib
import shutil
from pathlib import Path

import pytest

import derivcheck

PACKAGE = Path(derivcheck.__file__).parent

LAYERS = (
    "ground: allowances < *",
    "elementary",
    "formula: nodes < branches < questions < templates < aliases "
    "< names < notations < * < parsing < parser < arguments",
    "arithmetic: * < taylor < text",
    "results",
    "autodiff: labelled < containers < counterparts < structure < composites < numbers < reverse < forward < sight"
    " < derivatives",
    "methods: * < differences < complex_step < running_code < black_box < estimate < comparison",
    "claims: * < proof < intervals < judgement < over < diagnosis < rounding < conclusion",
    "code",
    "gradients",
    "testing",
    "report: * < outline < plot < chart < page < formats < explorer",
    "cli",
)
"""The rooms, the lowest first. Within a room its sub-rooms, and the files that use them; `*` is every other file."""


def ranks() -> dict[str, tuple[int, int]]:
    """The place of each room, and of what is named inside a room."""
    places = {}
    for floor, line in enumerate(LAYERS):
        room, _, inside = line.partition(": ")
        names = inside.split(" < ") if inside else ["*"]
        places |= {f"{room}.{name}": (floor, height) for height, name in enumerate(names)}
    return places


RANKS = ranks()


def place(module: str) -> tuple[int, int] | None:
    """Where a module stands; None if it has no place, as a folder that no line above names."""
    room, _, inside = module.partition(".")
    head, _, deeper = inside.partition(".")
    return RANKS.get(f"{room}.{head}") or (None if deeper else RANKS.get(f"{room}.*", FOLDED.get(room)))


FOLDED = {room: (floor, 0) for floor, room in enumerate(line.partition(": ")[0] for line in LAYERS)}
"""The door of a room that has no files of its own."""


def module_name(path: Path, package: Path) -> str:
    parts = path.relative_to(package).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


def modules(package: Path) -> dict[str, ast.Module]:
    """Every module by its name inside the package; the two files that stand outside the rooms are exempt."""
    outside = {package / "__init__.py", package / "__main__.py"}
    sources = sorted(path for path in package.rglob("*.py") if path not in outside)
    return {module_name(path, package): parsed(path.read_text("utf-8")) for path in sources}


parsed = functools.cache(ast.parse)


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
    # `from derivcheck.report.formats import text` loads report.text; `… import formats` loads report.
    full = [f"{inner}.{alias.name}".lstrip(".") for alias in node.names]
    return [name if name in known else inner for name in full if name != "__version__"]


def imports(tree: ast.Module, known: set[str]) -> list[str]:
    """What a module imports: when it is loaded, later inside a function, or for its types only."""
    return [name for node in ast.walk(tree) for name in targets(node, known)]


def violations(package: Path) -> list[str]:
    trees = modules(package)
    known = {*trees}
    homeless = [f"{name} has no room" for name in trees if place(name) is None]
    pairs = [(user, used, place(user), place(used)) for user, tree in trees.items() for used in imports(tree, known)]
    return homeless + [
        f"{user} imports {used or 'the names of the package'}"
        for user, used, own, other in pairs
        if own is not None and (other is None or other > own)
    ]


def test_there_are_thirteen_rooms() -> None:
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders == {line.partition(": ")[0] for line in LAYERS}
    assert len(LAYERS) == 13


def test_the_top_of_the_package_holds_the_rooms_and_little_else() -> None:
    files = {path.name for path in PACKAGE.iterdir() if path.is_file()}
    assert files == {"__init__.py", "__main__.py", "py.typed"}


def test_every_place_that_is_named_exists() -> None:
    trees = modules(PACKAGE)
    assert [name for name in RANKS if not name.endswith("*") and name not in trees] == []


def test_imports_go_one_way() -> None:
    assert violations(PACKAGE) == []


def test_no_module_imports_itself_by_a_detour() -> None:
    trees = modules(PACKAGE)
    graph = {user: {used for used in imports(tree, {*trees}) if used != user} for user, tree in trees.items()}
    order = list(graphlib.TopologicalSorter(graph).static_order())  # a CycleError names the cycle
    assert order.index("ground.errors") < order.index("cli.main")


def test_the_door_of_each_room_says_what_comes_in_what_goes_out_and_where_to_begin() -> None:
    doors = {path.parent: ast.get_docstring(parsed(path.read_text("utf-8"))) for path in PACKAGE.rglob("*/__init__.py")}
    silent = [
        str(room) for room, text in doors.items() if not text or not all(w in text for w in ("In:", "Out:", "Open `"))
    ]
    assert silent == []


PLANTED = {
    "from derivcheck.cli.main import main": ["ground.errors imports cli.main"],
    "import derivcheck.cli.main": ["ground.errors imports cli.main"],
    "from derivcheck.cli import main": ["ground.errors imports cli.main"],
    "from derivcheck import cli": ["ground.errors imports cli"],
    "from derivcheck.arithmetic import real": ["ground.errors imports arithmetic.real"],
    "def later():\n    from derivcheck.report.formats import formats": ["ground.errors imports report.formats"],
    "try:\n    import derivcheck.report.plot.plot as plot\nexcept ImportError:\n    pass": [
        "ground.errors imports report.plot.plot"
    ],
    "if TYPE_CHECKING:\n    from derivcheck.cli.main import main": ["ground.errors imports cli.main"],
    "from derivcheck import parse": ["ground.errors imports the names of the package"],
    # and what is allowed
    "from derivcheck import __version__": [],
    "from derivcheck.ground.limits import MAX_ORDER": [],
    "import math": [],
}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PACKAGE, tmp_path / "derivcheck", ignore=shutil.ignore_patterns("__pycache__")))


def plant(package: Path, module: str, line: str) -> list[str]:
    path = package / module
    path.write_text(f"{path.read_text('utf-8')}\n\n{line}\n", "utf-8")
    return violations(package)


@pytest.mark.parametrize(("line", "found"), PLANTED.items(), ids=range(len(PLANTED)))
def test_a_planted_import_is_found(package: Path, line: str, found: list[str]) -> None:
    assert plant(package, "ground/errors.py", line) == found


SUB_ROOMS = {
    ("claims/claim.py", "from derivcheck.claims.diagnosis.search import diagnose"): "claims.diagnosis.search",
    ("claims/diagnosis/search.py", "from derivcheck.claims import conclusion"): "claims.conclusion",
    ("methods/differences/schemes.py", "from derivcheck.methods.black_box import noise"): "methods.black_box.noise",
    ("arithmetic/base.py", "from derivcheck.arithmetic.taylor.taylor import Taylor"): "arithmetic.taylor.taylor",
    ("report/outline/blocks.py", "from derivcheck.report.formats import text"): "report.formats.text",
}


@pytest.mark.parametrize(("module", "line"), SUB_ROOMS, ids=str)
def test_a_planted_import_between_sub_rooms_is_found(package: Path, module: str, line: str) -> None:
    user = module.removesuffix(".py").replace("/", ".")
    assert plant(package, module, line) == [f"{user} imports {SUB_ROOMS[module, line]}"]


@pytest.mark.parametrize("module", ["utils.py", "attic/utils.py", "claims/attic/utils.py"])
def test_a_module_outside_the_rooms_is_found(package: Path, module: str) -> None:
    path = package / module
    path.parent.mkdir(exist_ok=True)
    path.write_text("import math\n", "utf-8")
    assert violations(package) == [f"{module.removesuffix('.py').replace('/', '.')} has no room"]


def test_a_planted_cycle_is_found(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (package / "ground" / "limits.py").write_text("from derivcheck.ground import errors\n", "utf-8")
    (package / "ground" / "errors.py").write_text("from derivcheck.ground import limits\n", "utf-8")
    monkeypatch.setitem(globals(), "PACKAGE", package)
    with pytest.raises(graphlib.CycleError):
        test_no_module_imports_itself_by_a_detour()
