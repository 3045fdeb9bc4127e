"""docs/api.md: every example is run, in order, against a real server; and the docs page in a real browser."""

from __future__ import annotations

import json
import re
import shlex
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from shorts.api.build import make_api, openapi_of
from tests.api_server import Api, ScriptedStudio, tone_api

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DOCS = Path(__file__).resolve().parent.parent / "docs" / "api.md"
EXAMPLE = re.compile(r"```sh\n(.*?)```\n+(?:→ (\d{3})\n+(?:```(json|text)\n(.*?)```)?)?", re.DOTALL)


def run_example(api: Api, command: str, names: dict[str, str], folder: Path) -> tuple[str, str, int, str]:
    """Method, path, status and body of the curl command in an example, done without curl."""
    line = next(line for line in command.splitlines() if line.startswith("curl"))
    line = re.sub(r"'?\$([A-Z]+)'?", lambda found: names[found[1]], line)
    words, method, path, headers, body, out, limit = shlex.split(line)[1:], "GET", "", {}, None, None, 0.0
    while words:
        match words.pop(0):
            case "-X":
                method = words.pop(0)
            case "-H":
                name, _, value = words.pop(0).partition(": ")
                headers[name] = value
            case "-d" | "--data-binary":
                text = words.pop(0)
                body = (folder / text[1:]).read_bytes() if text.startswith("@") else text.encode()
            case "-o":
                out = words.pop(0)
            case "--max-time":
                limit = float(words.pop(0))
            case "-N":
                continue
            case address:
                parts = urlsplit(f"http://{address}")
                assert parts.netloc == "localhost:7860"
                path = f"{parts.path}?{parts.query}".rstrip("?")
    if limit:
        lines = api.lines(path, **headers)
        return method, path, 200, next(lines)
    status, _, data = api.ask(method, path, body, **headers)
    if out:
        (folder / out).write_bytes(data)
        return method, path, status, ""
    return method, path, status, data.decode()


def shape(plain: Any) -> Any:
    """Names and kinds of values; of a list those of its first item. What may be null is not compared further."""
    if isinstance(plain, dict):
        return {name: shape(value) for name, value in plain.items()}
    if isinstance(plain, list):
        return [shape(plain[0])] if plain else []
    return "number" if isinstance(plain, (int, float)) and not isinstance(plain, bool) else type(plain).__name__


def alike(told: Any, found: Any) -> bool:
    if "NoneType" in (told, found) or told == [] or found == []:
        return True
    if isinstance(told, dict) and isinstance(found, dict):
        return told.keys() == found.keys() and all(alike(told[name], found[name]) for name in told)
    if isinstance(told, list) and isinstance(found, list):
        return alike(told[0], found[0])
    return bool(told == found)


def settled(api: Api) -> None:
    for _ in range(400):
        if not api.studio.active_jobs():
            return
        time.sleep(0.02)
    pytest.fail("a job doesn't end")


def test_every_example_of_the_docs_is_so(tmp_path: Path) -> None:
    done, names = set(), {}
    with tone_api(tmp_path, ScriptedStudio, hub="http://127.0.0.1:9", ollama="http://127.0.0.1:9") as api:
        for command, status, kind, told in EXAMPLE.findall(DOCS.read_text(encoding="utf-8")):
            method, path, code, body = run_example(api, command, names, tmp_path)
            if '"draft"' not in command and not path.endswith("/resume"):
                settled(api)
            assert str(code) == status, (command, body)
            if kind == "json":
                found = json.loads(body)
                assert alike(shape(json.loads(told)), shape(found)), (command, found)
                if path.endswith("/generate") and code == 202:
                    names |= {"SHORT": names.get("SHORT", found["short"]), "JOB": found["job"]}
            elif "text/event" in told or "event:" in told:
                assert [line for line in body.splitlines() if line.startswith("event: ")] == ["event: end"]
            elif told.strip():
                assert body.splitlines()[0].partition(" ")[0] == told.splitlines()[0].partition(" ")[0]
            done.add((method, re.sub("|".join(map(re.escape, [*names.values(), "none"])), "{id}", path.partition("?")[0])))
        plan = openapi_of(make_api(api.studio))
    described = {(method.upper(), path) for path, methods in plan["paths"].items() for method in methods}
    assert described <= done


@pytest.mark.browser
def test_the_docs_page_shows_and_tries_everything_without_the_internet(tmp_path: Path, browser: Browser) -> None:
    wrong: list[str] = []
    with tone_api(tmp_path, ScriptedStudio) as api:
        for language, words in (("ko", "쇼츠 목록"), ("en", "All shorts")):
            page = browser.new_page(viewport={"width": 390, "height": 844}, locale="fr")
            page.on("request", lambda request: None if request.url.startswith((api.address, "data:")) else wrong.append(request.url))
            page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.goto(f"{api.address}/api/docs?lang={language}#queue-full")
            page.wait_for_selector("#problems tr[id=queue-full]")
            assert page.locator("details").count() == sum(len(methods) for methods in openapi_of(make_api(api.studio))["paths"].values())
            box = page.locator("details#listed")
            assert words in box.inner_text()
            box.locator("summary").click()
            box.locator("input[name=limit]").fill("1000")
            box.locator("button.send").click()
            page.wait_for_function("document.querySelector('#listed form pre').textContent.startsWith('422 application/problem+json')")
            assert page.evaluate("document.documentElement.scrollWidth") <= 390
            page.close()
    refused = [text for text in wrong if "422" not in text]
    assert refused == []
