"""Whatever is sent, the API answers as its own description says, and never fails itself."""

import re
from typing import Any
from urllib.parse import quote

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from storyvid_dagster.intake.inbox import Inbox
from storyvid_dagster.web.app import make_app
from storyvid_dagster.web.front import Front
from storyvid_dagster_tests.web.conftest import MOST_BYTES, FakeOrchestrator, machine, price

LEAVES = st.none() | st.booleans() | st.integers() | st.floats(-9, 9) | st.text(max_size=20)
JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)
SOUND = st.sampled_from(
    ["Pip ran.", "sea", "night", "dance", "comic", 3, [2, 1], 7, True, "narration", "cat Mimi"]
)
RUN_IDS = st.sampled_from(["pip", "pip", "nobody", "../pip", "..", "PIP", "ü"]) | st.text(
    min_size=1, max_size=9
)


@pytest.fixture
def description(inbox: Inbox, dagster: FakeOrchestrator) -> dict[str, Any]:
    return make_app(Front(inbox, dagster, price, machine), most_upload_bytes=MOST_BYTES).openapi()


def resolved(schema: dict[str, Any], description: dict[str, Any]) -> dict[str, Any]:
    """Follow a reference, and take the first of what may be."""
    if "anyOf" in schema:
        return resolved(schema["anyOf"][0], description)
    if "$ref" in schema:
        return description["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema


def body_of(operation: dict[str, Any], description: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Give bodies with the fields that there are, filled with what is sound and what is not."""
    content = operation.get("requestBody", {}).get("content", {})
    if "application/json" not in content:
        return st.just(None)
    fields = resolved(content["application/json"]["schema"], description).get("properties", {})
    names = st.sampled_from(sorted(fields)) if fields else st.sampled_from(["style", "age", "figures"])
    return st.dictionaries(names, SOUND | JSON, max_size=3) | JSON


def is_as_described(answer: Any, operation: dict[str, Any], description: dict[str, Any]) -> None:
    assert str(answer.status_code) in operation["responses"], (answer.status_code, answer.text[:300])
    said = operation["responses"][str(answer.status_code)].get("content", {}).get("application/json")
    if said and "json" in answer.headers["content-type"]:
        schema = said["schema"] | {"components": description["components"]}
        jsonschema.Draft202012Validator(schema).validate(answer.json())


def test_any_request_is_answered_as_described(
    client: TestClient, finished_story: str, description: dict[str, Any]
) -> None:
    operations = [
        (method, place, operation)
        for place, methods in description["paths"].items()
        for method, operation in methods.items()
        if not place.endswith(("/events", "/analyze"))  # a stream, and a form
    ]
    tried: set[tuple[str, str]] = set()

    @settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(data=st.data(), which=st.sampled_from(operations), run_id=RUN_IDS, number=SOUND | st.integers())
    def ask(data: st.DataObject, which: Any, run_id: str, number: object) -> None:
        method, place, operation = which
        tried.add((method, place))
        values = {"run_id": run_id, "number": str(number), "asset": str(number), "name": run_id}
        path = re.sub(r"\{(\w+)\}", lambda found: quote(values[found[1]], safe=""), place)
        answer = client.request(method, path, json=data.draw(body_of(operation, description)))
        assert answer.status_code < 500, answer.text
        if not re.search(r"%2F|/\.\.?(/|$)", path):  # else it is another place
            is_as_described(answer, operation, description)

    ask()
    assert len(tried) > 0.9 * len(operations)


def test_a_generated_client_has_plain_names(description: dict[str, Any]) -> None:
    ids = [
        operation["operationId"]
        for methods in description["paths"].values()
        for operation in methods.values()
    ]
    assert len(set(ids)) == len(ids)
    assert {"take", "stories", "story", "forget", "forget_anthology", "generate_story"} <= set(ids)
    assert all(name.isidentifier() for name in ids)
