"""Who may import whom. `docs/architecture.md` tells why."""

import ast
import importlib.metadata
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath

import pytest

PACKAGE = Path(__file__).parents[1] / "storyvid_dagster"

# fmt: off
USES: dict[str, str] = {
    "errors": "",
    "core": "",
    "paths": "",
    "settings": "paths",
    "ports": "",
    "children": "",
    "ffmpeg": "children",
    "glyphs": "",
    "cutout": "",
    "recognition": "cutout",
    "images": "",
    "media": "ports",
    "intake": "children ports media images cutout",
    "illustration": "ports",
    "speech": "ports",
    "storytelling": "ports cutout",
    "audio": "ffmpeg",
    "billing": "media",
    "providers": "billing illustration speech storytelling ports images cutout media",
    "render": "ports audio ffmpeg glyphs images media",
    "books": "glyphs",
    "stages": "ports illustration audio render books intake images cutout recognition media ffmpeg",
    "defs": "children stages billing providers ports audio render ffmpeg intake images media paths",
    "definitions": "defs settings",
    "web": "defs stages intake media ports providers",
    "cli": "children definitions defs web stages billing providers speech render ffmpeg intake media settings"
    " paths",
    "__main__": "cli",
}
"""Room -> the rooms it may import beside itself, `core` and `errors`."""
# fmt: on
ALWAYS = {"core", "errors"}
ROOMS = {room: {room, *ALWAYS, *used.split()} for room, used in USES.items()} | {"errors": set[str]()}

ONLY_IN: dict[str, set[str]] = {
    "dagster": {"defs", "definitions", "cli"},
    "platformdirs": {"paths.py"},
    "subprocess": {"children.py"},
    "multiprocessing": set(),
    "obstore": {"media/bucket.py"},
    "psutil": {"cli/running.py", "defs/launcher.py", "media/unfinished.py"},
    "av": {"render/encoder.py"},
    "ffmpeg": {"ffmpeg.py", "audio", "render"},
    "imageio_ffmpeg": {"ffmpeg.py"},
    "openai": {"providers/openai"},
    "httpx2": {"providers/openai"},
    "elevenlabs": {"providers/elevenlabs"},
    "httpx": {"providers/elevenlabs", "defs/webhooks.py"},
    "argon2": {"web"},
    "sqlalchemy": {"billing/sql_books.py", "defs"},
    "celery": {"defs"},
    "dagster_celery": {"defs"},
    "redis": {"defs"},
    "fastapi": {"web"},
    "jinja2": {"web"},
    "reportlab": {"books"},
    "uharfbuzz": {"glyphs.py"},
    "typer": {"cli"},
    "rich": {"cli"},
}
"""Library -> the rooms, folders or files that may import it."""

SETTINGS_MAY_BE_READ_BY = {"definitions.py", "defs/resources.py", "defs/stores.py"}
DAGSTER_INTERNALS = {
    "defs/backfills.py", "defs/launcher.py", "defs/lineage.py",
    "defs/shared_launcher.py", "defs/shared_worker.py",
}  # fmt: skip
"""Files that may import them; each names the test that holds it to what is needed."""


@cache
def modules() -> tuple[tuple[str, ast.Module], ...]:
    """Give every module: its path below the package, and its syntax tree."""
    paths = sorted(PACKAGE.rglob("*.py"))
    return tuple(
        (path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))) for path in paths
    )


def imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.module is not None
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room(file: str) -> str:
    return file.partition("/")[0].removesuffix(".py")


def is_allowed(file: str, name: str) -> bool:
    """Tell whether a module may import a name."""
    top, _, rest = name.partition(".")
    if top == "storyvid_dagster" and rest:
        target = rest.partition(".")[0]
        if target == "settings" and room(file) == "defs":
            return file in SETTINGS_MAY_BE_READ_BY
        return target in ROOMS.get(room(file), set(ROOMS))
    if name.startswith("dagster._"):
        return file in DAGSTER_INTERNALS
    places = {room(file), file, *(str(folder) for folder in PurePosixPath(file).parents)}
    return top not in ONLY_IN or bool(places & ONLY_IN[top])


def test_every_module_imports_only_what_its_room_may() -> None:
    faults = [
        f"{file} imports {name}"
        for file, tree in modules()
        for name in imports(tree)
        if not is_allowed(file, name)
    ]
    assert faults == []


def test_only_one_place_decides_whether_files_lie_in_a_folder_or_a_bucket() -> None:
    """Whoever opened the folder itself would miss what machines share."""
    opened = {
        file
        for file, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "MediaStore"
    }
    # Folders of old versions are renamed; pieces of an anthology are kept while it is made.
    of_one_machine = {"cli/app.py", "render/anthology_film.py"}
    assert opened == {"media/open_store.py", *of_one_machine}


def test_only_the_settings_read_the_environment() -> None:
    faults = [
        f"{file}, line {node.lineno}"
        for file, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"} and file != "settings.py"
    ]
    assert faults == []


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("core/story.py", "storyvid_dagster.render.film"),
        ("stages/extras.py", "storyvid_dagster.providers.catalog"),
        ("render/film.py", "dagster"),
        ("defs/assets.py", "storyvid_dagster.settings"),
        ("defs/assets.py", "dagster._core.storage"),
        ("audio/mix.py", "subprocess"),
    ],
)
def test_an_import_against_the_rules_is_seen(file: str, name: str) -> None:
    assert not is_allowed(file, name)


def test_every_room_has_its_rules() -> None:
    rooms = {room(path.relative_to(PACKAGE).as_posix()) for path in PACKAGE.rglob("*.py")} - {"__init__"}
    assert rooms == set(ROOMS)


def test_every_library_that_is_imported_is_declared() -> None:
    project = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    optional = [each for extra in project["optional-dependencies"].values() for each in extra]
    declared = {_plain(requirement) for requirement in (*project["dependencies"], *optional)}
    makers = importlib.metadata.packages_distributions()
    imported = {name.partition(".")[0] for _, tree in modules() for name in imports(tree)}
    libraries = imported - set(sys.stdlib_module_names) - {"storyvid_dagster"}
    undeclared = {name for name in libraries if not declared & {_plain(maker) for maker in makers[name]}}
    assert not undeclared


def _plain(requirement: str) -> str:
    """Give the normal form of a distribution's name, without its versions."""
    name = re.match(r"[\w.-]+", requirement)
    assert name is not None
    return re.sub(r"[-_.]+", "-", name[0]).lower()
