"""The project as others get it: an sdist, the wheel made of that, and a film made with no sources at hand."""

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
NEEDED = (
    "Makefile", "constraints.txt", "dagster.yaml", "workspace.yaml",
    "data/samples", "docs", "storyvid_dagster", "storyvid_dagster_tests",
)  # fmt: skip
"""What the sdist must hold to be built, run and tested."""

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Installed:
    """A wheel in a venv of its own, whose dependencies come from the venv that runs the tests."""

    venv: Path
    home: Path
    cwd: Path

    @property
    def site_packages(self) -> Path:
        return Path(sysconfig.get_path("purelib", vars={"base": str(self.venv)}))

    def run(self, program: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        bin_dir = Path(sysconfig.get_path("scripts", vars={"base": str(self.venv)}))
        environment = {
            **_bare_environment(), "HOME": str(self.home), "USERPROFILE": str(self.home),
            "STORYVID_SPEECH_ENGINE": "espeak",
        }  # fmt: skip
        return _run(bin_dir / program, *arguments, cwd=self.cwd, environment=environment)

    def files(self) -> set[Path]:
        return {path for path in self.site_packages.rglob("*") if path.suffix != ".pyc" and path.is_file()}


def _bare_environment() -> dict[str, str]:
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("STORYVID_", "DAGSTER_", "PYTHON", "XDG_"))
    }


def _run(
    *command: str | Path, cwd: Path, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [*map(str, command)], cwd=cwd, env=environment or _bare_environment(),
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{command} failed:\n{done.stdout}{done.stderr}"
    return done


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sdist of this checkout, unpacked."""
    folder = tmp_path_factory.mktemp("sdist")
    _run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder, cwd=CHECKOUT)
    (archive,) = folder.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    return folder / archive.name.removesuffix(".tar.gz")


@pytest.fixture(scope="module")
def installed(unpacked: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel built from the sdist, installed."""
    folder = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=unpacked)
    (wheel,) = folder.glob("*.whl")
    installed = Installed(folder / "venv", folder / "home", folder / "empty")
    installed.home.mkdir()
    installed.cwd.mkdir()
    _run(sys.executable, "-m", "venv", "--without-pip", installed.venv, cwd=folder)
    # A plain line of a .pth file: the .pth files of that folder, such as that of the checkout, do not count.
    (installed.site_packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    python = Path(sysconfig.get_path("scripts", vars={"base": str(installed.venv)})) / "python"
    _run(
        sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-deps", "--no-index", wheel,
        cwd=folder,
    )  # fmt: skip
    return installed


def test_the_sdist_holds_all_that_is_tested(unpacked: Path) -> None:
    for name in NEEDED:
        wanted = CHECKOUT / name
        files = [wanted] if wanted.is_file() else [path for path in wanted.rglob("*") if path.is_file()]
        kept = {path.relative_to(CHECKOUT) for path in files if "__pycache__" not in path.parts}
        assert kept
        assert {path for path in kept if not (unpacked / path).is_file()} == set()
    environment = {**_bare_environment(), "PYTHONPATH": str(unpacked)}
    tests = "storyvid_dagster_tests/core/test_request.py", "storyvid_dagster_tests/test_settings.py"
    _run(sys.executable, "-m", "pytest", "-q", "-x", *tests, cwd=unpacked, environment=environment)


def test_the_sources_are_not_at_hand(installed: Installed) -> None:
    code = "import sys, storyvid_dagster; print(storyvid_dagster.__file__, *sys.path, sep='\\n')"
    package, *path = installed.run("python", "-c", code).stdout.splitlines()
    assert Path(package).is_relative_to(installed.site_packages)
    assert str(CHECKOUT) not in path


def test_an_installed_package_makes_a_film_in_the_users_own_folder(installed: Installed) -> None:
    before = installed.files()
    drawing = CHECKOUT / "data" / "samples" / "02-marker-robot.png"
    small = "--height", "240", "--fps", "12", "--age", "2", "--scenes", "3", "--json"
    told = json.loads(installed.run("storyvid", "make", drawing, *small).stdout.splitlines()[-1])
    film = Path(told["video"])
    assert film.stat().st_size > 10_000
    data_dir = film.parents[1]
    assert data_dir.is_relative_to(installed.home)
    assert (data_dir / "dagster" / "dagster.yaml").read_bytes() == (CHECKOUT / "dagster.yaml").read_bytes()
    assert told["run_id"] in installed.run("python", "-m", "storyvid_dagster", "status").stdout
    assert f"{data_dir}, " in installed.run("storyvid", "check-setup").stdout
    assert installed.files() == before
    assert list(installed.cwd.iterdir()) == []


def test_dagster_loads_an_installed_package(installed: Installed) -> None:
    workspace = installed.site_packages / "storyvid_dagster" / "workspace.yaml"
    arguments = "-W", "ignore", "-m", "dagster", "definitions", "validate", "--workspace", workspace
    done = installed.run("python", *arguments)
    assert "Validation successful for code location storyvid_dagster." in done.stdout + done.stderr
