"""A local server that speaks Ollama's HTTP: tags, ps, streamed chat, unloading, pulling, deleting; and the faults of a real one.

What it answers to a chat is a list of `answers`, or, when that is empty, `parrot`: a model of no wit at all, which makes its script of the
lines that it finds between the marks of the prompt.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

DIGEST = "365c0bd3c000a25d28ddbf732fe1c6add414de7275464c4e4d1c3b5fcb5d8ad1"
_PIECE = 30  # characters of a part of the stream


@dataclass
class Answer:
    """`text`: what is said, in pieces. `wait`: seconds before the first, `pause`: before each of the others. `cut`: pieces after which the
    connection breaks; `error`: what the server says instead, with `status` (200: within the stream)."""

    text: str | Callable[[dict[str, Any]], str] = ""
    wait: float = 0.0
    pause: float = 0.0
    cut: int | None = None
    error: str = ""
    status: int = 200


@dataclass
class OllamaStandIn:
    """`with OllamaStandIn(models={"llama3.1:8b": 100}) as ollama: … ollama.address`. `chats`: bodies of the chats so far; `unloaded`: names
    that had to leave; `vram`: bytes on the card by name; `left`: set once a listener has gone away in the middle of an answer."""

    models: dict[str, int] = field(default_factory=lambda: {"llama3.1:8b": 4_900_000_000})
    answers: list[Answer] = field(default_factory=list)
    fail: str = ""  # of a pull
    deaf: float = 0.0  # seconds before anything is answered
    digests: dict[str, str] = field(default_factory=dict)
    vram: dict[str, int] = field(default_factory=dict)
    chats: list[dict[str, Any]] = field(default_factory=list)
    unloaded: list[str] = field(default_factory=list)
    left: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self.server.outer = self  # type: ignore[attr-defined]
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def __enter__(self) -> OllamaStandIn:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def told(self, path: str) -> dict[str, Any]:
        if path == "/api/ps":
            return {"models": [{"model": name, "name": name, "size": size, "size_vram": size} for name, size in self.vram.items()]}
        if path == "/api/version":
            return {"version": "0.12.0"}
        return {"models": [{"model": name, "name": name, "size": size, "digest": self.digests.get(name, DIGEST)} for name, size in self.models.items()]}

    def pulled(self, name: str) -> Iterator[dict[str, Any]]:
        yield {"status": "pulling manifest"}
        for digest in ("aa", "bb"):
            for done in (50, 100):
                yield {"status": f"pulling {digest}", "digest": digest, "total": 100, "completed": done}
        if self.fail:
            yield {"error": self.fail}
        else:
            self.models[name] = 200
            yield {"status": "success"}


class _Handler(BaseHTTPRequestHandler):
    """One connection to a stand-in."""

    protocol_version = "HTTP/1.1"

    @property
    def outer(self) -> OllamaStandIn:
        return self.server.outer  # type: ignore[attr-defined, no-any-return]

    def log_message(self, *args: object) -> None:
        """Quiet."""

    def handle(self) -> None:
        with suppress(ConnectionError):
            super().handle()

    def do_GET(self) -> None:
        time.sleep(self.outer.deaf)
        self.reply(200, self.outer.told(self.path))

    def do_DELETE(self) -> None:
        name = self.body()["model"]
        self.reply(200 if self.outer.models.pop(name, None) is not None else 404, {"error": f"model '{name}' not found"})

    def do_POST(self) -> None:
        body = self.body()
        time.sleep(self.outer.deaf)
        if self.path == "/api/pull":
            self.reply(200, *self.outer.pulled(body["model"]))
        elif self.path == "/api/generate":
            self.outer.unloaded.append(body["model"])
            self.outer.vram.pop(body["model"], None)
            self.reply(200, {"model": body["model"], "response": "", "done": True, "done_reason": "unload"})
        elif body["model"] not in self.outer.models:
            self.reply(404, {"error": f"model '{body['model']}' not found"})
        else:
            self.outer.chats.append(body)
            self.chat(body, self.outer.answers.pop(0) if self.outer.answers else Answer(parrot))

    def body(self) -> dict[str, Any]:
        return json.loads(self.rfile.read(int(self.headers["Content-Length"])))

    def reply(self, status: int, *lines: object) -> None:
        data = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def chat(self, body: dict[str, Any], answer: Answer) -> None:
        self.outer.vram.setdefault(body["model"], 0)
        if answer.error and answer.status != 200:
            self.reply(answer.status, {"error": answer.error})
            return
        time.sleep(answer.wait)
        self.send_response(200)
        self.send_header("Content-Type", "application/x-ndjson")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        text = answer.text(body) if callable(answer.text) else answer.text
        try:
            for number, piece in enumerate(pieces(text)):
                if number == answer.cut:
                    self.close_connection = True
                    return
                time.sleep(answer.pause if number else 0.0)
                self.line({"model": body["model"], "message": {"role": "assistant", "content": piece}, "done": False})
            last = {"error": answer.error} if answer.error else {"message": {"role": "assistant", "content": ""}, "done": True, "done_reason": "stop"}
            self.line({"model": body["model"], **last})
            self.wfile.write(b"0\r\n\r\n")
        except OSError:
            self.outer.left.set()
            self.close_connection = True

    def line(self, value: object) -> None:
        data = json.dumps(value, ensure_ascii=False).encode() + b"\n"
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()


def pieces(text: str) -> Iterator[str]:
    yield from (text[start : start + _PIECE] for start in range(0, len(text), _PIECE))


def scene(narration: str, **more: Any) -> dict[str, Any]:
    """A scene as a model writes it."""
    usual = {"visual": "character", "photo": 0, "gesture": "explain", "expression": "smile", "setting": "studio", "image_prompt": "a lamp on a desk"}
    return {"narration": narration, "caption": [], **usual, **more}


def draft(*narrations: str, **more: Any) -> str:
    """A script as a model writes it."""
    plain = {
        "title": "무선 스탠드", "hook": ["선 없는 조명"], "accent": "조명", "scenes": [scene(text) for text in narrations],
        "call_to_action": "여러분은 어디에 두고 싶으세요?", "hashtags": ["조명", "무드등", "책상", "추천"], "description": "선 없이 쓰는 조명 이야기예요.",
    }  # fmt: skip
    return json.dumps({**plain, **more}, ensure_ascii=False)


ENGLISH: dict[str, Any] = {
    "title": "A page", "hook": ["Have you seen this?"], "accent": "this", "call_to_action": "What do you think of it?",
    "hashtags": ["page", "facts", "short", "today"], "description": "What the page says.",
}  # fmt: skip


def parrot(body: dict[str, Any]) -> str:
    """An answer made of the page's own lines, in the shape that was asked for."""
    asked = "\n".join(message["content"] for message in body["messages"])
    english = "Presenter:" in body["messages"][0]["content"]
    if "texts" in body["format"]["properties"]:
        numbers = re.findall(r"^- (\d+): ", body["messages"][-1]["content"], re.MULTILINE)
        text = "The page tells more about it." if english else "자세한 이야기는 글에 있어요."
        return json.dumps({"texts": [{"id": int(number), "text": text} for number in numbers]}, ensure_ascii=False)
    page = re.findall(r"<(page-\w+)>\n(.*?)</\1>", asked, re.DOTALL)[-1][1]
    lines = [line.removeprefix("- ") for line in re.split(r"\n|(?<=[.?!]) ", page)[1:] if len(line) > 12 and ":" not in line[:16]]
    wanted = body["format"]["properties"]["scenes"]["minItems"]
    share = max(1, len(lines) // wanted)
    return draft(*(" ".join(lines[n * share : (n + 1) * share])[:590] for n in range(wanted)), **(ENGLISH if english else {}))
