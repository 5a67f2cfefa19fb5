"""Thirteen rooms, and imports that go one way: a room imports from the rooms below it, never from one above."""

from __future__ import annotations

import ast
import functools
import graphlib
from collections.abc import Iterable, Mapping
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


Sources = Mapping[str, str]
"""The text of each file of a package by its path there, such as "claims/claim.py"."""


def sources(package: Path) -> dict[str, str]:
    return {path.relative_to(package).as_posix(): path.read_text("utf-8") for path in sorted(package.rglob("*.py"))}


OWN = sources(PACKAGE)


def module_name(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def modules(package: Sources) -> dict[str, tuple[ast.AST, ...]]:
    """The imports of every module by its name inside the package; two files that stand outside the rooms are exempt."""
    outside = {"__init__.py", "__main__.py"}
    return {module_name(path): statements(text) for path, text in package.items() if path not in outside}


@functools.cache
def statements(text: str) -> tuple[ast.AST, ...]:
    """The import statements: when the module is loaded, later inside a function, or for its types only."""
    return tuple(node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Import | ast.ImportFrom))


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


def imports(nodes: Iterable[ast.AST], known: set[str]) -> list[str]:
    """What a module imports."""
    return [name for node in nodes for name in targets(node, known)]


def violations(package: Sources) -> list[str]:
    found = modules(package)
    known = {*found}
    homeless = [f"{name} has no room" for name in found if place(name) is None]
    pairs = [(user, used, place(user), place(used)) for user, nodes in found.items() for used in imports(nodes, known)]
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
    known = modules(OWN)
    assert [name for name in RANKS if not name.endswith("*") and name not in known] == []


def test_imports_go_one_way() -> None:
    assert violations(OWN) == []


def loading_order(package: Sources) -> list[str]:
    """Modules, each after those that it imports; an error names a cycle."""
    found = modules(package)
    graph = {user: {used for used in imports(nodes, {*found}) if used != user} for user, nodes in found.items()}
    return list(graphlib.TopologicalSorter(graph).static_order())


def test_no_module_imports_itself_by_a_detour() -> None:
    order = loading_order(OWN)
    assert order.index("ground.errors") < order.index("cli.main")


def test_the_door_of_each_room_says_what_comes_in_what_goes_out_and_where_to_begin() -> None:
    doors = {path: ast.get_docstring(ast.parse(text)) for path, text in OWN.items() if path.endswith("/__init__.py")}
    assert len(doors) >= len(LAYERS)
    silent = [room for room, text in doors.items() if not text or not all(w in text for w in ("In:", "Out:", "Open `"))]
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


def plant(module: str, line: str) -> list[str]:
    return violations({**OWN, module: f"{OWN[module]}\n\n{line}\n"})


@pytest.mark.parametrize(("line", "found"), PLANTED.items(), ids=range(len(PLANTED)))
def test_a_planted_import_is_found(line: str, found: list[str]) -> None:
    assert plant("ground/errors.py", line) == found


SUB_ROOMS = {
    ("claims/claim.py", "from derivcheck.claims.diagnosis.search import diagnose"): "claims.diagnosis.search",
    ("claims/diagnosis/search.py", "from derivcheck.claims import conclusion"): "claims.conclusion",
    ("methods/differences/schemes.py", "from derivcheck.methods.black_box import noise"): "methods.black_box.noise",
    ("arithmetic/base.py", "from derivcheck.arithmetic.taylor.taylor import Taylor"): "arithmetic.taylor.taylor",
    ("report/outline/blocks.py", "from derivcheck.report.formats import text"): "report.formats.text",
}


@pytest.mark.parametrize(("module", "line"), SUB_ROOMS, ids=str)
def test_a_planted_import_between_sub_rooms_is_found(module: str, line: str) -> None:
    user = module.removesuffix(".py").replace("/", ".")
    assert plant(module, line) == [f"{user} imports {SUB_ROOMS[module, line]}"]


@pytest.mark.parametrize("module", ["utils.py", "attic/utils.py", "claims/attic/utils.py"])
def test_a_module_outside_the_rooms_is_found(module: str) -> None:
    found = violations({**OWN, module: "import math\n"})
    assert found == [f"{module.removesuffix('.py').replace('/', '.')} has no room"]


def test_a_planted_cycle_is_found() -> None:
    planted = {
        "ground/limits.py": "from derivcheck.ground import errors\n",
        "ground/errors.py": "from derivcheck.ground import limits\n",
    }
    with pytest.raises(graphlib.CycleError):
        loading_order({**OWN, **planted})
