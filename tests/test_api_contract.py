"""Generated requests against the OpenAPI: whatever is sent, the answer is one that the description allows, and never a 5xx.

SHORTS_API_EXAMPLES sets how many for each endpoint (15). Streams are left out: they don't end (see test_api_events.py). What generates is
imported by what runs: every process collects this file.
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest

from shorts.api.build import make_api
from shorts.settings import Settings
from shorts.values import to_plain
from tests.api_server import SCRIPT, QuickStudio, write_short
from tests.maker import tone_workshop
from tests.model_fixtures import row, write_catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLES = int(os.environ.get("SHORTS_API_EXAMPLES", "15"))

@dataclass(frozen=True)
class Contract:
    studio: QuickStudio
    operations: dict[str, Any]
    ids: tuple[str, ...]

    def validate(self, case: Any, answer: Any) -> None:
        """Which characters, voices and tracks there are is no part of the description, so names that fit it may be refused."""
        from schemathesis.specs.openapi.checks import positive_data_acceptance

        case.validate_response(answer, excluded_checks=[positive_data_acceptance])


@pytest.fixture(scope="module")
def contract(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Contract]:
    import schemathesis

    folder = tmp_path_factory.mktemp("contract")
    write_catalogue(folder / "models", row("tiny", "owner/name", ["config.json"]), row("asked", "owner/other", ["config.json"], use="no"))
    kept = replace(Settings(), outputs=folder / "outputs", cache=folder / "cache", models=folder / "models")
    studio = QuickStudio(replace(kept, waiting_jobs=10**6, hub="http://127.0.0.1:9", ollama="http://127.0.0.1:9"))
    studio.workshop = tone_workshop(studio.settings)
    write_short(studio)
    job = studio.remake(write_short(studio, finished=True).id)
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", make_api(studio)).exclude(path_regex="/events")
    found = [result.ok() for result in schema.get_all_operations()]
    ids = (*(path.parent.name for path in studio.settings.outputs.glob("*/short.json")), job.id)
    yield Contract(studio, {operation.label: operation for operation in found}, ids)
    studio.close()


def names() -> list[str]:
    """As the description has them; that it has no others is tested below."""
    shorts = ("status/{id}", "download/{id}", "{id}/script")
    made = [f"GET /api/shorts/{rest}" for rest in shorts] + [f"POST /api/shorts/{{id}}/{verb}" for verb in ("make", "cancel", "pause", "resume")]
    system = ["GET /health", "GET /api/system/info", "GET /api/characters", "GET /api/models/status", "POST /api/models/install"]
    return [*system, "GET /api/shorts", "POST /api/shorts/generate", *made, "PUT /api/shorts/{id}/script", "DELETE /api/shorts/{id}"]


def test_every_endpoint_is_tried(contract: Contract) -> None:
    assert sorted(contract.operations) == sorted(names())


@pytest.mark.parametrize("name", names())
def test_no_answer_is_outside_the_description(contract: Contract, name: str) -> None:
    from hypothesis import HealthCheck, given, settings
    from hypothesis import strategies as st

    operation, seen = contract.operations[name], Counter[int]()

    @settings(max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(), known=st.sampled_from([*contract.ids, ""]))
    def try_it(case: Any, known: str) -> None:
        if known and "id" in (case.path_parameters or {}) and name != "DELETE /api/shorts/{id}":
            case.path_parameters["id"] = known
        if known and isinstance(case.body, dict) and "model" in case.body:
            case.body["model"] = "tiny" if "-" in known else "asked"
        answer = case.call()
        seen[answer.status_code] += 1
        contract.validate(case, answer)
        assert answer.status_code < 500
        if answer.status_code >= 400:
            problem = answer.json()
            assert (problem["status"], bool(problem["code"]), bool(problem["detail"])) == (answer.status_code, True, True)

    try_it()
    print(name, dict(seen))  # noqa: T201 - shown with -s: which answers there were


def test_scripts_with_one_thing_changed_are_kept_or_refused(contract: Contract) -> None:
    from hypothesis import HealthCheck, given, settings
    from hypothesis import strategies as st
    from schemathesis.generation import GenerationMode

    operation, seen = contract.operations["PUT /api/shorts/{id}/script"], Counter[int]()
    whole = to_plain(SCRIPT)

    @settings(max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=GenerationMode.POSITIVE), which=st.integers(0, 20), inside=st.booleans())
    def try_it(case: Any, which: int, *, inside: bool) -> None:
        case.path_parameters["id"] = contract.ids[0]
        given_scenes = case.body["scenes"] or [{}]
        source, target = (given_scenes[0], whole["scenes"][0]) if inside else (case.body, whole)
        key = sorted(target)[which % len(target)]
        changed = {**target, key: source.get(key, target[key])}
        case.body = {**whole, "scenes": [changed, *whole["scenes"][1:]]} if inside else changed
        answer = case.call()
        seen[answer.status_code] += 1
        contract.validate(case, answer)

    try_it()
    assert seen[200]
    assert set(seen) <= {200, 422}
    print(dict(seen))  # noqa: T201 - as above
