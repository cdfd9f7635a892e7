"""A copy of the project in which changes are made as the map in CONTRIBUTING.md tells them."""

import ast
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

TOP = Path(__file__).parents[2]
MAP = TOP / "CONTRIBUTING.md"
_PACKAGE = "storyvid_dagster"
_ENTRY = re.compile(r"^### (?P<name>.+?)\n(?P<text>.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
_STEP = re.compile(r"^\d\. (?P<paths>`[^`]+`(?:(?:, | and )`[^`]+`)*)(?P<new>, new)?:", re.MULTILINE)


@dataclass(frozen=True)
class Step:
    """One file of a first change."""

    path: str
    """From the top of the checkout; of a folder, with a slash at its end."""
    is_new: bool


def first_changes() -> dict[str, list[Step]]:
    """Read the map: the files of each first change, in order."""
    text = MAP.read_text(encoding="utf-8").partition("\n## Ten first changes\n")[2]
    return {
        entry["name"]: [
            Step(_from_top(path), bool(step["new"]))
            for step in _STEP.finditer(entry["text"])
            for path in re.findall(r"`([^`]+)`", step["paths"])
        ]
        for entry in _ENTRY.finditer(text)
    }


def _from_top(path: str) -> str:
    tops = ("docs/", f"{_PACKAGE}_tests/", "README.md")
    return path if path.startswith(tops) else f"{_PACKAGE}/{path}"


@dataclass
class Checkout:
    """The copy; `edited` notes what was changed in it."""

    root: Path
    edited: list[str] = field(default_factory=list[str])

    @classmethod
    def copied_to(cls, root: Path) -> "Checkout":
        """Copy all that a change may touch, or that tries it."""
        without = shutil.ignore_patterns("__pycache__")
        for folder in (_PACKAGE, f"{_PACKAGE}_tests", "docs"):
            shutil.copytree(TOP / folder, root / folder, ignore=without)
        for name in ("pyproject.toml", "README.md", "CONTRIBUTING.md", "dagster.yaml", "workspace.yaml"):
            shutil.copyfile(TOP / name, root / name)
        return cls(root)

    def read(self, path: str) -> str:
        """Give the text of a file."""
        return (self.root / path).read_text(encoding="utf-8")

    def create(self, path: str, content: str | bytes) -> None:
        """Write a file that was not there."""
        file = self.root / path
        assert not file.exists(), f"{path} is there already"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        self._note(path)

    def replace(self, path: str, old: str, new: str) -> None:
        """Put `new` in place of the first `old`."""
        text = self.read(path)
        assert old in text, f"{path} has no {old!r}"
        (self.root / path).write_text(text.replace(old, new, 1), encoding="utf-8")
        self._note(path)

    def before(self, path: str, anchor: str, lines: str) -> None:
        """Put lines before the first line that holds `anchor`."""
        text = self.read(path)
        assert anchor in text, f"{path} has no {anchor!r}"
        start = text.rindex("\n", 0, text.index(anchor)) + 1
        (self.root / path).write_text(f"{text[:start]}{lines}\n{text[start:]}", encoding="utf-8")
        self._note(path)

    def append(self, path: str, text: str) -> None:
        """Put text after the end of a file."""
        (self.root / path).write_text(self.read(path) + text, encoding="utf-8")
        self._note(path)

    def _note(self, path: str) -> None:
        if path not in self.edited:
            self.edited.append(path)

    def tables_without(self, kind: str, member: str) -> list[str]:
        """Name the files with a table that has every member of an enum but the new one."""
        return [path for path, keys in self._tables(kind) if member not in keys]

    def tables_of(self, kind: str) -> set[str]:
        """Name the files with a table that has every member of an enum."""
        return {path for path, _ in self._tables(kind)}

    def _tables(self, kind: str) -> list[tuple[str, set[str]]]:
        files = {
            file.relative_to(self.root).as_posix(): ast.parse(file.read_text(encoding="utf-8"))
            for file in (self.root / _PACKAGE).rglob("*.py")
            if f"{kind}." in file.read_text(encoding="utf-8")
            or f"class {kind}(" in file.read_text(encoding="utf-8")
        }
        nodes = [(path, node) for path, tree in files.items() for node in ast.walk(tree)]
        (members,) = (
            {target.id for line in node.body if isinstance(line, ast.Assign) for target in line.targets}  # pyright: ignore
            for _, node in nodes
            if isinstance(node, ast.ClassDef) and node.name == kind
        )
        tables = [(path, _keys(node, kind)) for path, node in nodes if isinstance(node, ast.Dict)]
        return [(path, keys) for path, keys in tables if len(keys) >= len(members) - 1 > 1]


def _keys(table: ast.Dict, kind: str) -> set[str]:
    return {
        key.attr
        for key in table.keys
        if isinstance(key, ast.Attribute) and isinstance(key.value, ast.Name) and key.value.id == kind
    }
