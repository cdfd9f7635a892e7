import io

from rich.console import Console

from storyvid_dagster.cli.columns import print_rows


def test_columns_line_up_and_a_long_path_stays_whole() -> None:
    console = Console(file=io.StringIO(), width=40)
    path = "/home/mia/" + "a very long folder/" * 6 + "film.mp4"
    print_rows(console, [("[green]✓[/]", "film", path), ("–", "voice engine", "[bold]none[/]")])
    told = console.file.getvalue()  # type: ignore[attr-defined]
    assert told == f"✓  film          {path}\n–  voice engine  none\n"
