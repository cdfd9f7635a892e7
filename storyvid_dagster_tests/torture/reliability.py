"""The figures of `docs/reliability.md`, written there by `make torture`."""

from dataclasses import dataclass, field
from pathlib import Path

HEADS = {
    "inputs": "| what | inputs | taken | rejected |",
    "faults": "| what | the disk is | calls that failed, and were survived |",
    "scripts": "| what the model wrote | answers | a clean story came of it | refused, with the reason |",
    "kills": "| what | how many |",
    "secrets": "| what was made with keys in the environment | files searched | keys found |",
    "damage": "| what | it was | files, told or made again |",
}
"""Table -> its first line."""
DOCUMENT = Path(__file__).parents[2] / "docs" / "reliability.md"


@dataclass
class Table:
    """Rows of tables; each table stands between two marks of the document."""

    rows: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

    def row(self, table: str, *cells: object) -> None:
        """Add a row."""
        self.rows.setdefault(table, []).append(f"| {' | '.join(map(str, cells))} |")

    def write(self) -> None:
        """Put the rows into the document, in place of the last ones."""
        text = DOCUMENT.read_text(encoding="utf-8")
        for table, rows in self.rows.items():
            before, mark, rest = text.partition(f"<!-- {table} -->\n")
            _, end, after = rest.partition(f"<!-- end of {table} -->")
            assert mark, f"{DOCUMENT} has no table {table}"
            assert end, f"the table {table} of {DOCUMENT} has no end"
            lines = [HEADS[table], "|---" * HEADS[table].count(" | ") + "|---|", *rows]
            text = f"{before}{mark}\n{chr(10).join(lines)}\n\n{end}{after}"
        DOCUMENT.write_text(text, encoding="utf-8")
