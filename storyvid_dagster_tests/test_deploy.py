"""What deploy/ holds: read by the tools made for it, and held to the commands and settings there are."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml
from typer.main import get_command

from storyvid_dagster import paths
from storyvid_dagster.cli.app import app
from storyvid_dagster.settings import Settings

DEPLOY = paths.SHARED_DAGSTER_CONFIG.parent
COMPOSE, DOCKERFILE = DEPLOY / "compose.yaml", DEPLOY / "Dockerfile"
KUBERNETES = sorted((DEPLOY / "kubernetes").glob("*.yaml"))
KUBERNETES_VERSION = "1.35"


def objects() -> Iterator[dict[str, Any]]:
    for file in KUBERNETES:
        yield from yaml.safe_load_all(file.read_text())


def containers() -> Iterator[dict[str, Any]]:
    for each in objects():
        yield from each["spec"].get("template", {}).get("spec", {}).get("containers", [])


def compose() -> dict[str, Any]:
    return yaml.safe_load(COMPOSE.read_text())


def commands() -> Iterator[list[str]]:
    yield from (each["command"] for each in containers())
    yield from (each["command"] for each in compose()["services"].values() if "build" in each)
    yield yaml.safe_load(DOCKERFILE.read_text().rpartition("CMD ")[2])


def run_tool(*command: str | Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_compose_file_is_one() -> None:
    checker = Path(sys.executable).with_name("check-jsonschema")
    checked = run_tool(checker, "--builtin-schema", "vendor.compose-spec", COMPOSE)
    assert checked.returncode == 0, checked.stdout


def test_the_dockerfile_is_a_good_one() -> None:
    checked = run_tool(Path(sys.executable).with_name("hadolint"), "--no-color", DOCKERFILE)
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize("file", KUBERNETES, ids=lambda file: file.stem)
def test_kubernetes_would_take_every_object(file: Path) -> None:
    for each in yaml.safe_load_all(file.read_text()):
        kubernetes_validate.validate(each, KUBERNETES_VERSION, strict=True)


@pytest.mark.parametrize("command", list(commands()), ids=" ".join)
def test_every_command_is_one_of_ours_with_its_options(command: list[str]) -> None:
    program, name, *arguments = command
    assert program == "storyvid"
    group: Any = get_command(app)
    group.commands[name].make_context(name, arguments)


def test_every_setting_that_is_named_is_one() -> None:
    texts = [file.read_text() for file in (COMPOSE, DOCKERFILE, paths.SHARED_DAGSTER_CONFIG, *KUBERNETES)]
    named = {name for text in texts for name in re.findall(r"STORYVID_([A-Z_]+)", text)}
    assert named
    assert {name.lower() for name in named} <= set(Settings.model_fields)


def test_the_image_is_given_every_file_that_the_package_is_built_of() -> None:
    wheel = (DEPLOY.parent / "pyproject.toml").read_text().partition("force-include]")[2].partition("\n[")[0]
    needed = {*re.findall(r'^"([^"]+)" =', wheel, re.MULTILINE), "storyvid_dagster", "pyproject.toml"}
    copied = {
        word for line in re.findall(r"^COPY (.+)$", DOCKERFILE.read_text(), re.M) for word in line.split()
    }
    assert needed <= copied
    assert all((DEPLOY.parent / word).exists() for word in copied - {"./"})


def test_what_refers_to_something_in_compose_finds_it() -> None:
    told = compose()
    services, volumes = told["services"], told["volumes"]
    for service in services.values():
        assert set(service.get("depends_on", {})) <= set(services)
        named = [volume.partition(":")[0] for volume in service.get("volumes", [])]
        assert {name for name in named if not name.startswith("/")} <= set(volumes)
        for waited_for in service.get("depends_on", {}):
            assert "healthcheck" in services[waited_for]
    hosts = re.findall(r"@(\w+)[:/]", COMPOSE.read_text())
    assert set(hosts) == {"postgres", "redis"} <= set(services)


def test_what_refers_to_something_in_kubernetes_finds_it() -> None:
    every = list(objects())
    claims = {each["metadata"]["name"] for each in every if each["kind"] == "PersistentVolumeClaim"}
    pods = [each["spec"]["template"] for each in every if each["kind"] == "Deployment"]
    labels = [pod["metadata"]["labels"] for pod in pods]
    for each in every:
        if each["kind"] == "Service":
            assert each["spec"]["selector"] in labels
            ports = {port["name"] for one in containers() for port in one.get("ports", [])}
            assert {port["targetPort"] for port in each["spec"]["ports"]} <= ports
        if each["kind"] == "Deployment":
            assert each["spec"]["selector"]["matchLabels"] in labels
    for pod in pods:
        volumes = {volume["name"]: volume for volume in pod["spec"]["volumes"]}
        used = {mount["name"] for one in pod["spec"]["containers"] for mount in one["volumeMounts"]}
        assert used == set(volumes)
        wanted = {
            volume["persistentVolumeClaim"]["claimName"]
            for volume in volumes.values()
            if "persistentVolumeClaim" in volume
        }
        assert wanted <= claims


def test_no_secret_is_written_down() -> None:
    for file in (COMPOSE, paths.SHARED_DAGSTER_CONFIG, *KUBERNETES):
        for line in file.read_text().splitlines():
            if re.search(r"PASSWORD|_SECRET|_KEY\b", line) and not line.lstrip().startswith("#"):
                assert "${" in line, f"{file.name}: {line}"
